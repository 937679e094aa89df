import { type Draft, withRollout } from '../draft.ts';
import type { Plan, Stage } from '../plan/plan.ts';
import { type PlanChange, planChanges } from '../plan/plan-changes.ts';
import { readPlanOf } from '../plan/read-plan-of.ts';
import type { Rollout } from '../rollout.ts';
import type { Snapshot } from '../snapshot.ts';
import type { AcceptedFinding, Amendment } from './amendment.ts';
import { silenceFindings } from './finding-key.ts';

export interface RereadPlan {
  readonly draft: Draft;
  /** What is different from the plan that was in force. */
  readonly changes: readonly PlanChange[];
  /** What was decided by command and holds no longer, because the text says something else now. */
  readonly overruled: readonly Amendment[];
}

/** Reads the plan again as the issue has it now, with what was decided about it. */
export function rereadPlan(
  draft: Draft,
  snapshot: Snapshot,
  decided: { readonly amendments?: readonly Amendment[]; readonly accepted?: readonly AcceptedFinding[] } = {},
): RereadPlan {
  const { rollout } = draft;
  const read = readPlanOf(snapshot, decided.amendments ?? rollout.amendments);
  const plan = keepStageUnderWay(read.plan, rollout);
  const followsPlan = rollout.goLiveDate === rollout.plan.goLive?.from;
  const next = withRollout(draft, {
    plan,
    amendments: read.amendments,
    ...silenceFindings(read.findings, decided.accepted ?? rollout.accepted),
    goLiveDate: followsPlan ? plan.goLive?.from : rollout.goLiveDate,
  });
  return { draft: next, changes: planChanges(rollout.plan, plan), overruled: read.overruled };
}

/** The stage where the release stands cannot be edited away: it stays where it was until the release has left it. */
function keepStageUnderWay(plan: Plan, { position, plan: before }: Rollout): Plan {
  const id = position.at === 'stage' || position.at === 'live' ? position.stage : undefined;
  const index = before.stages.findIndex((stage) => stage.id === id);
  const underWay: Stage | undefined = before.stages[index];
  if (underWay === undefined || plan.stages.some((stage) => stage.id === id)) return plan;
  const others = underWay.goLive ? plan.stages.filter((stage) => !stage.goLive) : plan.stages;
  // The go-live stays the last one, however short the ladder has become.
  const goLive = others.findIndex((stage) => stage.goLive);
  const place = goLive === -1 ? others.length : Math.min(index, goLive);
  return { ...plan, stages: [...others.slice(0, place), underWay, ...others.slice(place)] };
}
