import { type AmendedPlan, amendPlan } from '../amendments/amend-plan.ts';
import type { Amendment } from '../amendments/amendment.ts';
import type { PlanStageInput, Settings } from '../settings.ts';
import type { Snapshot } from '../snapshot.ts';
import { applyPlanBlock } from './apply-plan-block.ts';
import type { Finding, Plan } from './plan.ts';
import { type PlanBlock, planBlock } from './plan-block.ts';
import { readPlan } from './read-plan.ts';

/** The plan in force, with what was noticed, and what became of the decisions that were made about it by command. */
export interface PlanInForce extends AmendedPlan {
  readonly findings: readonly Finding[];
}

/**
 * The plan of the tracking issue as it stands now; what it leaves open is taken from the settings, and what was decided
 * by command lies over both.
 */
export function readPlanOf(snapshot: Snapshot, amendments: readonly Amendment[] = []): PlanInForce {
  const { issue, settings, now, otherPlans: others, rollout } = snapshot;
  let amended: AmendedPlan | undefined;
  const complete = (written: Plan): Plan => {
    amended = amendPlan(withDefaults(written, settings, now), amendments);
    return amended.plan;
  };
  const { plan, findings } = readPlan(issue.body, {
    now,
    title: issue.title,
    others,
    openedAt: rollout?.openedAt,
    complete,
  });
  const kept = amended?.amendments ?? [];
  return { plan, amendments: kept, overruled: amended?.overruled ?? [], findings: unanswered(findings, plan, kept) };
}

/** Some problems are in the text alone: they are answered where somebody decided about the same thing. */
function unanswered(findings: readonly Finding[], plan: Plan, amendments: readonly Amendment[]): readonly Finding[] {
  const decided = (what: Amendment['what']) => amendments.filter((amendment) => amendment.what === what);
  const shares = decided('share').flatMap(({ name }) => plan.stages.find(({ id }) => id === name)?.name ?? []);
  return findings.filter(({ code, facts }) => {
    if (code === 'share-mismatch') return !shares.some((name) => name === facts['stage']);
    return code !== 'toggle-spelled-differently' || decided('toggle').length === 0;
  });
}

/** What the settings have for a plan that says nothing of it. */
function withDefaults(plan: Plan, settings: Settings, now: number): Plan {
  const stages = plan.stages.some((stage) => stage.origin === undefined) ? [] : settings.stages;
  const criteria = plan.criteria.length > 0 ? [] : settings.criteria;
  const kpis = plan.kpis.some(({ name }) => name !== undefined) ? [] : settings.kpis;
  if (stages.length + criteria.length + kpis.length === 0) return plan;
  const block: PlanBlock = planBlock.parse({
    ...(stages.length > 0 ? { stages: stages.map(stageBlock) } : {}),
    ...(criteria.length > 0 ? { criteria: [...criteria] } : {}),
    ...(kpis.length > 0 ? { kpis: [...kpis] } : {}),
  });
  return applyPlanBlock(plan, block, 1, now);
}

function stageBlock({ name, share, length }: PlanStageInput): PlanStageInput | { readonly name: string } {
  return { name, ...(share === undefined ? {} : { share }), ...(length === undefined ? {} : { length }) };
}
