import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readPlan } from '../../../src/core/plan/read-plan.ts';

const now = Date.UTC(2021, 1, 25);

describe('readPlan on the layout with stages A and B', () => {
  const body = readFileSync('examples/community-care/plan.md', 'utf8');
  const read = () => readPlan(body, { now }).plan;

  it('reads the title, the window and the go-live date', () => {
    const plan = read();

    expect(plan.title).toBe('Community Care Provider Selection MVP Release Plan');
    expect(plan.window).toMatchObject({ from: '2021-03-01', to: '2021-04-30' });
    expect(plan.goLive).toEqual({ text: '03/15/21', from: '2021-03-15', to: '2021-03-15' });
  });

  it('reads the ladder and ends it with the go-live', () => {
    const plan = read();

    expect(
      plan.stages.map(({ id, name, share, length, days, goLive }) => ({ id, name, share, length, days, goLive })),
    ).toEqual([
      { id: 'canary', name: 'Stage A: Canary', share: [10, 10], length: '1-2 days', days: [1, 2], goLive: false },
      { id: 'moderate', name: 'Stage B: moderate', share: [30, 60], length: '1 week', days: [7, 7], goLive: false },
      { id: 'go-live', name: 'Go Live', share: [100, 100], length: undefined, days: undefined, goLive: true },
    ]);
  });

  it('reads what to do when too few people come through', () => {
    const plan = read();

    expect(plan.stages[0]?.sample).toMatchObject({ ifShort: 'raise-share' });
  });

  it('reads the criteria through their entities', () => {
    const plan = read();

    expect(plan.criteria).toMatchObject([
      { id: 'preference-step-completion', kind: 'change', op: '>', value: 0, unit: '%' },
      { id: 'request-submissions', kind: 'change', op: '>', value: 0, unit: '%' },
    ]);
  });

  it('reads toggle, dashboard and monitors', () => {
    const plan = read();

    expect(plan.toggles).toEqual([{ name: 'va_online_scheduling_provider_selection' }]);
    expect(plan.dashboards).toEqual(['https://dashboards.example.com/community-care/provider-selection']);
    expect(plan.monitors).toBe('product manager and on-call engineer');
  });

  it('reads the table of user impact as baseline figures and keeps their text', () => {
    const plan = read();

    expect(plan.baselines).toHaveLength(9);
    expect(plan.baselines[1]).toEqual({
      metric: 'CC Path Starts',
      period: 'Nov 2020',
      value: 2288,
      unit: 'count',
      text: '2,288',
    });
    expect(plan.baselines[5]).toMatchObject({ metric: '% path start', value: 0.1, unit: '%', text: '0.1%' });
  });

  it('reads the KPIs by name', () => {
    const plan = read();

    expect(plan.kpis.map((kpi) => kpi.name)).toEqual([
      'Preference step completion',
      'Request submissions',
      'Contact center calls about provider choice',
    ]);
  });

  it('takes placeholders in the results for no answers', () => {
    const plan = read();

    expect(plan.filled).toEqual({ stages: [], oneWeek: [], oneMonth: [] });
  });

  it('reads the questions', () => {
    const plan = read();

    expect(plan.questions).toHaveLength(4);
  });
});
