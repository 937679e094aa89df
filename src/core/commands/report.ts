import { cardModel } from '../card.ts';
import { reports } from '../reports/registry.ts';
import type { Report } from '../reports/report.ts';
import { type Command, done, refused } from './command.ts';

const usage = '/report weekly or 1-week or 1-month';

export const report: Command = {
  name: 'report',
  usage,
  examples: ['/report weekly', '/report 1-week'],
  permission: 'triage',
  run({ text }, { draft, snapshot, now, comment }) {
    if (text === '') return refused({ reason: 'bad-usage', problem: '', usage, example: '/report weekly' });
    const name = text.toLowerCase().replace(/\s+/g, '-');
    const asked: Report | undefined = reports.find((candidate) => candidate.name === name);
    if (asked === undefined) {
      return refused({ reason: 'unknown-report', report: text, reports: reports.map((candidate) => candidate.name) });
    }
    if (asked.needsGoLive && draft.rollout.wentLiveAt === undefined) return refused({ reason: 'not-live-yet' });
    const posted = asked.post(draft, snapshot, {
      dueAt: now,
      slot: `${asked.name}:${comment.id}`,
      card: cardModel(draft, snapshot),
    });
    return done(posted.draft, posted.body, asked.name);
  },
};
