import { currentStage, stageRef } from '../stages/ladder.ts';
import { makeMove } from '../stages/make-move.ts';
import { type Command, done } from './command.ts';

export const resume: Command = {
  name: 'resume',
  usage: '/resume',
  examples: ['/resume'],
  permission: 'write',
  run(_args, { draft, snapshot, actor }) {
    const { position } = draft.rollout;
    const outcome = makeMove(draft, snapshot, { kind: 'resume' }, actor.login);
    if (outcome.kind === 'refused') return outcome;
    const stage = currentStage(draft.rollout);
    if (position.at !== 'stage' || position.hold === undefined || stage === undefined) return done(outcome.draft);
    const model = { stage: stageRef(stage), by: actor.login, heldSince: position.hold.since };
    return done(outcome.draft, { view: 'resumed', model });
  },
};
