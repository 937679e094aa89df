import { makeMove } from '../stages/make-move.ts';
import { type Command, done, refused } from './command.ts';

export const cancel: Command = {
  name: 'cancel',
  usage: '/cancel why',
  examples: ['/cancel the feature is not needed any more'],
  permission: 'write',
  run({ text }, { draft, snapshot, actor }) {
    if (text === '') return refused({ reason: 'reason-missing', example: '/cancel why' });
    const outcome = makeMove(draft, snapshot, { kind: 'cancel', why: text }, actor.login);
    if (outcome.kind === 'refused') return outcome;
    const { share, plan } = draft.rollout;
    const toggles = plan.toggles.map(({ name }) => name);
    return done(outcome.draft, { view: 'cancelled', model: { by: actor.login, why: text, share, toggles } });
  },
};
