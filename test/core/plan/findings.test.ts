import { describe, expect, it } from 'vitest';
import { readPlan } from '../../../src/core/plan/read-plan.ts';

const now = Date.UTC(2021, 1, 1);

/** A plan about which there is nothing to say. */
const sound = `# Plan
- Desired date range: 03/01/2021 - 04/30/2021
- How will you make the product available in production: flag \`new_search\`
- What metrics-based criteria will you look at before advancing ("success criteria")?:
  - Error rate < 5%
- Links to the dashboard(s): https://dash.example.org/1
- Who is monitoring the dashboard(s)?: @engineer

## Rollback
If errors double, @engineer turns the flag off.

### Stage A: Canary
- Length of time: 2 days
- Percentage of Users: 10%

## Go Live!
- Desired date: 03/15/2021
- Post-launch KPI 1: Searches
`;

const traffic = `
| Month | Users | Path starts | % starts |
| --- | --- | --- | --- |
| Jan 2021 | 90,000 | 2,263 | 2.5% |
`;

function findingsOf(body: string) {
  return readPlan(body, { now }).findings;
}

describe('findings', () => {
  it('are none about a sound plan', () => {
    expect(findingsOf(sound)).toEqual([]);
  });

  it.each<[string, string, string | RegExp, string, Record<string, unknown>]>([
    [
      'a placeholder',
      'placeholder-left',
      '03/01/2021 - 04/30/2021',
      'mm/dd/yy - mm/dd/yy',
      { names: 'Desired date range', count: 1 },
    ],
    [
      'the hint of the template',
      'hint-left',
      '("success criteria")?:',
      '("success criteria")?: [use your KPIs to help guide this. abandonment rate < 20%]',
      {},
    ],
    [
      'a share that differs from the heading',
      'share-mismatch',
      'Stage A: Canary',
      'Stage A: 25% of users',
      { heading: '25%', field: '10%' },
    ],
    [
      'dates that run backwards',
      'dates-reversed',
      '04/30/2021',
      '02/01/2021',
      { from: '2021-03-01', to: '2021-02-01' },
    ],
    ['a go-live before the rollout', 'dates-out-of-order', '03/15/2021', '02/15/2021', { secondDate: '02/15/2021' }],
    ['no word about going back', 'no-rollback-trigger', /## Rollback\n.*\n/, '', { said: 'nothing' }],
    [
      'a way back without a reason',
      'no-rollback-trigger',
      'If errors double, @engineer',
      '@engineer',
      { said: 'process' },
    ],
    [
      'people without handles',
      'monitor-without-handle',
      '?: @engineer',
      '?: the search team',
      { monitors: 'the search team' },
    ],
    ['nobody who watches', 'monitor-missing', '?: @engineer', '?: [FILL_IN]', {}],
    ['no toggle', 'toggle-missing', '`new_search`', 'for some', {}],
    [
      'a toggle in two spellings',
      'toggle-spelled-differently',
      'turns the flag off',
      'turns `new_serach` off',
      { toggle: 'new_search', other: 'new_serach' },
    ],
    ['a KPI without a name', 'kpi-unnamed', 'KPI 1: Searches', 'KPI 1: xx lorem ipsum', { count: 1 }],
    ['no KPI', 'no-kpis', /- Post-launch.*\n/, '', {}],
    [
      'a criterion for people',
      'criterion-no-number',
      'Error rate < 5%',
      'Errors in the log',
      { names: 'Errors in the log', count: 1, of: 1 },
    ],
    ['a criterion to be filled in', 'criterion-placeholder', 'Error rate < 5%', 'Error rate < xx%', {}],
    ['no go-live date', 'go-live-date-missing', '03/15/2021', 'mm/dd/yy', {}],
    [
      'a stage without a share',
      'stage-without-share',
      'Percentage of Users: 10%',
      'Percentage of Users: some',
      { count: 1 },
    ],
    ['no stages', 'no-stages', /### Stage A(?:.*\n){3}/, '', {}],
    ['no criteria', 'no-criteria', /\n {2}- Error.*/, '', {}],
    [
      'a bare count whose change counts',
      'raw-count-needs-denominator',
      'Error rate < 5%',
      'Search requests Δ > 0%',
      { share: '10%' },
    ],
    ['a change that may be points', 'relative-or-points', 'Error rate < 5%', 'Conversion rate Δ > 5%', { value: 5 }],
    ['no margin', 'no-margin', 'Error rate < 5%', 'No increase in error rate', { count: 1 }],
    [
      'a ladder in a sentence',
      'prose-stages-offered',
      /### Stage A(?:.*\n){3}/,
      '## Rollout\n\nWe do 2 days of 10% gating and 3 days of 50% gating.\n',
      {},
    ],
  ])('tell of %s', (_what, code, old, text, facts) => {
    const found = findingsOf(sound.replace(old, text)).filter((finding) => finding.code === code);

    expect(found).toHaveLength(1);
    expect(found[0]?.facts).toMatchObject(facts);
  });

  it('tell of a year that had to be inferred, but not where the plan has one itself', () => {
    const dated = sound.replace('03/01/2021 - 04/30/2021', 'March 1 - April 30');

    expect(findingsOf(dated).map(({ code }) => code)).toEqual([]);
    expect(findingsOf(dated.replace('03/15/2021', '3/15')).map(({ code, facts }) => [code, facts])).toEqual([
      ['year-inferred', { text: 'March 1 - April 30', date: '2021-03-01' }],
    ]);
  });

  it('stand at the line they are about', () => {
    const [found] = findingsOf(
      sound.replace('Percentage of Users: 10%', 'Percentage of Users: 50%').replace(': Canary', ': 10%'),
    );

    expect(found).toMatchObject({ code: 'share-mismatch', line: 14 });
  });

  it('come with what is worst first', () => {
    const body = sound
      .replace('Error rate < 5%', 'Error rate < xx%')
      .replace('@engineer\n', 'somebody\n')
      .replace('KPI 1: Searches', 'KPI 1: x');

    expect(findingsOf(body).map(({ severity }) => severity)).toEqual(['error', 'warning', 'note']);
  });

  it('say what a stage of this size can show of a change', () => {
    const body = sound
      .replace('Error rate < 5%', 'Completion rate Δ > 0% (margin 2 pp)')
      .replace('## Rollback', `${traffic}\n## Rollback`);
    const found = findingsOf(body).find(({ code }) => code === 'sample-feasibility');

    expect(found?.facts).toMatchObject({
      perDay: 73,
      share: 10,
      days: 2,
      people: 15,
      drop: 34,
      need: 200,
      needDays: 28,
    });
  });

  it('say when a stage is too small for a rate, and nothing when it is large enough', () => {
    const small = sound.replace('## Rollback', `${traffic}\n## Rollback`);
    const large = small.replace('2,263', '226,300').replace('90,000', '9,000,000');

    expect(findingsOf(small).find(({ code }) => code === 'rate-needs-more-people')?.facts).toMatchObject({
      need: 59,
      people: 15,
    });
    expect(findingsOf(large).map(({ code }) => code)).not.toContain('rate-needs-more-people');
  });

  it('tell of percentages that were cut off', () => {
    const body = sound.replace('## Rollback', `${traffic.replace('2,263', '2,330')}\n## Rollback`);

    expect(findingsOf(body).find(({ code }) => code === 'baseline-cut-off')?.facts).toMatchObject({
      shown: '2.5%',
      exact: '2.589%',
    });
  });
});
