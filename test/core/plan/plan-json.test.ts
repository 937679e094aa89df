import { describe, expect, it } from 'vitest';
import { planJson } from '../../../src/core/plan/plan-json.ts';
import { readPlan } from '../../../src/core/plan/read-plan.ts';

const now = Date.UTC(2021, 1, 1);

function read(body: string) {
  const { plan, findings } = readPlan(body, { now });
  return planJson(plan, findings);
}

describe('planJson', () => {
  it('has null for what a plan does not say, and says what was noticed', () => {
    expect(read('Nothing of a plan.')).toEqual({
      title: null,
      toggles: [],
      stages: [],
      criteria: [],
      guardrails: [],
      dashboards: [],
      monitors: null,
      goLive: null,
      kpis: [],
      results: { uniqueUsers: [], oneWeekFilled: false, oneMonthFilled: false },
      rollback: false,
      findings: [
        { code: 'no-stages', severity: 'warning', line: 1, column: 1, facts: {} },
        { code: 'no-criteria', severity: 'warning', line: 1, column: 1, facts: {} },
        { code: 'no-rollback-trigger', severity: 'warning', line: 1, column: 1, facts: { said: 'nothing' } },
        { code: 'no-kpis', severity: 'warning', line: 1, column: 1, facts: {} },
        { code: 'go-live-date-missing', severity: 'note', line: 1, column: 1, facts: {} },
        { code: 'toggle-missing', severity: 'note', line: 1, column: 1, facts: {} },
      ],
    });
  });

  it('has guardrails of their own list apart from the criteria, and of an open number no more than the name', () => {
    const { criteria, guardrails } = read(
      [
        '## Success criteria',
        '- Errors < 5%',
        '- Logins < xx%',
        '- No increase in calls',
        '- Visits Δ > 2%',
        '- Mails < 3 (guardrail)',
        '## Guardrails',
        '- Timeouts < 1%',
      ].join('\n'),
    );

    expect(criteria).toEqual([
      { text: 'Errors < 5%', kind: 'threshold', op: '<', value: 5, unit: '%' },
      { text: 'Logins < xx%', kind: 'named', op: null, value: null, unit: null },
      { text: 'No increase in calls', kind: 'direction', op: null, value: null, unit: null },
      { text: 'Visits Δ > 2%', kind: 'change', op: '>', value: 2, unit: '%' },
      { text: 'Mails < 3 (guardrail)', kind: 'threshold', op: '<', value: 3, unit: 'count' },
    ]);
    expect(guardrails).toEqual([{ text: 'Timeouts < 1%', kind: 'threshold', op: '<', value: 1, unit: '%' }]);
  });

  it('has the ladder of a sentence in the order of the document, and no go-live that was added', () => {
    const { stages } = read(
      '## Pilot\nAt ten desks.\n## Staged rollout\nWe roll it out at 20% for 2 days and 60% for 3 days.\n',
    );

    expect(stages.map(({ name, percent, length, days }) => [name, percent, length, days])).toEqual([
      ['Pilot', null, null, null],
      ['20%', [20, 20], '2 days', [2, 2]],
      ['60%', [60, 60], '3 days', [3, 3]],
    ]);
  });

  it('has the counts of people of stages, the week and the month, and the names of KPIs', () => {
    const { results, kpis } = read(
      [
        '### Stage A: Canary',
        '- Percentage of Users: 10%',
        '- Number of unique users: 12',
        '- Metrics at this stage: 3.2%',
        '## Go Live!',
        '- Post-launch KPI 1: Visits',
        '- Post-launch KPI 2: x',
        '### 1-week results',
        '- Number of page views:',
        '  - 40 on Monday',
        '  - 50 on Friday',
        '### 1-month results',
        '- Unique users: 900',
        '- Number of bugs: 3',
      ].join('\n'),
    );

    expect(results).toEqual({
      uniqueUsers: [
        { stage: 'Stage A: Canary', value: '12' },
        { stage: '1-week', value: '40 on Monday; 50 on Friday' },
        { stage: '1-month', value: '900' },
      ],
      oneWeekFilled: true,
      oneMonthFilled: true,
    });
    expect(kpis).toEqual(['Visits']);
  });
});
