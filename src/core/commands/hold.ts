import { currentStage, stageRef } from '../stages/ladder.ts';
import { makeMove } from '../stages/make-move.ts';
import { type Command, done, refused } from './command.ts';

export const hold: Command = {
  name: 'hold',
  usage: '/hold why',
  examples: ['/hold error budget is being looked at'],
  permission: 'write',
  run({ text }, { draft, snapshot, actor }) {
    if (text === '') return refused({ reason: 'reason-missing', example: '/hold why' });
    const outcome = makeMove(draft, snapshot, { kind: 'hold', why: text }, actor.login);
    if (outcome.kind === 'refused') return outcome;
    const { position } = outcome.draft.rollout;
    const stage = currentStage(outcome.draft.rollout);
    if (position.at !== 'stage' || position.hold === undefined || stage === undefined) return done(outcome.draft);
    return done(outcome.draft, { view: 'held', model: { stage: stageRef(stage), hold: position.hold } });
  },
};
