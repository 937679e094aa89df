import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { readPlan } from '../src/core/plan/read-plan.ts';

const now = Date.parse('2021-03-01T12:00:00Z');

function textOf(name: string): string {
  return readFileSync(new URL(`../.github/ISSUE_TEMPLATE/${name}`, import.meta.url), 'utf8');
}

const formSchema = z.object({
  labels: z.array(z.string()),
  body: z.array(
    z.object({
      id: z.string().optional(),
      type: z.enum(['markdown', 'input', 'textarea']),
      attributes: z.object({ label: z.string().optional(), value: z.string().optional() }),
    }),
  ),
});

/** The body of the issue that GitHub makes of the form: answers below their labels. */
function submit(answers: Readonly<Record<string, string>>): string {
  return formSchema
    .parse(parse(textOf('release-plan.yml')))
    .body.filter(({ type }) => type !== 'markdown')
    .map(
      ({ id = '', attributes }) => `### ${attributes.label}\n\n${answers[id] ?? attributes.value ?? '_No response_'}`,
    )
    .join('\n\n');
}

describe('the release-plan issue form', () => {
  it('is a form that GitHub takes for a tracking issue', () => {
    expect(formSchema.parse(parse(textOf('release-plan.yml'))).labels).toEqual(['release-tracking']);
  });

  it('is read when it is filled in', () => {
    const body = submit({
      window: '03/15/2021 - 04/02/2021',
      toggles: 'new_provider_selection',
      criteria: '- Preference step completion Δ >0%\n- Error rate < 2% [guardrail]',
      dashboards: 'https://metrics.example.org/d/1',
      monitors: 'Engineering, weekdays',
      rollback: 'On a spike in errors Engineering turns the toggle off.',
      kpis: '- Requests per week',
    });

    const { plan } = readPlan(body, { now, title: 'Release plan: provider selection' });

    expect(plan.window).toMatchObject({ from: '2021-03-15', to: '2021-04-02' });
    expect(plan.toggles.map(({ name }) => name)).toEqual(['new_provider_selection']);
    expect(plan.criteria.map(({ metric, role }) => [metric, role])).toEqual([
      ['Preference step completion', 'goal'],
      ['Error rate', 'guardrail'],
    ]);
    expect(plan.dashboards).toEqual(['https://metrics.example.org/d/1']);
    expect(plan.monitors).toBe('Engineering, weekdays');
    expect(plan.stages.map(({ share, days, goLive }) => [share, days, goLive])).toEqual([
      [[10, 10], [1, 2], false],
      [[30, 60], [7, 7], false],
      [[100, 100], undefined, true],
    ]);
    expect(plan.rollback).toContain('turns the toggle off');
    expect(plan.kpis.map(({ name }) => name)).toEqual(['Requests per week']);
    expect(plan.roles).toEqual(['Product owner', 'Engineering']);
  });

  it('leaves nothing to remark when it is filled in well', () => {
    const body = submit({
      window: '03/15/2021 - 04/02/2021',
      toggles: 'new_provider_selection',
      criteria: '- Error rate < 2% [guardrail]\n- Share of completed requests > 60%',
      dashboards: 'https://metrics.example.org/d/1',
      monitors: '@engineer, weekdays',
      rollback: 'When errors exceed 5% Engineering turns the toggle off.',
      kpis: '- Requests per week (target 700, baseline 590)',
      goLive: '04/02/2021',
    });

    expect(readPlan(body, { now, title: 'Release plan: provider selection' }).findings).toEqual([]);
  });

  it('gives a ladder and nothing made up when only the suggestions are left in', () => {
    const { plan } = readPlan(submit({}), { now });

    expect(plan.stages).toHaveLength(3);
    expect(plan.toggles).toEqual([]);
    expect(plan.criteria).toEqual([]);
    expect(plan.kpis.filter(({ name }) => name !== undefined)).toEqual([]);
  });
});

describe('the release-plan Markdown template', () => {
  const body = textOf('release-plan.md').replace(/^---\n[\s\S]*?\n---\n/, '');

  it('is read as it is: stages, and no placeholder taken for an answer', () => {
    const { plan } = readPlan(body, { now });

    expect(plan.stages.map(({ id, share, days }) => [id, share, days])).toEqual([
      ['canary', [10, 10], [1, 2]],
      ['moderate', [30, 60], [7, 7]],
      ['go-live', [100, 100], undefined],
    ]);
    expect(plan.toggles).toEqual([]);
    expect(plan.criteria).toEqual([]);
    expect(plan.kpis.map(({ name }) => name)).toEqual([undefined, undefined, undefined]);
    expect(plan.questions).toHaveLength(4);
    expect(plan.filled.oneWeek).toEqual([]);
  });
});
