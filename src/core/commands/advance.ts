import type { Stage } from '../plan/plan.ts';
import { matchStage, nearestStage } from '../stages/ladder.ts';
import { makeMove } from '../stages/make-move.ts';
import { readShare } from '../stages/read-share.ts';
import { type Command, type CommandContext, type CommandResult, done, refused } from './command.ts';

export const advance: Command = {
  name: 'advance',
  usage: '/advance [stage] [--share 20%] [--force "why"]',
  examples: ['/advance canary', '/advance moderate --share 45%', '/advance go-live --force "agreed in the meeting"'],
  permission: 'write',
  flags: { share: 'value', force: 'value' },
  run({ text, flags }, { draft, snapshot, actor }) {
    const { stages } = draft.rollout.plan;
    const wanted = text === '' ? undefined : findWanted(stages, text);
    if (wanted?.kind === 'refused') return wanted;
    const share = flags['share'] === undefined ? undefined : readShare(flags['share']);
    if (share === undefined && flags['share'] !== undefined) {
      return refused({ reason: 'not-a-number', text: flags['share'], example: '/advance --share 20%' });
    }
    const force = flags['force'];
    if (force === '') return refused({ reason: 'reason-missing', example: '/advance --force "why"' });
    return move({ draft, snapshot, actor }, { to: wanted?.stage, share, force });
  },
};

function move(
  { draft, snapshot, actor }: Pick<CommandContext, 'draft' | 'snapshot' | 'actor'>,
  asked: { readonly to: Stage | undefined; readonly share: number | undefined; readonly force: string | undefined },
): CommandResult {
  const outcome = makeMove(draft, snapshot, { kind: 'advance', ...asked }, actor.login);
  if (outcome.kind === 'refused') return outcome;
  return done(outcome.draft, outcome.reply, outcome.model.to?.id);
}

type Wanted = { readonly kind: 'found'; readonly stage: Stage } | Extract<CommandResult, { kind: 'refused' }>;

/** The stage somebody named, or the refusal that names the nearest one. */
function findWanted(stages: readonly Stage[], name: string): Wanted {
  const stage = matchStage(stages, name);
  if (stage !== undefined) return { kind: 'found', stage };
  return {
    kind: 'refused',
    refusal: {
      reason: 'unknown-stage',
      stage: name,
      nearest: nearestStage(stages, name),
      stages: stages.map(({ id }) => id),
    },
  };
}
