import type { Stage } from '../plan/plan.ts';
import { matchStage } from '../stages/ladder.ts';
import { makeMove } from '../stages/make-move.ts';
import { readShare } from '../stages/read-share.ts';
import { type Command, done, refused } from './command.ts';

export const rollback: Command = {
  name: 'rollback',
  usage: '/rollback [stage or %] why',
  examples: ['/rollback canary error rate doubled', '/rollback 0% payments fail'],
  permission: 'write',
  run({ text }, { draft, snapshot, actor }) {
    const { to, why } = readTarget(draft.rollout.plan.stages, text);
    if (why === '') return refused({ reason: 'reason-missing', example: '/rollback 0% why' });
    const outcome = makeMove(draft, snapshot, { kind: 'rollback', to, why }, actor.login);
    if (outcome.kind === 'refused') return outcome;
    return done(outcome.draft, outcome.reply, outcome.model.to?.id ?? `${outcome.model.share}%`);
  },
};

/** The first word is the target when it is a share or a stage's id; everything else is the reason. */
function readTarget(stages: readonly Stage[], text: string): { to: Stage | number | undefined; why: string } {
  const [first = '', ...rest] = text.split(' ');
  const word = first.replace(/[:,]$/, '');
  const why = rest.join(' ').trim();
  const share = word.endsWith('%') ? readShare(word) : undefined;
  const to = share ?? matchStage(stages, word);
  return to === undefined ? { to, why: text } : { to, why };
}
