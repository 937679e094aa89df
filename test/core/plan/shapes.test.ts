import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'vitest';
import type { Criterion } from '../../../src/core/criteria/criterion.ts';
import type { Kpi, Plan, PlannedDates, Stage } from '../../../src/core/plan/plan.ts';
import { readPlan } from '../../../src/core/plan/read-plan.ts';
import { expectAsLookedAt } from '../../as-looked-at.ts';

const folder = new URL('./shapes/', import.meta.url);
const now = Date.UTC(2021, 1, 1);
const plans = readdirSync(folder).filter((name) => name.endsWith('.md'));

/** The reading in a form that can be compared with the plan by eye: one line for each thing that was found. */
function readingOf(name: string): string {
  const { plan, findings } = readPlan(readFileSync(new URL(name, folder), 'utf8'), { now });
  return `${[
    `title: ${plan.title ?? '–'}`,
    `toggles: ${plan.toggles.map((toggle) => toggle.name).join(', ') || '–'}`,
    `window: ${dates(plan.window)}`,
    ...plan.stages.map((stage) => `stage ${stageOf(stage)}`),
    ...(plan.offered ?? []).map((stage) => `offered ${stageOf(stage)}`),
    `go-live: ${dates(plan.goLive)}`,
    ...plan.criteria.map(criterionOf),
    `dashboards: ${plan.dashboards.join(' ') || '–'}`,
    `monitors: ${plan.monitors ?? '–'}`,
    ...plan.kpis.map(kpiOf),
    `rollback: ${plan.rollback?.replace(/\n/g, ' / ') ?? '–'}`,
    `roles: ${plan.roles.join(', ') || '–'}`,
    ...resultsOf(plan),
    ...findings.map(({ severity, code, line, facts }) => `${severity} ${code} at ${line} ${JSON.stringify(facts)}`),
  ].join('\n')}\n`;
}

function stageOf({ id, name, share, length, days, dates: planned, sample, origin }: Stage): string {
  const parts = [
    share ? `${[...new Set(share)].join('-')}%` : 'no share',
    length === undefined ? 'no length' : `${length}${days ? ` = ${[...new Set(days)].join('-')} d` : ''}`,
    ...(planned ? [dates(planned)] : []),
    ...(sample ? [`sample ${sample.min ?? '?'} ${sample.unit ?? ''}`.trim()] : []),
    ...(origin ? [origin] : []),
  ];
  return `${id}: ${name} | ${parts.join(' | ')}`;
}

function dates(planned: PlannedDates | undefined): string {
  if (!planned) return '–';
  const read = planned.from === undefined ? 'not read' : `${planned.from}..${planned.to ?? ''}`;
  return `${planned.text} (${read}${planned.inferredYear ? ', year inferred' : ''})`;
}

function criterionOf({ text, kind, op, value, unit, metric, role, observed, window, scope, placeholder }: Criterion) {
  const wanted = [kind, op, value, unit].filter((part) => part !== undefined).join(' ');
  const beside = [
    role === 'goal' ? '' : role,
    window,
    scope,
    observed && `observed ${observed}`,
    placeholder && 'open',
  ];
  return `${role === 'guardrail' ? 'guardrail' : 'criterion'}: ${text} | ${[wanted, `of "${metric}"`, ...beside.filter(Boolean)].join(' | ')}`;
}

function kpiOf({ name, label, target, baseline }: Kpi): string {
  return `kpi: ${name ?? `(${label})`} | target ${target ?? '–'} | today ${baseline ?? '–'}`;
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

/** Each file of shapes/ is a plan in one of the forms in which people write them; beside it stands what is read. */
describe('a plan as people write it', () => {
  it.each(plans)('%s is read', (name) => {
    expectAsLookedAt(readingOf(name), new URL(name.replace('.md', '.txt'), folder));
  });
});
