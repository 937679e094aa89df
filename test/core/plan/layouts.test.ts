import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { planJson } from '../../../src/core/plan/plan-json.ts';
import { readPlan } from '../../../src/core/plan/read-plan.ts';

const now = Date.UTC(2021, 0, 15);

function read(name: string, title?: string) {
  const body = readFileSync(new URL(`./fixtures/${name}.md`, import.meta.url), 'utf8');
  const { plan, findings } = readPlan(body, { now, title });
  return { plan, json: planJson(plan, findings), codes: findings.map(({ code }) => code) };
}

function ladder({ json }: ReturnType<typeof read>) {
  return json.stages.map(({ name, percent, length, days }) => [name, percent, length, days]);
}

function criteria({ json }: ReturnType<typeof read>) {
  return json.criteria.map(({ text, kind, op, value, unit }) => [text, kind, op, value, unit]);
}

describe('a plan with two phases and escaped Markdown', () => {
  const read1 = () => read('two-phases');

  it('is read through escapes and entities', () => {
    expect(read1().json.title).toBe('Release Plan - Parking Permits');
    expect(criteria(read1())).toEqual([
      ['Renewal error rate < 3%', 'threshold', '<', 3, '%'],
      ['Renewals finished Δ >0%', 'change', '>', 0, '%'],
    ]);
    expect(read1().json.toggles).toEqual(['permit_renewal']);
  });

  it('offers the ladder of a sentence and does not take it for the plan', () => {
    expect(read1().plan.stages.map(({ id }) => id)).toEqual(['go-live']);
    expect(read1().plan.offered?.map(({ share, days }) => [share, days])).toEqual([
      [
        [15, 15],
        [2, 3],
      ],
      [
        [45, 45],
        [2, 2],
      ],
      [[100, 100], undefined],
    ]);
    expect(read1().codes).toContain('prose-stages-offered');
  });

  it('names the KPIs that have a name and keeps the one that is still to be named', () => {
    expect(read1().plan.kpis.map(({ name }) => name)).toEqual(['Permits renewed online', undefined]);
  });

  it('tells that the hint of the template was left in', () => {
    expect(read1().codes).toContain('hint-left');
  });
});

describe('a plan in three steps', () => {
  const read1 = () => read('three-steps');

  it('leaves out the test before the release, the stage that is skipped and the one that is struck through', () => {
    expect(ladder(read1())).toEqual([
      ['Stage A: Canary', [3, 3], '3 hours / 120-160 users', [0.13, 0.13]],
      ['Stage B: 25% of users', [10, 10], null, null],
      ['Stage E: 100% of users', [100, 100], 'March 24, 2021', null],
    ]);
  });

  it('reads a minimum of people out of the length', () => {
    expect(read1().plan.stages[0]?.sample).toMatchObject({ min: 120, unit: 'users' });
  });

  it('gives ids by the distinctive word, by the letter and for the end', () => {
    expect(read1().plan.stages.map(({ id }) => id)).toEqual(['canary', 'stage-b', 'go-live']);
  });

  it('reads toggles from links, code and bold labels of the table', () => {
    expect(read1().json.toggles).toEqual(['library_holds_queue', 'holdsQueueCard']);
    expect(read1().plan.toggles[0]?.description).toBe('Shows the place in the queue');
  });

  it('reads criteria with check boxes, observed values and placeholders', () => {
    expect(criteria(read1()).slice(1)).toEqual([
      ['Queue page loads < 3 s (2.1 s observed)', 'threshold', '<', 3, 's'],
      ['No increase in calls to the desk', 'direction', null, null, null],
      ['Placements above xx%', 'named', null, null, null],
      ['Staff can see the queue: Y/N', 'boolean', null, null, null],
    ]);
  });

  it('takes results that are there for answers, and picks that were not made for none', () => {
    expect(read1().json.results).toEqual({
      uniqueUsers: [
        { stage: 'Stage A: Canary', value: '188' },
        { stage: '1-month', value: '~41k' },
      ],
      oneWeekFilled: false,
      oneMonthFilled: true,
    });
    expect(read1().plan.filled.stages[0]?.answers).toContainEqual({
      question: 'Was any downstream service affected by the change',
      text: 'no',
    });
  });

  it('reads values on nested bullets', () => {
    expect(read1().plan.window).toMatchObject({ from: '2021-03-01', to: '2021-03-26' });
    expect(read1().json.monitors).toBe('@desk-lead and the holds team');
    expect(read1().json.dashboards).toEqual(['https://dash.example.org/d/1?from=a&to=b']);
  });

  it('takes the date of the last stage for the go-live', () => {
    expect(read1().plan.goLive).toMatchObject({ text: 'March 24, 2021', from: '2021-03-24' });
  });

  it('says what is open, each thing once', () => {
    expect(read1().codes).toEqual([
      'criterion-placeholder',
      'share-mismatch',
      'kpi-unnamed',
      'no-margin',
      'criterion-no-number',
      'placeholder-left',
    ]);
  });
});

describe('a plan with bold lines for headings and bullets from a word processor', () => {
  const read1 = () => read('bold-captions');

  it('is read like one with headings', () => {
    expect(ladder(read1())).toEqual([
      ['Stage A: 5% of users', [5, 5], '2 hours', [0.08, 0.08]],
      ['Stage B: 100% of users', [100, 100], '1 day, April 8', [1, 1]],
    ]);
    expect(criteria(read1())).toEqual([
      ['Error rate < 5%', 'threshold', '<', 5, '%'],
      ['Passes issued within 10 s', 'threshold', '<=', 10, 's'],
    ]);
  });

  it('gives a date without a year the year of the dates beside it', () => {
    expect(read1().plan.goLive).toMatchObject({ from: '2021-04-08', inferredYear: true });
    expect(read1().codes).not.toContain('year-inferred');
  });
});

describe('a ladder in a table', () => {
  const read1 = () => read('schedule-table');

  it('is read with shares, lengths and dates, without the test before the release', () => {
    expect(ladder(read1())).toEqual([
      ['Phase 2A: Canary release', [2, 2], '6 days', [6, 6]],
      ['Phase 2B: Moderate release', [5, 10], '2-3 weeks', [14, 21]],
      ['Phase 3: Go Live', [100, 100], 'indefinite', null],
    ]);
    expect(read1().plan.stages[1]?.dates).toMatchObject({ from: '2021-05-10', to: '2021-05-16' });
    expect(read1().json.goLive).toBe('05/31/2021');
  });

  it('reads bold questions and a paragraph before the list of criteria', () => {
    expect(criteria(read1())).toEqual([
      ['Letters opened', 'named', null, null, null],
      ['Bounce rate ≤ 2%', 'threshold', '<=', 2, '%'],
    ]);
    expect(read1().json.toggles).toEqual(['tax_letters']);
    expect(read1().json.dashboards).toEqual(['https://dash.example.org/letters']);
  });
});

describe('a ladder in an ordered list', () => {
  const read1 = () => read('schedule-list');

  it('is read with the steps that have no share', () => {
    expect(ladder(read1())).toEqual([
      ['Stage A: 15% of clinics on 11/3', [15, 15], null, null],
      ['Stage B: 35% of clinics on 11/5', [35, 35], null, null],
      ['Stage C: 100% of clinics from 11/7-11/10', [100, 100], '11/7-11/10', null],
      ['Stage D: Send old links to the new page on 11/12', null, null, null],
    ]);
    expect(read1().plan.stages.at(-1)?.goLive).toBe(true);
  });

  it('shows that years were inferred', () => {
    expect(read1().plan.stages[0]?.dates).toMatchObject({ text: '11/3', from: '2020-11-03', inferredYear: true });
    expect(read1().codes).toContain('year-inferred');
  });

  it('finds results of a stage away from it, and KPIs in rows of the team', () => {
    expect(read1().json.results.uniqueUsers).toEqual([{ stage: 'Stage A: 15% of clinics on 11/3', value: '412' }]);
    expect(read1().json.kpis).toEqual(['Empty results of /clinics', 'Searches per visit']);
    expect(read1().json.results.oneWeekFilled).toBe(true);
  });

  it('reads who watches from a sentence', () => {
    expect(read1().json.monitors).toBe('The analyst');
  });

  it('tells that a toggle is spelled in two ways', () => {
    expect(read1().codes).toContain('toggle-spelled-differently');
  });
});

describe('a ladder in bullets', () => {
  const read1 = () => read('percent-bullets');

  it('is told apart from criteria with percentages', () => {
    expect(ladder(read1())).toEqual([
      ['Enable it for ourselves and click through everything (2 days)', null, '2 days', [2, 2]],
      ['No complaints: open it to 20% of traffic (10 days)', [20, 20], '10 days', [10, 10]],
      ['Still none: open it to 40% of users for 3 days', [40, 40], '3 days', [3, 3]],
      ['After that it goes to 100% of users.', [100, 100], null, null],
    ]);
    expect(criteria(read1())[0]).toEqual(['Click-through rate above 10% of users', 'threshold', '>', 10, '%']);
  });

  it('reads KPIs with baselines and filled weeks from a table', () => {
    expect(read1().plan.kpis.map(({ name, baseline, target }) => [name, baseline, target])).toEqual([
      ['Clicks on the bell', '130k', '+10%'],
      ['Searches', '88k', 'none'],
    ]);
    expect(read1().plan.filled.oneWeek).toEqual([{ question: 'Clicks on the bell', text: '19k' }]);
  });
});

describe('the body of an issue form', () => {
  const read1 = () => read('issue-form', 'Release plan: receipts');

  it('is read by its labels, and no response is no answer', () => {
    expect(read1().json.title).toBe('Release plan: receipts');
    expect(read1().json.toggles).toEqual(['new_receipts']);
    expect(ladder(read1())).toEqual([
      ['Canary', [5, 5], '1 day', [1, 1]],
      ['Everyone', [100, 100], 'ongoing', null],
    ]);
    expect(read1().plan.criteria.map(({ role, value }) => [role, value])).toEqual([
      ['goal', 1],
      ['goal', 50],
      ['guardrail', 0],
    ]);
    expect(read1().json.monitors).toBeNull();
    expect(read1().json.rollback).toBe(true);
  });
});

describe('a roll-out issue of a flag tool', () => {
  const read1 = () => read('gitlab-rollout', '[Feature flag] Rollout of faster_diffs');

  it('is read from its commands', () => {
    expect(read1().json.toggles).toEqual(['faster_diffs']);
    expect(read1().json.stages.map(({ percent }) => percent)).toEqual([null, [25, 25], [50, 50], [100, 100]]);
    expect(read1().plan.stages.map(({ id }) => id)).toEqual(['enable', '25-percent', '50-percent', 'go-live']);
  });

  it('keeps criteria to go on and criteria to go back apart', () => {
    expect(read1().plan.criteria.map(({ text, role }) => [text, role])).toEqual([
      ['p95 latency < 300 ms', 'goal'],
      ['Error rate ≤ 0.1%', 'goal'],
      ['Error rate > 1%', 'guardrail'],
    ]);
  });
});

describe('an initiative issue without bullets before its labels', () => {
  const read1 = () => read('initiative-issue');

  it('takes phases for stages and finds the criteria below headings of their own', () => {
    expect(ladder(read1())).toEqual([
      ['Phase I: Canary (1%)', [1, 1], '5/6/2025-5/7/2025', null],
      ['Phase II: 30% - 100%', [30, 100], '5/8/2025 - 5/20/2025', null],
    ]);
    expect(criteria(read1())).toEqual([
      ['Lookup failures: < 1.5%', 'threshold', '<', 1.5, '%'],
      ['Complaints: 0', 'threshold', '=', 0, 'count'],
    ]);
  });
});

describe('a pilot at places', () => {
  const read1 = () => read('pilot-places');

  it('has stages without a share: all people of one place are no share of the users', () => {
    expect(read1().plan.stages.map(({ id, share }) => [id, share])).toEqual([
      ['pilot', undefined],
      ['limited-availability', undefined],
      ['general-availability', undefined],
      ['go-live', [100, 100]],
    ]);
  });

  it('takes rows that say what is counted for KPIs and not for results', () => {
    expect(read1().json.kpis).toEqual([
      'Audience: Number of people who used a kiosk',
      'Errors: number/% of failed print-outs',
    ]);
    expect(read1().json.results.oneWeekFilled).toBe(false);
  });
});

describe('a canary plan with criteria in every stage', () => {
  const read1 = () => read('canary-stages');

  it('does not take its title for a stage', () => {
    expect(ladder(read1())).toEqual([
      ['Stage 1: Staff (1.5% traffic)', [1.5, 1.5], '2-3 hours', [0.08, 0.13]],
      ['Stage 2: Members (25% traffic)', [25, 25], '36-60 hours', [1.5, 2.5]],
      ['Stage 3: Everyone (100% traffic)', [100, 100], 'Permanent', null],
    ]);
  });

  it('collects the criteria, and the rules to go back as guardrails', () => {
    expect(read1().plan.criteria.map(({ text, role }) => [text, role])).toEqual([
      ['No double bookings', 'goal'],
      ['Booking errors < 0.1%', 'goal'],
      ['Booking errors < 0.5%', 'goal'],
      ['Booking errors > 1% for 5 minutes', 'guardrail'],
    ]);
  });
});

describe('a list of steps with what is wanted below each', () => {
  const read1 = () => read('steps-with-criteria');

  it('is read as ladder and criteria', () => {
    expect(read1().json.stages.map(({ percent, days }) => [percent, days])).toEqual([
      [
        [4, 4],
        [0.5, 1.5],
      ],
      [
        [30, 30],
        [2.5, 2.5],
      ],
      [
        [100, 100],
        [14, 21],
      ],
    ]);
    expect(read1().json.criteria.map(({ text }) => text)).toEqual([
      'Crash-free users >= 98.5%',
      'p95 latency < 650 ms',
    ]);
  });
});

describe('a plan with labels in plain lines and an overview of itself', () => {
  const read1 = () => read('plain-labels');

  it('keeps a label with nothing behind it empty', () => {
    expect(ladder(read1())).toEqual([
      ['Stage A: Watching', [1, 1], null, null],
      ['Stage B: Wider', null, '30 submissions (about a day)', null],
      ['Stage F: Go Live!', [100, 100], null, null],
    ]);
    expect(read1().json.results.uniqueUsers).toEqual([]);
  });

  it('reads criteria in spite of careless indentation, numbers and open ends', () => {
    expect(read1().json.criteria.map(({ text }) => text)).toEqual([
      'Network traffic',
      'Search failures <1%',
      'Volume: Canary: 25 searches',
      '< 15% of readers say not found',
    ]);
  });
});

describe('objectives in the place of criteria', () => {
  const read1 = () => read('objectives');

  it('gives key results and the targets of their tables, each on the far side of its baseline', () => {
    expect(criteria(read1())).toEqual([
      ['Reduce the exits from the start page by a quarter', 'change', '<=', -25, '%'],
      ['Exits: Target 15%', 'threshold', '<=', 15, '%'],
      ['Sold out page: Target no change', 'direction', null, null, null],
      ['Finished orders', 'named', null, null, null],
      ['Orders in one visit: Target 60%', 'threshold', '>=', 60, '%'],
      ['Broken orders: Target 0', 'threshold', '=', 0, 'count'],
    ]);
  });

  it('finds fields behind the switch of headings', () => {
    expect(read1().json.monitors).toBe('Product manager; Analyst');
    expect(read1().json.dashboards).toEqual(['https://dash.example.org/start']);
    expect(read1().json.kpis).toEqual(['Exits', 'Sold out page', 'Visits', 'Orders in one visit', 'Broken orders']);
  });
});

describe('a plan with results in a table and a toggle in a sentence', () => {
  const read1 = () => read('results-table');

  it('is read', () => {
    expect(read1().json.toggles).toEqual(['wallet_2_enabled']);
    expect(read1().plan.offered?.map(({ share }) => share)).toEqual([
      [20, 20],
      [60, 60],
      [100, 100],
    ]);
    expect(criteria(read1())).toEqual([
      ['Support contacts: watched for themes', 'named', null, null, null],
      ['No crashes', 'boolean', null, null, null],
      ['Sign-in success: Target ≥ 99.0%', 'threshold', '>=', 99, '%'],
      ['Policy violations: Target 0 blocking', 'threshold', '=', 0, 'count'],
    ]);
    expect(read1().json.kpis).toEqual(['API error rates', 'Calls to the desk']);
    expect(read1().plan.filled.oneWeek).toEqual([{ question: 'Number of unique users', text: '1,204' }]);
  });
});
