import type { Position } from '../rollout.ts';
import { stageIndex } from './ladder.ts';
import { type Move, type MoveContext, type Moved, refuse } from './move.ts';

/**
 * Always allowed for those who may: back to an earlier stage, or to a share, 0% included. Without a target: to the stage
 * before, and from the first one to 0%.
 */
export function rollBack(
  from: Extract<Position, { at: 'stage' | 'live' | 'rolled-back' }>,
  move: Extract<Move, { kind: 'rollback' }>,
  context: MoveContext,
): Moved {
  const { stages, now, by } = context;
  const leaving = from.at === 'rolled-back' ? from.from : from.stage;
  const here = stageIndex(stages, leaving);
  const before = from.at === 'rolled-back' ? undefined : stages[here - 1];
  const target = move.to ?? before ?? 0;
  if (typeof target === 'number') {
    if (context.share !== undefined && target >= context.share) {
      return refuse({ reason: 'rollback-raises', share: target, current: context.share });
    }
    const position: Position = { at: 'rolled-back', from: leaving, since: now, why: move.why };
    return { kind: 'moved', position, share: target, against: undefined };
  }
  if (stageIndex(stages, target.id) >= here) return refuse({ reason: 'nothing-to-roll-back' });
  return {
    kind: 'moved',
    position: { at: 'stage', stage: target.id, since: now, by, hold: undefined },
    share: target.share?.[0],
    against: undefined,
  };
}
