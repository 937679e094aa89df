import { describe, expect, it } from 'vitest';
import { readPlan } from '../../../src/core/plan/read-plan.ts';

const now = Date.UTC(2021, 3, 1);

const first = `# Bottle deposit
- Desired date range: 02/01/2021 - 02/26/2021
### Stage A: Canary
- Length of time: 2 days
- Percentage of Users: 10%
- Number of unique users: 4,871
- Metrics at this stage: 3.42% of the bottles
- Types of errors logged: 401 (12), 503 (30)
## Go Live!
- Post-launch KPI 1: Bottles per visit (today 11.4)
`;
/** The same with nothing left in. */
const clean = first
  .replace('02/01/2021 - 02/26/2021', '05/03/2021 - 05/28/2021')
  .replace('4,871', '')
  .replace('3.42% of the bottles', '')
  .replace('11.4', '9.7');

function copiedOf(body: string, openedAt = now) {
  const others = [
    { name: '#3', plan: readPlan('# Another plan\n### Stage A: 12%\n', { now }).plan },
    { name: '#7', plan: readPlan(first, { now }).plan },
  ];
  return readPlan(body, { now, others, openedAt }).findings.filter(({ code }) => code === 'copied-numbers');
}

describe('numbers of another plan', () => {
  it.each<[string, string, Record<string, unknown>]>([
    ['a number of four digits', clean.replace('unique users: ', 'unique users: 4871'), { numbers: '4871', count: 1 }],
    [
      'two numbers of three digits',
      clean.replace('this stage: ', 'this stage: 3.42%').replace('9.7', '11.4'),
      { numbers: '3.42; 11.4', count: 2 },
    ],
    [
      'dates that had passed when the plan was opened',
      clean.replace('05/03/2021 - 05/28/2021', '2/1/21 - 2/26/21'),
      { numbers: '2/1/21 - 2/26/21', past: true },
    ],
    ['all of it', first, { count: 4, past: true }],
  ])('are told: %s', (_what, body, facts) => {
    expect(copiedOf(body).map((finding) => finding.facts)).toEqual([
      expect.objectContaining({ other: '#7', ...facts }),
    ]);
  });

  it.each<[string, string]>([
    ['a plan with numbers of its own', clean],
    ['what is wanted, and how long stages take', clean.replace('10%', '25%')],
    ['one number of three digits', clean.replace('this stage: ', 'this stage: 3.42%')],
    ['a round number', clean.replace('unique users: ', 'unique users: 2,000')],
  ])('are not told of %s', (_what, body) => {
    expect(copiedOf(body)).toEqual([]);
  });

  it('are not told of dates that were ahead when the plan was opened', () => {
    const sameDays = clean.replace('05/03/2021 - 05/28/2021', '2/1/21 - 2/26/21');

    expect(copiedOf(sameDays, Date.UTC(2021, 0, 20))).toEqual([]);
  });

  it('stand at the first line that has one', () => {
    expect(copiedOf(clean.replace('unique users: ', 'unique users: 4871'))).toMatchObject([
      { line: 6, severity: 'warning' },
    ]);
  });

  it('are not looked for without other plans', () => {
    expect(readPlan(first, { now }).findings.map(({ code }) => code)).not.toContain('copied-numbers');
  });
});
