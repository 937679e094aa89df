import { describe, expect, it } from 'vitest';
import { findLabel } from '../../../src/core/plan/fields/field-labels.ts';
import { bareValue, isPlaceholder } from '../../../src/core/plan/fields/placeholder.ts';
import { isOwnRollback } from '../../../src/core/plan/fields/template-text.ts';
import { readKpi } from '../../../src/core/plan/parts/kpi-draft.ts';
import { stageId } from '../../../src/core/plan/parts/stage-id.ts';
import { readInline } from '../../../src/core/plan/source/inline-text.ts';
import { sectionRole } from '../../../src/core/plan/source/section-role.ts';
import { readCells } from '../../../src/core/plan/source/table-row.ts';
import { findPlannedDates } from '../../../src/core/plan/values/planned-dates.ts';
import { readShare, readUserShare } from '../../../src/core/plan/values/share.ts';

describe('a share of users', () => {
  it.each([
    ['10%', [10, 10]],
    ['15% of users, of ~900 that is ~135 orders (3 days)', [15, 15]],
    ['30-60% (dependent on canary results)', [30, 60]],
    ['5–10 %', [5, 10]],
    ['30%..60%', [30, 60]],
    ['1% to 5%', [1, 5]],
    ['about .5% of traffic', [0.5, 0.5]],
    ['25 percent', [25, 25]],
    ['%5', [5, 5]],
    ['0%', [0, 0]],
    ['12% gave us 300 people in a day', [12, 12]],
    ['20-10%', [10, 20]],
    ['1% → 140%', undefined],
    ['10 and 20%', [10, 20]],
    ['50%, then 10% → 20%', [50, 50]],
    ['10 > 20%', [10, 20]],
    ['v1 - 5%', [5, 5]],
    ['10% - 20', [10, 10]],
    ['.5-1%', [0.5, 1]],
    ['500 users', undefined],
    ['140%', undefined],
    ['', undefined],
  ])('%s', (text, share) => {
    expect(readShare(text)).toEqual(share);
  });

  it('is none where all people of one place are meant', () => {
    expect(readUserShare('100% at two clinics')).toBeUndefined();
    expect(readUserShare('100% of users in the pilot region')).toBeUndefined();
    expect(readUserShare('100% of users')).toEqual([100, 100]);
  });
});

describe('a placeholder', () => {
  it.each([
    '',
    'x',
    'x/x',
    'xx lorem ipsum',
    'yes/no, lorem ipsum',
    '[FILL_IN]',
    '\\[FILL\\_IN\\]',
    '[FILL_IN] with ticket numbers',
    '[PICK_ONE]: yes | no |  N/A',
    'yes/no, [FILL_IN]',
    '_[mm/dd/yy - mm/dd/yy]_',
    'mm/dd/yyyy',
    'x/xx/xx',
    '[date - date] or [duration]',
    'TBD',
    '[link here]',
    '(link TK)',
    '___',
    '--',
    '-- sec',
    '...',
    '[]/[]',
    '???',
    'xx.x%',
    'DATA',
    '_No response_',
    '**UPDATE DATE HERE**',
    '[DOMO Dashboard]',
    '(ready / not ready)',
  ])('is %s', (text) => {
    expect(isPlaceholder(text)).toBe(true);
  });

  it.each([
    '0',
    'N/A',
    'None',
    'no',
    'Yes',
    '[11]',
    '[PICK_ONE]: no',
    'TBD - pending approval',
    '10% of users',
    'Link to it',
  ])('is not %s', (text) => {
    expect(isPlaceholder(text)).toBe(false);
  });

  it.each([
    ['[11]', '11'],
    ['_[4/6/2021 - 4/9/2021]_', '4/6/2021 - 4/9/2021'],
    ['[PICK_ONE]: no', 'no'],
    ['yes/no, NO', 'NO'],
    ['[No]: yes/no', 'No'],
    [': _x_ ', 'x'],
    ['[a] : yes/no', 'a'],
    ['[pick_one] yes', 'yes'],
    ['((a))', '((a))'],
    ['yes / no , maybe', 'maybe'],
    ['| a | b |', '| a | b |'],
    ['**[_(a)_]**', 'a'],
    ['| NO |', 'NO'],
  ])('leaves its brackets around the value in %s', (text, value) => {
    expect(bareValue(text)).toBe(value);
  });
});

describe('a label', () => {
  it.each([
    ['Percentage of Users (and roughly how many users do you expect this to be): 25%', 'share', '25%'],
    ['Percentage of Users 10% (1,480 people)', 'share', '10% (1,480 people)'],
    ['Length of time: 3 business days (from 04/06: early)', 'length', '3 business days (from 04/06: early)'],
    [
      'What metrics-based criteria will you look at before advancing ("success criteria")?: Errors < 5%',
      'criteria',
      'Errors < 5%',
    ],
    ['"Success" criteria (by the numbers): x', 'criteria', 'x'],
    ['Post-launch KPI 2: Open rate: mobile', 'kpi', 'Open rate: mobile'],
    ['Post-launch KPI3 actual: 5', 'kpi-actual', '5'],
    ['Types of errors: None', 'errors', 'None'],
    ['Go / No Go: (ready / not ready)', 'go-no-go', '(ready / not ready)'],
    ['Who is monitoring the dashboard(s)?: the team', 'monitors', 'the team'],
    ['Number of unique users: 1,301', 'unique-users', '1,301'],
  ])('is found in %s', (text, key, rest) => {
    expect(findLabel(text)).toMatchObject({ key, rest });
  });

  it.each([
    'Number of users who finished is unchanged',
    'Error rate < 5%',
    '25% of authenticated people',
    'Lengthy forms are read',
  ])('is not found in %s', (text) => {
    expect(findLabel(text)).toBeUndefined();
  });
});

describe('a line of Markdown', () => {
  it.each([
    ['**Bold** and _thin_ and ~~gone~~ text', 'Bold and thin and text'],
    ['Δ by name &Delta;, number &#916; and &#x394;', 'Δ by name Δ, number Δ and Δ'],
    ['\\[FILL\\_IN\\] &lt; 5&nbsp;%', '[FILL_IN] < 5 %'],
    ['snake_case_name and 2*3*4', 'snake_case_name and 2*3*4'],
    ['`code with * and _`', 'code with * and _'],
    ['[text](https://a.example/b_(c)) tail', 'text tail'],
    ['~500 users to ~50', '~500 users to ~50'],
    ['one<br>two', 'one\ntwo'],
    ['**never closed: yes/no', 'never closed: yes/no'],
  ])('%s', (source, text) => {
    expect(readInline(source).text).toBe(text);
  });

  it('keeps what its links point to, without the signs behind them', () => {
    expect(
      readInline('[a](https://x.example/1?b=c&amp;d=e) https://y.example/2).').links.map(({ url }) => url),
    ).toEqual(['https://x.example/1?b=c&d=e', 'https://y.example/2']);
  });

  it('knows whether all of it is bold or struck', () => {
    expect(readInline('**Stage A: 5%**')).toMatchObject({ bold: true, struck: false });
    expect(readInline('**Label:** value').bold).toBe(false);
    expect(readInline('~~Stage A~~').struck).toBe(true);
  });

  it('splits rows at pipes that part cells', () => {
    expect(readCells('| a | [b](https://x.example/a|b) | `c|d` | e\\|f }')).toEqual([
      'a',
      '[b](https://x.example/a|b)',
      '`c|d`',
      'e|f',
    ]);
  });
});

describe('a heading', () => {
  it.each([
    ['Stage A: Canary', 'stage'],
    ['**Final Stage**', 'stage'],
    ['Canary', 'stage'],
    ['Release to 25%', 'stage'],
    ['Canary Rollout Plan', undefined],
    ['Stage A Results (4/6-4/8)', 'stage-results'],
    ['Phase I: moderated production testing (also known as User Acceptance Testing, or UAT)', 'acceptance-testing'],
    ['Phase II: unmoderated production testing', 'rollout'],
    ['Go Live! :o:', 'go-live'],
    ['1-week results (April 6 - April 13, 2021):', 'one-week'],
    ['Post Launch metrics', 'kpis'],
    ['Define the Rollback process', 'rollback'],
    ['Rollback Triggers', 'guardrails'],
    ['Do I need a staged rollout?', 'guidance'],
    ['Staged Rollout Schedule', 'schedule'],
    ['Prerequisites', 'readiness'],
    ['2. Go Live', 'go-live'],
    ['3.1) Planning', 'planning'],
    ['IV. Results', 'results'],
    ['c) Roles', 'roles'],
    ['Planning – rollout', 'planning'],
    ['User   impact', 'user-impact'],
    ['Final stages', undefined],
    ['Phase 2: Stage B', 'stage'],
    ['Post-launch', 'kpis'],
    ['12-weeks results', 'later-results'],
    ['If things go wrong', 'rollback'],
    ['When do we stop?', 'guardrails'],
    ['Metrics to watch', 'criteria'],
    ['General availability release', 'stage'],
    ['Ramp up to 5 %', 'stage'],
    ['Ring 4 results', 'stage-results'],
    ['🚀 KPIs', 'kpis'],
    [`Stage A ${'x'.repeat(160)}`, undefined],
    ['Background', undefined],
  ])('%s is about its part of the plan', (title, role) => {
    expect(sectionRole(title)).toBe(role);
  });
});

describe('a stage id', () => {
  it.each([
    ['Stage A: Canary', 'canary'],
    ['Stage B: moderate', 'moderate'],
    ['Stage C: 50% of users', 'stage-c'],
    ['Stage A: Version 7.1 – 15% of users – 04/06/2021', 'stage-a'],
    ['Launch to 25%', '25-percent'],
    ['Step 4: Limited Availability Release', 'limited-availability'],
    ['Stage II: Löwe', 'lowe'],
    ['Stage A: Planning', 'planning-2'],
    ['Wave 3 — The North', 'north'],
    ['Ring 2: a small group', 'ring-2'],
    ['Stage C: the all users', 'stage-c'],
    ['Stage D: 3/4 start', 'stage-d'],
    ['Stage E: ten percent', 'stage-e'],
    ['Stage F: x1 of', 'stage-f'],
    ['Cohort 12b', 'cohort-12b'],
    ['Round `iv`', 'round-iv'],
    ['step one - dogfood', 'dogfood'],
    ['Final stage of it', 'final'],
    ['Open 5 shops', '5-shops'],
    ['Mon – 12 shops today', 'mon'],
    ['10.5% of users', '10-percent'],
    ['007 percent', '7-percent'],
    ['Of the users', 'stage'],
    ['Canaryish', 'canaryish'],
    ['Stage A: Complete', 'complete-2'],
    [`Stage A: ${'extraordinarily'.repeat(4)}`, 'extraordinarilyextraordinarilyextraordin'],
    ['☃', 'stage'],
  ])('%s', (name, id) => {
    expect(stageId(name, new Set())).toBe(id);
  });

  it('is unique', () => {
    expect(stageId('Stage B: Canary', new Set(['canary', 'canary-2']))).toBe('canary-3');
  });
});

describe('dates in a longer text', () => {
  it.each([
    ['3 business days (begun on 04/06)', '04/06', '2021-04-06'],
    ['25% of users (6 days), week of 4/12', 'week of 4/12', '2021-04-12'],
    ['from 11/7-11/10', '11/7-11/10', '2020-11-07'],
    ['April 6, 2022', 'April 6, 2022', '2022-04-06'],
  ])('%s', (text, shown, from) => {
    expect(findPlannedDates(text, Date.UTC(2021, 2, 1))).toMatchObject({ text: shown, from });
  });

  it('are none in a duration', () => {
    expect(findPlannedDates('1-2 days', 0)).toBeUndefined();
  });
});

describe('a rollback process', () => {
  const boilerplate =
    'Our PM will monitor analytics. If they see a spike in errors or unexpected behavior, they will contact the engineering team to get the FE engineer to disable the toggle.';

  it('is not the own one of a team when only the names in the template were changed', () => {
    expect(isOwnRollback(boilerplate)).toBe(false);
  });

  it('is when the team says what it does', () => {
    expect(isOwnRollback('If errors double, Support turns the toggle off.')).toBe(true);
    expect(isOwnRollback(`${boilerplate} Support then calls the clinics.`)).toBe(true);
  });
});

describe('a KPI', () => {
  it.each([
    ['Finished bookings above 60%', 'Finished bookings', 'above 60%', undefined],
    ['Open rate > 30% (baseline 25%)', 'Open rate', '> 30%', '25%'],
    ['Desk calls: no more than 10 per week', 'Desk calls', 'no more than 10 per week', undefined],
    ['Desk calls (today 40 a day, target 25)', 'Desk calls', '25', '40 a day'],
    ['No-shows, baseline 9.1%, target 7%', 'No-shows', '7%', '9.1%'],
    ['Completion Δ > 0%', 'Completion', 'Δ > 0%', undefined],
    ['Rating should be at least 4', 'Rating', 'at least 4', undefined],
    ['Visitors who stay within one page', 'Visitors who stay within one page', undefined, undefined],
    ['Fewer than 5 complaints', 'Fewer than 5 complaints', undefined, undefined],
    ['Increase in use of the map', 'Increase in use of the map', undefined, undefined],
    ['Calls is to be < 3', 'Calls', '< 3', undefined],
    ['Calls are at most 3.', 'Calls', 'at most 3', undefined],
    ['Calls (target 3)', 'Calls', '3', undefined],
    ['Δ Calls > 3', 'Δ Calls', '> 3', undefined],
    ['Calls goal of 3', 'Calls', '3', undefined],
    ['< 3 calls', '< 3 calls', undefined, undefined],
    ['Calls between 3 and 5', 'Calls', 'between 3 and 5', undefined],
    ['Calls: 3', 'Calls: 3', undefined, undefined],
    ['Calls at least 3 and at most 5', 'Calls at least 3 and at most 5', undefined, undefined],
    ['Calls should stay above 5 (was 4).', 'Calls', 'above 5', '4'],
    ['Calls > 3; baseline 2', 'Calls', '> 3', '2'],
    ['', undefined, undefined, undefined],
  ])('is parted into name, target and what it is today: %s', (text, name, target, baseline) => {
    expect(readKpi('KPI 1', text)).toEqual({ name, label: 'KPI 1', target, baseline });
  });
});

describe('a share in words', () => {
  it.each([
    ['half of the users', [50, 50]],
    ['a quarter', [25, 25]],
    ['two thirds of visitors', [67, 67]],
    ['ten percent', [10, 10]],
    ['1 in 20', [5, 5]],
    ['1/4 of all customers', [25, 25]],
    ['everyone', [100, 100]],
    ['all users', [100, 100]],
    ['1 in 3', [33.33, 33.33]],
    ['one out of four', [25, 25]],
    ['1 of every 8', [12.5, 12.5]],
    ['one in twenty', [5, 5]],
    ['1 in 0', undefined],
    ['volunteers, half of them', undefined],
    ['Twenty-five per cent', [25, 25]],
    ['first half', undefined],
    ['half time', undefined],
    ['one third', [33, 33]],
    ['a fifth', [20, 20]],
    ['one tenth', [10, 10]],
    ['the whole audience', [100, 100]],
    ['~7.5', [7.5, 7.5]],
    ['10 to 25', [10, 25]],
    ['30-20', [20, 30]],
    ['5 desks', undefined],
    ['101', undefined],
    ['nobody yet', [0, 0]],
    ['25', [25, 25]],
    ['10-25', [10, 25]],
    ['1% → 5% → 25%', [1, 25]],
    ['0,5 %', [0.5, 0.5]],
    ['10 % – 25 %', [10, 25]],
    ['５％', undefined],
    ['half a day', undefined],
    ['everyone who opts in', undefined],
    ['all users at the north desk', undefined],
    ['some', undefined],
  ])('%s', (text, share) => {
    expect(readUserShare(text)).toEqual(share);
  });

  it('is not made of the number of a stage or a date and a percentage', () => {
    expect(readShare('Phase 2 — 10 %')).toEqual([10, 10]);
    expect(readShare('3/4 - 25%')).toEqual([25, 25]);
    expect(readShare('Mar 4 – 25 %')).toEqual([25, 25]);
    expect(readShare('Day 3 - 50%')).toEqual([50, 50]);
  });
});
