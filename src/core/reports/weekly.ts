import { weeklyDueAfter } from '../calendar/report-due.ts';
import { type Draft, withRollout } from '../draft.ts';
import { dayMs, type Instant } from '../instant.ts';
import type { WeeklyModel } from '../report-models.ts';
import type { Rollout } from '../rollout.ts';
import type { Snapshot } from '../snapshot.ts';
import { findStage, stageRef } from '../stages/ladder.ts';
import type { Report, ReportTime } from './report.ts';

/** Every week from the first stage until the release ends. Weeks that were missed are told together with the latest one. */
export const weekly: Report = {
  name: 'weekly',
  needsGoLive: false,
  timers(rollout, settings) {
    const startedAt = rollout.periods[0]?.from;
    if (startedAt === undefined || isOver(rollout)) return [];
    const dueAt = weeklyDueAfter(startedAt, rollout.reported['weekly'] ?? startedAt, settings);
    return dueAt === undefined ? [] : [{ key: 'weekly', dueAt }];
  },
  post(draft, snapshot, when) {
    const model = weeklyModel(draft, snapshot, when);
    const reported = { ...draft.rollout.reported, weekly: snapshot.now };
    return { draft: withRollout(draft, { reported }), body: { view: 'weekly', model } };
  },
};

function weeklyModel(draft: Draft, snapshot: Snapshot, when: ReportTime): WeeklyModel {
  const { rollout, readings } = draft;
  const startedAt = rollout.periods[0]?.from ?? rollout.openedAt;
  const from = rollout.reported['weekly'] ?? startedAt;
  const { card } = when;
  return {
    title: card.title,
    week: Math.max(1, Math.round((snapshot.now - startedAt) / (7 * dayMs))),
    from,
    to: snapshot.now,
    dueAt: when.dueAt,
    lateMs: snapshot.now - when.dueAt,
    card,
    readings: readings.filter((reading) => reading.source.at >= from).length,
    changes: changesSince(rollout, from),
    missing: missingNumbers(card),
  };
}

/** Stages and shares that began, and rollbacks, which are ends that nothing follows. */
function changesSince(rollout: Rollout, from: Instant): WeeklyModel['changes'] {
  return rollout.periods.flatMap((period, index) => {
    const stage = findStage(rollout, period.stage);
    const began = stage === undefined ? [] : [{ at: period.from, stage: stageRef(stage), share: period.share }];
    const { until } = period;
    const isFollowed = until === undefined || rollout.periods[index + 1]?.from === until;
    const ended = isFollowed ? [] : [{ at: until, stage: undefined, share: undefined }];
    return [...began, ...ended].filter(({ at }) => at >= from);
  });
}

/** Asked for while a stage is judged; what a person has to judge stands with its verdict. */
function missingNumbers({ recommendation, verdicts }: ReportTime['card']): readonly string[] {
  if (recommendation === undefined) return [];
  return verdicts.filter(({ why }) => why === 'no-reading').map(({ criterion }) => criterion.metric);
}

/** After the one-month results there is nothing new to tell each week: what is left is answering and `/complete`. */
function isOver({ position, reported, suspended }: Rollout): boolean {
  return (
    suspended !== undefined ||
    position.at === 'complete' ||
    position.at === 'cancelled' ||
    reported['1-month'] !== undefined
  );
}
