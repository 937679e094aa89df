import { type Draft, withRollout } from '../draft.ts';
import type { Snapshot } from '../snapshot.ts';
import type { Report, ReportTime } from './report.ts';
import { reportDates } from './report-dates.ts';
import { withSlot } from './slots.ts';

export const oneWeek: Report = resultsReport('1-week');
export const oneMonth: Report = resultsReport('1-month');

/** The results after go-live: a comment in the template's shape that is filled in place when numbers come. */
function resultsReport(name: '1-week' | '1-month'): Report {
  return {
    name,
    needsGoLive: true,
    timers(rollout, settings) {
      const { wentLiveAt, reported, position, suspended } = rollout;
      if (wentLiveAt === undefined || position.at !== 'live' || suspended !== undefined || reported[name] !== undefined)
        return [];
      const due = reportDates(wentLiveAt, settings).find((date) => date.what === name);
      return due === undefined ? [] : [{ key: name, dueAt: due.at }];
    },
    post(draft, snapshot: Snapshot, { slot }: ReportTime) {
      const posted: Draft = withSlot(draft, name, slot);
      // Asked for once more, it is no later than it was.
      const reported = { [name]: snapshot.now, ...posted.rollout.reported };
      const marked = withRollout(posted, { reported });
      return { draft: name === '1-month' ? withQuestions(marked) : marked, body: undefined };
    },
  };
}

/** After the month come the post-launch questions, once, with the comparison of the KPIs filled in. */
function withQuestions(draft: Draft): Draft {
  return draft.rollout.slots['questions'] === undefined ? withSlot(draft, 'questions', 'questions') : draft;
}
