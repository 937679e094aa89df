import type { Position } from '../rollout.ts';
import { stageIndex } from './ladder.ts';
import { type Move, type MoveContext, type Moved, refuse } from './move.ts';

/**
 * Raises the share inside the stage's planned range. Lowering it is a rollback, which needs a reason. A stage whose plan
 * says that the share will be raised when there are too few people may go up to where the next stage begins.
 */
export function changeShare(
  from: Extract<Position, { at: 'stage' | 'live' }>,
  move: Extract<Move, { kind: 'share' }>,
  context: MoveContext,
): Moved {
  const { stages } = context;
  const here = stageIndex(stages, from.stage);
  const stage = stages[here];
  if (from.at === 'stage' && from.hold !== undefined) return refuse({ reason: 'on-hold', ...from.hold });
  if (stage?.share === undefined) return refuse({ reason: 'stage-has-no-share', stage: from.stage });
  const { share } = move;
  if (share === context.share) return refuse({ reason: 'share-unchanged', share });
  if (context.share !== undefined && share < context.share) {
    return refuse({ reason: 'share-lowers', share, current: context.share });
  }
  const lowest = stage.share[0];
  const highest = highestShare(stages, here);
  if (share < lowest || share > highest) {
    return refuse({ reason: 'share-outside-range', share, lowest, highest, stage: stage.id });
  }
  return { kind: 'moved', position: from, share, against: undefined };
}

/** The highest share that may be set in the stage at `index`, in percent. */
export function highestShare(stages: MoveContext['stages'], index: number): number {
  const stage = stages[index];
  const highest = stage?.share?.[1] ?? 100;
  if (stage?.sample?.ifShort !== 'raise-share') return highest;
  return Math.max(highest, stages[index + 1]?.share?.[0] ?? highest);
}
