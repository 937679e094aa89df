import type { Bar, Plan, Stage } from '../plan/plan.ts';

/** Whether the stage is the last one before everybody has the change. */
export function isLastBeforeGoLive(plan: Plan, stage: Stage): boolean {
  const index = plan.stages.indexOf(stage);
  return index >= 0 && plan.stages[index + 1]?.goLive === true;
}

/** The question the stage answers: what the plan says, else `proven` at the end and `safe` on the way there. */
export function barOf(plan: Plan, stage: Stage): Bar {
  if (stage.bar !== undefined) return stage.bar;
  return stage.goLive || isLastBeforeGoLive(plan, stage) ? 'proven' : 'safe';
}

/** What an INCONCLUSIVE criterion means for leaving the stage. */
export function unprovenOf(plan: Plan, stage: Stage): 'advance' | 'hold' {
  return stage.unproven ?? (barOf(plan, stage) === 'safe' ? 'advance' : 'hold');
}

/**
 * The highest share in the stage, in percent. Where the plan says that it rises when there are too few people, up to
 * where the next stage begins.
 */
export function highestShareOf(plan: Plan, stage: Stage): number | undefined {
  const highest = stage.share?.[1];
  if (highest === undefined || stage.sample?.ifShort !== 'raise-share') return highest;
  return Math.max(highest, plan.stages[plan.stages.indexOf(stage) + 1]?.share?.[0] ?? highest);
}
