import { finishedPlanModel } from '../reports/finished-plan.ts';
import { makeMove } from '../stages/make-move.ts';
import { type Command, done } from './command.ts';

export const complete: Command = {
  name: 'complete',
  usage: '/complete',
  examples: ['/complete'],
  permission: 'write',
  run(_args, { draft, snapshot, actor }) {
    const outcome = makeMove(draft, snapshot, { kind: 'complete' }, actor.login);
    if (outcome.kind === 'refused') return outcome;
    const model = finishedPlanModel(outcome.draft, snapshot);
    return done(outcome.draft, { view: 'finished-plan', model });
  },
};
