import { readDuration } from '../calendar/duration.ts';
import { askedByStage } from '../criteria/asked-at.ts';
import type { Criterion } from '../criteria/criterion.ts';
import { readCriterion, withUniqueIds } from '../criteria/read-criterion.ts';
import type { Instant } from '../instant.ts';
import { readKpi } from './parts/kpi-draft.ts';
import { stageId } from './parts/stage-id.ts';
import type { Kpi, Plan, SampleRule, Stage, Toggle } from './plan.ts';
import type { CriterionBlock, PlanBlock, StageBlock } from './plan-block.ts';
import { readPlannedDates } from './values/planned-dates.ts';
import { readShare } from './values/share.ts';

/** The plan with the exact block over it: what the block says counts, what it leaves out comes from the prose. */
export function applyPlanBlock(plan: Plan, block: PlanBlock, line: number | undefined, now: Instant): Plan {
  const { offered: _offered, ...rest } = plan;
  const goLive = block.goLive === undefined ? plan.goLive : readPlannedDates(block.goLive, now);
  const added = plan.stages.find(({ origin }) => origin !== undefined);
  const stages = block.stages ? stagesOf(block.stages, added, line, now) : plan.stages;
  return {
    ...(block.stages ? rest : plan),
    title: block.title ?? plan.title,
    window: block.window === undefined ? plan.window : readPlannedDates(block.window, now),
    toggles: togglesOf(block) ?? plan.toggles,
    stages,
    criteria: criteriaOf(block, line, stages) ?? (block.stages ? plan.criteria.map(askedAtEach) : plan.criteria),
    dashboards: block.dashboards ?? plan.dashboards,
    monitors: block.monitors ?? plan.monitors,
    goLive,
    kpis: block.kpis ? kpisOf(block.kpis) : plan.kpis,
    rollback: block.rollback ?? plan.rollback,
    readiness: block.readiness ?? plan.readiness,
    roles: block.roles ?? plan.roles,
    questions: block.questions ?? plan.questions,
  };
}

function togglesOf({ toggles, rollout }: PlanBlock): readonly Toggle[] | undefined {
  if (!toggles) return rollout?.flag?.map((name) => ({ name }));
  return toggles.map((toggle) => {
    if (typeof toggle === 'string') return { name: toggle };
    const { name, description } = toggle;
    return description === undefined ? { name } : { name, description };
  });
}

function stagesOf(
  blocks: readonly StageBlock[],
  added: Stage | undefined,
  line: number | undefined,
  now: Instant,
): readonly Stage[] {
  const taken = new Set<string>();
  const stages = blocks.map((block, index): Stage => {
    const stage = stageOf(block, line, now);
    const goLive = index === blocks.length - 1 && stage.share?.[0] === 100;
    const own = block.id ?? (goLive && !taken.has('go-live') ? 'go-live' : stageId(block.name, taken));
    const id = taken.has(own) ? stageId(block.name, taken) : own;
    taken.add(id);
    return { ...stage, id, goLive };
  });
  if (stages.at(-1)?.goLive) return stages;
  return [...stages, { ...(added ?? goLiveStage), id: taken.has('go-live') ? 'go-live-2' : 'go-live' }];
}

const goLiveStage: Stage = {
  id: 'go-live',
  name: 'Go live',
  share: [100, 100],
  length: undefined,
  days: undefined,
  dates: undefined,
  sample: undefined,
  bar: undefined,
  unproven: undefined,
  goLive: true,
  origin: 'added',
  line: undefined,
};

function stageOf(block: StageBlock, line: number | undefined, now: Instant): Omit<Stage, 'id' | 'goLive'> {
  const soak = block.soak ?? block.length;
  const length = typeof soak === 'number' ? `${soak} days` : soak;
  const duration = length === undefined ? undefined : readDuration(length.replace('..', ' - '));
  return {
    name: block.name,
    share: shareOf(block.share),
    length,
    days: duration && [duration.shortestDays, duration.longestDays],
    dates: block.dates === undefined ? undefined : readPlannedDates(block.dates, now),
    sample: sampleOf(block.sample),
    bar: block.bar,
    unproven: block.unproven,
    line,
  };
}

function shareOf(share: string | number | undefined): Stage['share'] {
  if (share === undefined) return undefined;
  return typeof share === 'number' ? [share, share] : readShare(share);
}

function sampleOf(sample: StageBlock['sample']): SampleRule | undefined {
  if (!sample) return undefined;
  return { text: undefined, min: sample.min, unit: sample.unit, ifShort: sample.if_short };
}

/** Those of the whole plan, then each stage's own; undefined where the block has none. */
function criteriaOf(
  { criteria, stages: blocks = [], rollout }: PlanBlock,
  line: number | undefined,
  stages: readonly Stage[],
): readonly Criterion[] | undefined {
  const own = blocks.flatMap((block, at) => (block.criteria ? [{ criteria: block.criteria, at }] : []));
  if (criteria === undefined && own.length === 0) return undefined;
  const owned = [{ criteria: criteria ?? [], at: undefined }, ...own].flatMap((group) =>
    group.criteria
      .flatMap((one) => readBlock(one, line, rollout?.unit))
      .map((criterion) => ({ criterion, at: group.at })),
  );
  return withUniqueIds(
    askedByStage(
      owned,
      stages.map(({ id }) => id),
    ),
  );
}

function readBlock(
  block: string | CriterionBlock,
  line: number | undefined,
  unit: string | undefined,
): readonly Criterion[] {
  if (typeof block === 'string') return readCriterion(block, line);
  const [criterion] = readCriterion(sentenceOf(block, unit), line);
  return criterion ? [{ ...criterion, id: block.id ?? criterion.id, metric: block.metric, text: textOf(block) }] : [];
}

/** The prose's stages are no longer there. */
function askedAtEach({ stages: _stages, ...criterion }: Criterion): Criterion {
  return criterion;
}

function textOf({ metric, want }: CriterionBlock): string {
  return want === undefined ? metric : `${metric} ${want}`;
}

/** The keys as the one line that people would write. */
function sentenceOf(block: CriterionBlock, unit: string | undefined): string {
  const parts = [textOf(block)];
  if (block.min !== undefined) parts.push(`, n ≥ ${block.min}`);
  if (typeof block.min === 'number' && unit !== undefined) parts.push(` ${unit.replace(/s?$/, 's')}`);
  if (block.no_worse_than !== undefined) parts.push(` (margin ${block.no_worse_than})`);
  if (block.role !== undefined) parts.push(` [${block.role}]`);
  return parts.join('');
}

function kpisOf(blocks: NonNullable<PlanBlock['kpis']>): readonly Kpi[] {
  return blocks.map((block, index) => {
    const label = `Post-launch KPI ${index + 1}`;
    const { name, target, baseline } = typeof block === 'string' ? readKpi(label, block) : block;
    return { id: `kpi-${index + 1}`, name, label, target, baseline };
  });
}
