import { describe, expect, it } from 'vitest';
import { type PlanChange, planChanges } from '../../../src/core/plan/plan-changes.ts';
import { readPlan } from '../../../src/core/plan/read-plan.ts';

const before = `# Plan
- Desired date range: 3/1/2021 - 3/5/2021
- What metrics-based criteria will you look at: 
  - Errors < 5%
- How will you make the product available in production: \`old_page\`
- Sign-off: Design, QA
## Rollback
Turn it off.
### Stage A: Canary
- Length of time: 1 day
- Percentage of Users: 10%
### Stage B: 50% of users
- Length of time: 2 days
## Go Live!
- Desired date: 3/10/2021
- Post-launch KPI 1: Visits`;

function changesTo(after: string) {
  const options = { now: Date.UTC(2021, 0, 1) };
  return planChanges(readPlan(before, options).plan, readPlan(after, options).plan);
}

describe('planChanges', () => {
  it('finds nothing in the same plan', () => {
    expect(changesTo(before)).toEqual([]);
  });

  it.each<[string, string, string, ...PlanChange[]]>([
    ['a title', '# Plan', '# Other', { what: 'title', name: undefined, before: 'Plan', after: 'Other' }],
    ['a share', 'Users: 10%', 'Users: 5-10%', { what: 'share', name: 'canary', before: '10%', after: '5-10%' }],
    ['a length', 'time: 1 day', 'time: 3 days', { what: 'length', name: 'canary', before: '1 day', after: '3 days' }],
    [
      'a criterion',
      'Errors < 5%',
      'Errors < 2%',
      { what: 'criterion', name: 'errors', before: 'Errors < 5%', after: 'Errors < 2%' },
    ],
    [
      'a go-live date',
      '3/10/2021',
      '3/12/2021',
      { what: 'go-live', name: undefined, before: '3/10/2021', after: '3/12/2021' },
    ],
    [
      'a KPI',
      'KPI 1: Visits',
      'KPI 1: Orders',
      { what: 'kpi', name: 'Post-launch KPI 1', before: 'Visits', after: 'Orders' },
    ],
    [
      'a stage',
      'A: Canary',
      'A: Canary of ours',
      { what: 'stage', name: 'canary', before: 'Stage A: Canary', after: 'Stage A: Canary of ours' },
    ],
    [
      'a share that is gone',
      'Users: 10%',
      'Users: some',
      { what: 'share', name: 'canary', before: '10%', after: undefined },
    ],
    [
      'a KPI that lost its name',
      'KPI 1: Visits',
      'KPI 1: x',
      { what: 'kpi', name: 'Post-launch KPI 1', before: 'Visits', after: undefined },
    ],
    [
      'a toggle',
      'old_page',
      'new_page',
      { what: 'toggle', name: 'old_page', before: 'old_page', after: undefined },
      { what: 'toggle', name: 'new_page', before: undefined, after: 'new_page' },
    ],
    [
      'the way back',
      'Turn it off.',
      'Switch it off.',
      { what: 'rollback', name: undefined, before: 'Turn it off.', after: 'Switch it off.' },
    ],
    [
      'who signs off',
      'Design, QA',
      'Design',
      { what: 'roles', name: undefined, before: 'Design, QA', after: 'Design' },
    ],
    [
      'that nobody signs off',
      'Design, QA',
      'TBD',
      { what: 'roles', name: undefined, before: 'Design, QA', after: undefined },
    ],
    [
      'the window',
      '- 3/5/2021',
      '- 3/9/2021',
      { what: 'window', name: undefined, before: '3/1/2021 - 3/5/2021', after: '3/1/2021 - 3/9/2021' },
    ],
  ])('tells %s that changed', (_what, old, now, ...changes) => {
    expect(changesTo(before.replace(old, now))).toEqual(changes);
  });

  it('tells stages and criteria that are new or gone', () => {
    const after = before
      .replace(/### Stage B.*\n.*\n/, '### Stage C: 75% of users\n')
      .replace('Errors < 5%', 'Calls < 2');

    expect(changesTo(after)).toEqual([
      { what: 'stage', name: 'stage-b', before: 'Stage B: 50% of users', after: undefined },
      { what: 'stage', name: 'stage-c', before: undefined, after: 'Stage C: 75% of users' },
      { what: 'criterion', name: 'errors', before: 'Errors < 5%', after: undefined },
      { what: 'criterion', name: 'calls', before: undefined, after: 'Calls < 2' },
    ]);
  });
});
