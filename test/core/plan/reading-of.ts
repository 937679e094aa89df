import type { Criterion } from '../../../src/core/criteria/criterion.ts';
import type { Kpi, Plan, PlannedDates, SampleRule, Stage, Toggle } from '../../../src/core/plan/plan.ts';

/** What is read of a plan, in a form that can be compared with the plan by eye: a line for each thing that was found. */
export function readingOf(plan: Plan): readonly string[] {
  return [
    `title: ${plan.title ?? '–'}`,
    `toggles: ${plan.toggles.map(toggleOf).join(', ') || '–'}`,
    `window: ${dates(plan.window)}`,
    ...plan.stages.map((stage) => `stage ${stageOf(stage)}`),
    ...(plan.offered ?? []).map((stage) => `offered ${stageOf(stage)}`),
    `go-live: ${dates(plan.goLive)}`,
    ...plan.criteria.map(criterionOf),
    `dashboards: ${plan.dashboards.join(' ') || '–'}`,
    `monitors: ${plan.monitors ?? '–'}`,
    ...plan.kpis.map(kpiOf),
    ...plan.baselines.map(
      ({ period, metric, value, unit, text }) => `before: ${period} ${metric} = ${text} (${value} ${unit})`,
    ),
    `rollback: ${plan.rollback?.replace(/\n/g, ' / ') ?? '–'}`,
    `roles: ${plan.roles.join(', ') || '–'}`,
    ...plan.readiness.map((text) => `before go-live: ${text}`),
    ...plan.questions.map((text) => `after the launch: ${text}`),
    ...Object.entries(plan.asked?.stage ?? {}).map(([key, text]) => `asked of a stage: ${key} = ${text}`),
    ...Object.entries(plan.asked?.launch ?? {}).map(([key, text]) => `asked of the launch: ${key} = ${text}`),
    ...resultsOf(plan),
  ];
}

function toggleOf({ name, description }: Toggle): string {
  return description === undefined ? name : `${name} (${description})`;
}

function stageOf({
  id,
  name,
  share,
  length,
  days,
  dates: planned,
  sample,
  bar,
  unproven,
  origin,
  line,
}: Stage): string {
  const parts = [
    share ? `${[...new Set(share)].join('-')}%` : 'no share',
    length === undefined ? 'no length' : `${length}${days ? ` = ${[...new Set(days)].join('-')} d` : ''}`,
    ...(planned ? [dates(planned)] : []),
    ...(sample ? [sampleOf(sample)] : []),
    ...(bar ? [bar] : []),
    ...(unproven ? [`${unproven} where unproven`] : []),
    ...(origin ? [origin] : []),
    ...(line === undefined ? [] : [`line ${line}`]),
  ];
  return `${id}: ${name} | ${parts.join(' | ')}`;
}

function sampleOf({ min, unit, ifShort, text }: SampleRule): string {
  return [`sample ${min ?? '?'}`, unit, ifShort, text && `"${text}"`].filter((part) => part !== undefined).join(' ');
}

function dates(planned: PlannedDates | undefined): string {
  if (!planned) return '–';
  const read = planned.from === undefined ? 'not read' : `${planned.from}..${planned.to ?? ''}`;
  return `${planned.text} (${read}${planned.inferredYear ? ', year inferred' : ''})`;
}

function criterionOf(criterion: Criterion): string {
  const { id, text, kind, op, value, unit, metric, role, observed, window, scope, placeholder, margin, min, line } =
    criterion;
  const wanted = [kind, op, value, unit].filter((part) => part !== undefined).join(' ');
  const beside = [
    role === 'goal' ? '' : role,
    window,
    scope,
    observed && `observed ${observed}`,
    placeholder && 'open',
    margin !== undefined && `margin ${margin} ${criterion.marginUnit ?? ''}`,
    min && `n >= ${min.n} ${min.unit ?? ''}`,
    criterion.stages && `at ${criterion.stages.join(', ')}`,
    line !== undefined && `line ${line}`,
  ];
  const all = [wanted, `of "${metric}"`, ...beside.filter(Boolean)].map((part) => String(part).trim());
  return `${role === 'guardrail' ? 'guardrail' : 'criterion'} ${id}: ${text} | ${all.join(' | ')}`;
}

function kpiOf({ name, label, target, baseline }: Kpi): string {
  return `kpi: ${name ?? '–'}${name === label ? '' : ` (${label})`} | target ${target ?? '–'} | today ${baseline ?? '–'}`;
}

function resultsOf({ filled }: Plan): readonly string[] {
  const blocks = [
    ...filled.stages.map(({ stage, answers }) => ({ of: stage, answers })),
    { of: '1 week', answers: filled.oneWeek },
    { of: '1 month', answers: filled.oneMonth },
  ];
  return blocks.flatMap(({ of, answers }) =>
    answers.map(({ question, text }) => `result of ${of}: ${question} = ${text.replace(/\n/g, ' / ')}`),
  );
}
