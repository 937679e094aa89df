import { currentStage, stageRef } from '../stages/ladder.ts';
import { makeMove } from '../stages/make-move.ts';
import { readShare } from '../stages/read-share.ts';
import { type Command, done, refused } from './command.ts';

export const share: Command = {
  name: 'share',
  usage: '/share 30%',
  examples: ['/share 30%'],
  permission: 'write',
  run({ text }, { draft, snapshot, actor }) {
    const percent = readShare(text);
    if (percent === undefined) return refused({ reason: 'not-a-number', text, example: '/share 30%' });
    const outcome = makeMove(draft, snapshot, { kind: 'share', share: percent }, actor.login);
    const stage = currentStage(draft.rollout);
    if (outcome.kind === 'refused') return outcome;
    if (stage === undefined) return refused({ reason: 'not-started', first: draft.rollout.plan.stages[0]?.id });
    const { share: from, plan } = draft.rollout;
    const toggles = plan.toggles.map(({ name }) => name);
    const model = { stage: stageRef(stage), from, to: percent, by: actor.login, toggles };
    return done(outcome.draft, { view: 'share-changed', model }, `${percent}%`);
  },
};
