import { readDates } from '../calendar/dates.ts';
import { localDate } from '../calendar/time-zone.ts';
import { withRollout } from '../draft.ts';
import { alreadyEnded } from '../stages/already-ended.ts';
import { type Command, done, refused } from './command.ts';

const example = '/schedule go-live 2021-03-15';

export const schedule: Command = {
  name: 'schedule',
  usage: '/schedule go-live 2021-03-15',
  examples: [example],
  permission: 'write',
  run({ text }, { draft, snapshot, now, actor }) {
    const [what = '', ...rest] = text.split(' ');
    if (!/^go-?live$/i.test(what))
      return refused({ reason: 'bad-usage', problem: what, usage: schedule.usage, example });
    const written = rest.join(' ').trim();
    const date = readDates(written, now)?.from;
    if (date === undefined) return refused({ reason: 'bad-date', text: written, example });
    if (date < localDate(now, snapshot.settings.timeZone)) return refused({ reason: 'date-in-the-past', date });
    const ended = alreadyEnded(draft.rollout.position);
    if (ended !== undefined) return refused(ended);
    const before = draft.rollout.goLiveDate;
    const model = { date, before, by: actor.login };
    return done(withRollout(draft, { goLiveDate: date }), { view: 'scheduled', model }, date);
  },
};
