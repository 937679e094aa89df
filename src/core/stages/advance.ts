import type { Recommendation } from '../criteria/verdict.ts';
import type { Stage } from '../plan/plan.ts';
import type { Position } from '../rollout.ts';
import { highestShare } from './change-share.ts';
import { stageIndex } from './ladder.ts';
import { type Move, type MoveContext, type Moved, refuse } from './move.ts';

type Advance = Extract<Move, { kind: 'advance' }>;

/** The first stage needs no evidence: there is none yet. A later one only with `--force`. */
export function advanceFromPlanning(_from: Position, move: Advance, context: MoveContext): Moved {
  const target = move.to ?? context.stages[0];
  if (target === undefined) return refuse({ reason: 'no-plan' });
  return checkOrder(-1, target, move, context) ?? enter(target, move, context, undefined);
}

/** One stage on, when the recommendation is GO; otherwise with `--force "why"`. */
export function advanceFromStage(from: Extract<Position, { at: 'stage' }>, move: Advance, context: MoveContext): Moved {
  const { stages, evidence } = context;
  const here = stageIndex(stages, from.stage);
  const target = move.to ?? stages[here + 1];
  if (target === undefined) return refuse({ reason: 'no-further-stage', current: from.stage });
  const index = stageIndex(stages, target.id);
  if (index === here) return refuse({ reason: 'already-there', stage: target.id, since: from.since, by: from.by });
  if (index < here) return refuse({ reason: 'backwards', stage: target.id, current: from.stage });
  if (from.hold !== undefined) return refuse({ reason: 'on-hold', ...from.hold });

  const outOfOrder = checkOrder(here, target, move, context);
  if (outOfOrder !== undefined) return outOfOrder;
  const recommendation = evidence?.recommendation;
  if (recommendation === undefined || recommendation.result === 'GO') return enter(target, move, context, undefined);
  if (move.force !== undefined) return enter(target, move, context, recommendation);
  return refuse({ reason: 'not-recommended', to: target.id, recommendation, verdicts: evidence?.verdicts ?? [] });
}

/**
 * Back up to the stage it was taken back from, or an earlier one; the evidence starts anew there. Where the plan no longer
 * has that stage, from the first one on.
 */
export function advanceFromRolledBack(
  from: Extract<Position, { at: 'rolled-back' }>,
  move: Advance,
  context: MoveContext,
): Moved {
  const before = Math.max(0, stageIndex(context.stages, from.from));
  const target = move.to ?? context.stages[before];
  if (target === undefined) return refuse({ reason: 'no-plan' });
  return checkOrder(before - 1, target, move, context) ?? enter(target, move, context, undefined);
}

function checkOrder(here: number, target: Stage, move: Advance, { stages }: MoveContext): Moved | undefined {
  const index = stageIndex(stages, target.id);
  if (index <= here + 1 || move.force !== undefined) return undefined;
  const skipped = stages.slice(here + 1, index).map((stage) => stage.id);
  return refuse({ reason: 'skips-a-stage', next: skipped[0] ?? target.id, skipped });
}

function enter(target: Stage, move: Advance, context: MoveContext, against: Recommendation | undefined): Moved {
  if (move.share !== undefined) {
    if (target.share === undefined) return refuse({ reason: 'stage-has-no-share', stage: target.id });
    const [lowest] = target.share;
    const highest = highestShare(context.stages, stageIndex(context.stages, target.id));
    if (move.share < lowest || move.share > highest) {
      return refuse({ reason: 'share-outside-range', share: move.share, lowest, highest, stage: target.id });
    }
  }
  const entered = { stage: target.id, since: context.now, by: context.by };
  const position: Position = target.goLive ? { at: 'live', ...entered } : { at: 'stage', ...entered, hold: undefined };
  return { kind: 'moved', position, share: move.share ?? target.share?.[0], against };
}
