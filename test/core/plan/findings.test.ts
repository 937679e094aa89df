import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/core/plan/plan.ts';
import { readPlan } from '../../../src/core/plan/read-plan.ts';
import { expectAsLookedAt } from '../../as-looked-at.ts';

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

type Edit = readonly [old: string | RegExp, now: string];

const criterion = 'Error rate < 5%';
const stageA = /### Stage A(?:.*\n){3}/;
const rollback = /## Rollback\n.*\n/;

const change = 'Completion rate Δ > 0% (margin 2 pp)';

/** A table of the time before the release: starts of the path, and further cells. */
function before(period: string, starts: number, further?: string): Edit {
  const table =
    further === undefined
      ? `| Period | Path starts |\n| --- | --- |\n| ${period} | ${starts} |`
      : `| Period | Path starts | Users | % starts | Calls |\n|---|---|---|---|---|\n| ${period} | ${starts} | ${further} |`;
  return ['## Rollback', `${table}\n\n## Rollback`];
}

function step(letter: string, title: string, ...lines: readonly string[]): string {
  return [`### Stage ${letter}: ${title}`, ...lines.map((line) => `- ${line}`), '', '## Go Live!'].join('\n');
}

/** What is changed in the sound plan; findings.txt has what is told of it. */
const cases: readonly (readonly [what: string, ...edits: readonly Edit[]])[] = [
  ['a placeholder', ['03/01/2021 - 04/30/2021', 'mm/dd/yy - mm/dd/yy']],
  [
    'five placeholders, one with a long label',
    ['03/01/2021 - 04/30/2021', 'mm/dd/yy - mm/dd/yy'],
    ['in production: flag `new_search`', `while limiting ${'the many people '.repeat(8)}: [FILL_IN]`],
    ['https://dash.example.org/1', '[link here]'],
    ['10%', 'x%'],
    ['2 days', '[duration]'],
  ],
  ['a dashboard below its label', ['?: https://dash', '?:\n  - https://dash'], ['(s): https', '(s):\n  - https']],
  ['an open length, said in the title of the stage', ['2 days', '[duration]'], ['Canary', 'Canary for 3 days']],
  ['an open share, said in the title of the stage', ['10%', '[x%]'], ['Canary', '10% of users']],
  [
    'results and actual dates, which come later',
    ['Users: 10%', 'Users: 10%\n- Actual dates: [FILL_IN]'],
    ['## Go Live!', '#### Results\n- Date range: [FILL_IN]\n\n## Go Live!'],
  ],
  [
    'stages of the template where there are none',
    ['# Plan\n', '# Plan\nWe will not do a staged rollout.\n'],
    ['2 days', '[duration]'],
    ['10%', 'x%'],
  ],
  [
    'an open field of a test before the release',
    ['## Rollback', '## User acceptance testing\n- Desired date range: [FILL_IN]\n\n## Rollback'],
  ],
  [
    'the hint of the template',
    ['("success criteria")?:', '("success criteria")?: [use your KPIs to help guide this. abandonment rate < 20%]'],
  ],
  ['a share that differs from the heading', ['Stage A: Canary', 'Stage A: 25% of users']],
  [
    'a range that differs from the heading',
    ['Stage A: Canary', 'Stage A: 25-30% of users'],
    ['Users: 10%', 'Users: 5-20%'],
  ],
  ['a share that touches the one of the heading', ['Stage A: Canary', 'Stage A: 10-20% of users']],
  ['a share that reaches the one of the heading', ['Stage A: Canary', 'Stage A: 5-10% of users']],
  [
    'a share that falls',
    ['## Go Live!', step('B', 'Wider', 'Percentage of Users: 20-40%')],
    ['## Go Live!', step('C', 'Wider still', 'Percentage of Users: 15%')],
  ],
  ['a share that stays', ['## Go Live!', step('B', 'Wider', 'Percentage of Users: 10%')]],
  ['dates that run backwards', ['04/30/2021', '02/01/2021']],
  [
    'dates of a stage that run backwards',
    ['Time: 2 days', 'Time: 2 days'],
    ['Users: 10%', 'Users: 10%\n- Dates: 3/9/2021 - 3/5/2021'],
    ['04/30/2021', '02/01/2021'],
  ],
  ['one day', ['04/30/2021', '03/01/2021']],
  ['a go-live before the rollout', ['03/15/2021', '02/15/2021']],
  ['a go-live before a stage', ['Users: 10%', 'Users: 10%\n- Dates: 3/16/2021 - 3/18/2021']],
  [
    'a stage before the stage before it',
    ['Users: 10%', 'Users: 10%\n- Dates: 3/9/2021 - 3/10/2021'],
    ['## Go Live!', step('B', 'Wider', 'Percentage of Users: 30%', 'Dates: 3/8/2021')],
  ],
  [
    'a stage on the day of the stage before it',
    ['Users: 10%', 'Users: 10%\n- Dates: 3/8/2021 - 3/10/2021'],
    ['## Go Live!', step('B', 'Wider', 'Percentage of Users: 30%', 'Dates: 3/8/2021')],
  ],
  ['a date that cannot be read', ['03/15/2021', 'when all agree']],
  ['no go-live date', ['03/15/2021', 'mm/dd/yy']],
  ['no go-live at all', [/## Go Live!\n.*\n/, '## After\n']],
  ['years that had to be inferred', ['03/01/2021 - 04/30/2021', 'March 1 - April 30'], ['03/15/2021', '3/15']],
  ['no word about going back', [rollback, '']],
  ['a way back without a reason', ['If errors double, @engineer', '@engineer']],
  [
    'the way back of the template',
    [
      'If errors double, @engineer turns the flag off.',
      'Our PM will monitor analytics. If they see a spike in errors or unexpected behavior, they will contact the engineering team to get the FE engineer to disable the toggle.',
    ],
  ],
  ['rules to go back and nothing else', [rollback, '## Rollback triggers\n- Error rate > 8%\n']],
  [
    'rules to go back, and a way without a reason',
    ['If errors double, @engineer turns', '@engineer turns'],
    ['### Stage A', '## Guardrails\n- Error rate < 8%\n\n### Stage A'],
  ],
  ['people without handles', ['?: @engineer', '?: the search team']],
  ['an address and no handle', ['?: @engineer', '?: search@example.org']],
  ['a very long word about who watches', ['?: @engineer', `?: ${'the search team, '.repeat(12)}`]],
  ['a handle in a sentence', ['?: @engineer', '?: the team (@search/on-call)']],
  ['nobody who watches', ['?: @engineer', '?: [FILL_IN]']],
  ['no question who watches', [/- Who is.*\n/, '']],
  ['no toggle', ['`new_search`', 'for some']],
  ['no toggle, and no question for it', [/- How will you.*\n/, '']],
  ['no toggle, said', ['flag `new_search`', 'we do this without a feature flag']],
  ['a toggle in two spellings', ['turns the flag off', 'turns `new_serach` off']],
  [
    'a toggle that is called by its beginning',
    ['new_search', 'new_search_page_v2'],
    ['turns the flag off', 'turns new_search_page off'],
  ],
  ['another word of the same form', ['turns the flag off', 'turns old_search off, https://a.example/new_serach']],
  ['a longer word that is near', ['turns the flag off', 'turns new_search_it off']],
  ['a KPI without a name', ['KPI 1: Searches', 'KPI 1: xx lorem ipsum']],
  [
    'KPIs that are only asked for',
    ['KPI 1: Searches', 'KPI 1 actual: [FILL_IN]\n- Post-launch KPI 2 actual: [FILL_IN]'],
  ],
  ['no KPI', [/- Post-launch.*\n/, '']],
  ['no KPI in a section for them', [/- Post-launch.*\n/, '## KPIs\n']],
  ['a criterion for people', [criterion, 'Errors in the log']],
  [
    'five criteria for people',
    [criterion, ['Errors in the log', 'Calls', 'Mails', 'Visits of the desk', 'Long '.repeat(30)].join('\n  - ')],
  ],
  [
    'four criteria to be filled in',
    [criterion, ['Errors < xx%', 'Calls < xx', 'Mails < xx', 'Visits < xx'].join('\n  - ')],
  ],
  ['no criteria', [/\n {2}- Error.*/, '']],
  ['no criteria, and no question for them', [/- What metrics.*\n.*\n/, '']],
  [
    'no criteria below their heading',
    [/- What metrics.*\n.*\n/, ''],
    ['## Rollback', '## Success criteria\n\n## Rollback'],
  ],
  ['bare counts whose change counts', [criterion, 'Search requests Δ > 0% (margin 1%)\n  - Logins Δ > 0% (margin 1%)']],
  ['a bare count before any share is known', [criterion, 'Search requests Δ > 0% (margin 1%)'], ['10%', 'some']],
  ['a count that is wanted as such', [criterion, 'Search requests > 100']],
  ['a count for each user', [criterion, 'Search requests per user Δ > 0% (margin 1%)']],
  ['a count that must not change', [criterion, 'No increase in search requests (margin 1%)']],
  ['changes that may be points', [criterion, 'Conversion rate Δ > 5%\n  - Click rate Δ > 5%']],
  ['no margin', [criterion, 'No increase in error rate\n  - No increase in click rate']],
  [
    'stages without a share',
    ['Percentage of Users: 10%', 'Percentage of Users: some'],
    ['## Go Live!', step('B', 'Wider', 'Length of time: 1 day')],
  ],
  ['no stages', [stageA, '']],
  ['no stages below their heading', [stageA, '## Rollout schedule\n\n']],
  ['no stages, said', [stageA, 'There is no staged rollout.\n']],
  ['a ladder in a sentence', [stageA, '## Rollout\n\nWe do 2 days of 10% gating and 3 days of 50% gating.\n']],
  [
    'a ladder in a sentence without lengths',
    [stageA, '## Staged rollout\n\nWe go to 10%, then half, then everyone.\n'],
  ],

  ['a change that so few people cannot show', [criterion, change], before('Jan 2021', 2263)],
  ['a change that nobody could show', [criterion, change], before('Jan 2021', 31)],
  ['a change that many people show', [criterion, change], before('Jan 2021', 226_300)],
  [
    'what the next stage would show',
    [criterion, change],
    before('Jan 2021', 2263),
    ['## Go Live!', step('B', 'Wider', 'Percentage of Users: 30-50%')],
  ],
  ['the minimum of the criterion', [criterion, `${change}, n >= 500`], before('Jan 2021', 2263)],
  ['the minimum of the stage', [criterion, change], before('Jan 2021', 2263), ['2 days', '2 days / 90 users']],
  ['a direction', [criterion, 'No decrease in completion rate (margin 2 pp)'], before('Jan 2021', 2263)],
  ['a change that is only watched', [criterion, `${change} [watch]`], before('Jan 2021', 2263)],
  [
    'a stage of nobody before it',
    [criterion, change],
    before('Jan 2021', 2263),
    ['### Stage A', '### Stage 0: Dry\n- Length of time: 1 day\n- Percentage of Users: 0%\n\n### Stage A'],
  ],
  ['a stage without a length', [criterion, change], before('Jan 2021', 2263), ['2 days', 'until done']],
  ['February of a leap year', [criterion, change], before('Feb 2020', 2900)],
  ['a month without a year', [criterion, change], before('February', 2800)],
  ['a month in figures', [criterion, change], before('2020-02', 2900)],
  ['a quarter', [criterion, change], before('Q1 2021', 9100)],
  ['a week', [criterion, change], before('week 3', 700)],
  ['last month', [criterion, change], before('last month', 3000)],
  ['a stretch of unknown length', [criterion, change], before('baseline', 3000)],
  [
    'several stretches, one unknown',
    [criterion, change],
    before('week 3', 700),
    ['| week 3 | 700 |', '| week 3 | 700 |\n| baseline | 9 |\n| week 4 | 1400 |'],
  ],
  [
    'several counts',
    [criterion, change],
    before('week 3', 700),
    ['| Path starts |', '| Path starts | Orders | Users | Lines |'],
    ['| --- | --- |', '| --- | --- | --- | --- | --- |'],
    ['| 700 |', '| 700 | 630 | 7000 | 7 |'],
  ],
  ['counts of nothing that people do', [criterion, change], before('week 3', 700), ['Path starts', 'Lines']],
  ['a rate that so few people cannot show', before('Jan 2021', 2263)],
  ['a rate that just enough people show', before('week 3', 2061)],
  ['a rate that nearly enough people show', before('week 3', 2030)],
  ['a rate with another sign', [criterion, 'Error rate ≤ 1%'], before('Jan 2021', 2263)],
  ['a rate that is to be high', [criterion, 'Success rate > 5%'], before('Jan 2021', 2263)],
  ['a rate that may be high', [criterion, 'Error rate < 50%'], before('Jan 2021', 2263)],
  ['a rate that must be none', [criterion, 'Error rate < 0%'], before('Jan 2021', 2263)],
  ['a limit that is no rate', [criterion, 'Errors < 5'], before('Jan 2021', 2263)],
  ['a percentage that was cut off', before('Jan 2021', 2330, '90,000 | 2.5%')],
  ['a whole percentage that was cut off', before('Jan 2021', 2430, '90,000 | 2%')],
  ['a percentage that was rounded', before('Jan 2021', 2330, '90,000 | 2.6%')],
  ['a percentage of something else', before('Jan 2021', 2330, '90,000 | 2.4%')],
  ['a percentage beside one count', before('Jan 2021', 2330, 'many | 2.5%')],
  ['a percentage beside three counts', before('Jan 2021', 2330, '90,000 | 2.5% | 7')],
  ['a percentage beside no counts', before('Jan 2021', 0, '0 | 2.5%')],
  [
    'a second percentage that was cut off',
    before('Jan 2021', 2330, '90,000 | 2.6%'),
    ['2.6% |', '2.6% |\n| Feb 2021 | 1290 | 100,000 | 1.2% |'],
  ],
];

function lineOf({ severity, code, line, column, facts }: Finding): string {
  return `${severity} ${code} at ${line}:${column} ${JSON.stringify(facts)}`;
}

function findingsOf(body: string) {
  return readPlan(body, { now }).findings;
}

describe('findings', () => {
  it('are none about a sound plan', () => {
    expect(findingsOf(sound)).toEqual([]);
  });

  it('tell of what is open, of what disagrees and of what cannot work', () => {
    const told = cases.map(([what, ...edits]) => {
      const body = edits.reduce((text, [old, now]) => text.replace(old, now), sound);
      expect(body).not.toBe(sound);
      return [`${what}:`, ...findingsOf(body).map(lineOf)].join('\n  ');
    });

    expectAsLookedAt(`${told.join('\n')}\n`, new URL('./findings.txt', import.meta.url));
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
});
