import type { PlanStageInput, Settings } from '../settings.ts';
import type { Snapshot } from '../snapshot.ts';
import { applyPlanBlock } from './apply-plan-block.ts';
import type { Plan } from './plan.ts';
import { type PlanBlock, planBlock } from './plan-block.ts';
import { type PlanReading, readPlan } from './read-plan.ts';

/** The plan of the tracking issue as it stands now; what it leaves open is taken from the settings. */
export function readPlanOf({ issue, settings, now }: Snapshot): PlanReading {
  const read = readPlan(issue.body, { now, title: issue.title });
  const { block, answers } = defaultsFor(read.plan, settings);
  if (answers.length === 0) return read;
  return {
    plan: applyPlanBlock(read.plan, block, 1, now),
    findings: read.findings.filter((finding) => !answers.includes(finding.code)),
  };
}

/** What the settings have for a plan that says nothing of it, and the findings that are answered by it. */
function defaultsFor(
  plan: Plan,
  settings: Settings,
): { readonly block: PlanBlock; readonly answers: readonly string[] } {
  const stages = plan.stages.some((stage) => stage.origin === undefined) ? [] : settings.stages;
  const criteria = plan.criteria.length > 0 ? [] : settings.criteria;
  const kpis = plan.kpis.some(({ name }) => name !== undefined) ? [] : settings.kpis;
  const block = planBlock.parse({
    ...(stages.length > 0 ? { stages: stages.map(stageBlock) } : {}),
    ...(criteria.length > 0 ? { criteria: [...criteria] } : {}),
    ...(kpis.length > 0 ? { kpis: [...kpis] } : {}),
  });
  const answers = [
    ...(stages.length > 0 ? ['no-stages'] : []),
    ...(criteria.length > 0 ? ['no-criteria'] : []),
    ...(kpis.length > 0 ? ['no-kpis', 'kpi-unnamed'] : []),
  ];
  return { block, answers };
}

function stageBlock({ name, share, length }: PlanStageInput): PlanStageInput | { readonly name: string } {
  return { name, ...(share === undefined ? {} : { share }), ...(length === undefined ? {} : { length }) };
}
