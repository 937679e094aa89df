import type { Instant } from '../../../src/core/instant.ts';
import type { BaselineFigure, Stage } from '../../../src/core/plan/plan.ts';
import type { Reading } from '../../../src/core/readings/reading.ts';
import type { Period, Rollout } from '../../../src/core/rollout.ts';
import type { Settings } from '../../../src/core/settings.ts';
import { canary, day, stages as seed } from './releases.ts';

/** Days after the first stage began, the metric's name, the number as people write it. */
export type Told = readonly [days: number, metric: string, value: string, rest?: Partial<Reading> & { vs?: string }];

export interface Scenario {
  readonly name: string;
  readonly criteria: readonly string[];
  readonly periods: readonly Period[];
  readonly readings: readonly Told[];
  readonly now: Instant;
  readonly rest?: Partial<Rollout>;
  readonly stages?: readonly Stage[];
  readonly baselines?: readonly BaselineFigure[];
  readonly roles?: readonly string[];
  readonly stage?: string;
  readonly given?: Partial<Settings>;
}

/** A stay in one stage at shares that were raised on these days. */
function shares(stage: string, ...steps: readonly (readonly [from: number, share: number])[]): readonly Period[] {
  return steps.map(([from, share], i) => {
    const next = steps[i + 1]?.[0];
    return { stage, share, from: day(from), until: next === undefined ? undefined : day(next) };
  });
}

const moderate: Period = { stage: 'moderate', share: 30, from: day(2), until: undefined };
const ended: Period = { ...canary, until: day(2) };
const ramp = shares('canary', [0, 10], [1, 20], [2, 40]);

function withCanary(change: Partial<Stage>): readonly Stage[] {
  return seed.map((stage) => (stage.id === 'canary' ? { ...stage, ...change } : stage));
}

const sample = { text: undefined, min: 200, unit: 'visits', ifShort: undefined };

export const scenarios: readonly Scenario[] = [
  {
    name: 'a share from totals that grow',
    criteria: ['Error rate < 5%', 'Error rate < 50 per 1,000, n ≥ 2000'],
    periods: [canary],
    readings: [
      [0.5, 'Error rate', '2/200'],
      [1, 'Error rate', '14/1300'],
    ],
    now: day(2),
  },
  {
    name: 'a share from separate days, of which one was corrected, over a change of share',
    criteria: ['Error rate < 5%'],
    periods: shares('canary', [0, 10], [2, 20]),
    readings: [
      [0.1, 'Error rate', '5/100', { as: 'daily' }],
      [0.2, 'Error rate', '4/100', { as: 'daily' }],
      [1.1, 'Error rate', '3/150', { as: 'daily' }],
      [2.1, 'Error rate', '6/300', { as: 'daily' }],
    ],
    now: day(3),
  },
  {
    name: 'a share from totals of which one was corrected downwards',
    criteria: ['Error rate < 5%'],
    periods: [canary],
    readings: [
      [0.5, 'Error rate', '30/20', { as: 'total' }],
      [0.6, 'Error rate', '20/300', { as: 'total' }],
      [0.7, 'Error rate', '2/300', { as: 'total' }],
    ],
    now: day(2),
  },
  {
    name: 'separate days of which one cannot be',
    criteria: ['Error rate < 5%'],
    periods: [canary],
    readings: [
      [0.5, 'Error rate', '30/20', { as: 'daily' }],
      [1.5, 'Error rate', '2/300', { as: 'daily' }],
    ],
    now: day(2),
  },
  {
    name: 'a control group that cannot be',
    criteria: ['Completion Δ > 0%'],
    periods: [canary],
    readings: [[1, 'Completion', '60/100', { vs: '900/800' }]],
    now: day(2),
  },
  {
    name: 'a change over three shares, in points and in percent',
    criteria: ['Completion Δ > 0 pp (margin 5 pp)', 'Completion Δ > -20%'],
    periods: ramp,
    readings: [
      [0.5, 'Completion', '60/100', { vs: '500/900' }],
      [1.5, 'Completion', '180/300', { vs: '980/1700' }],
      [2.5, 'Completion', '420/700', { vs: '1300/2300' }],
    ],
    now: day(3),
  },
  {
    name: 'a change over two shares in which nobody of the control group was hit',
    criteria: ['Errors Δ < +10%'],
    periods: shares('canary', [0, 10], [1, 20]),
    readings: [
      [0.5, 'Errors', '1/100', { vs: '0/900' }],
      [1.5, 'Errors', '2/300', { vs: '0/1700' }],
    ],
    now: day(3),
  },
  {
    name: 'a change of which the total began anew with the second share',
    criteria: ['Completion Δ > 0 pp'],
    periods: shares('canary', [0, 10], [1, 20]),
    readings: [
      [0.5, 'Completion', '600/1000', { vs: '5000/9000' }],
      [1.5, 'Completion', '120/200', { vs: '480/800' }],
    ],
    now: day(3),
  },
  {
    name: 'a change of which the first share has no number of its own',
    criteria: ['Completion Δ > 0 pp'],
    periods: shares('canary', [0, 10], [1, 20]),
    readings: [[1.5, 'Completion', '600/1000', { vs: '5000/9000' }]],
    now: day(3),
  },
  {
    name: 'a change in percent, and one of nothing against nothing',
    criteria: ['Completion Δ > +2%', 'Errors Δ < +10%'],
    periods: [canary],
    readings: [
      [1, 'Completion', '640/1000', { vs: '5000/9000' }],
      [1, 'Errors', '0/1000', { vs: '0/9000' }],
    ],
    now: day(3),
  },
  {
    name: 'a control group in comments of its own, later than the number and in the share before',
    criteria: ['Completion Δ > 0 pp (margin 5 pp)'],
    periods: shares('canary', [0, 10], [1, 20]),
    readings: [
      [0.5, 'Completion', '60/100'],
      [0.6, 'Completion control', '500/900'],
      [1.5, 'Completion', '180/300'],
      [1.6, 'Completion control', '980/1700'],
    ],
    now: day(3),
  },
  {
    name: 'changes against the stage before: of counts, of a plain number, of nothing',
    criteria: [
      'Completion Δ > 0 pp vs previous stage',
      'Load time Δ < +10% vs previous stage',
      'Calls Δ < +10% vs previous stage',
    ],
    periods: [...shares('canary', [0, 10], [1, 20]).map((one) => ({ ...one, until: one.until ?? day(2) })), moderate],
    readings: [
      [0.5, 'Completion', '60/100'],
      [1.5, 'Completion', '180/300'],
      [1.5, 'Load time', '100 s'],
      [2.5, 'Completion', '200/400'],
      [2.5, 'Load time', '120 s'],
      [3, 'Load time', '2 min'],
      [3, 'Calls', '3'],
    ],
    now: day(4),
  },
  {
    name: 'a baseline from comments, the newest of two names, before that of the plan',
    criteria: ['Completion Δ > 0 pp', 'Completion Δ > -10%'],
    periods: [canary],
    readings: [
      [-9, 'Completion', '400/1000', { kind: 'baseline' }],
      [-8, 'Completion', '450/1000', { kind: 'baseline' }],
      [-20, 'Completion rate', '300/1000', { kind: 'baseline' }],
      [1, 'Completion', '500/1000'],
    ],
    baselines: [{ metric: 'Completion', period: 'January', value: 30, unit: '%', text: '30%' }],
    now: day(2),
  },
  {
    name: "the plan's own baseline: the newest row, in points, in percent, and of nothing",
    criteria: ['Completion Δ > 0 pp', 'Completion Δ > -10%', 'Errors Δ < +10%', 'Load time Δ < 0%'],
    periods: [canary],
    readings: [
      [1, 'Completion', '500/1000'],
      [1, 'Errors', '3/1000'],
      [0.5, 'Load time', '1.5 s'],
      [1, 'Load time', '1.2 s'],
    ],
    baselines: [
      { metric: 'Completion', period: 'January', value: 30, unit: '%', text: '30%' },
      { metric: 'Completion', period: 'February', value: 48, unit: '%', text: '48%' },
      { metric: 'Errors', period: 'January', value: 0, unit: '%', text: '0%' },
      { metric: 'Load time', period: 'January', value: 1300, unit: 'ms', text: '1300 ms' },
    ],
    now: day(2),
  },
  {
    name: 'a baseline that cannot be',
    criteria: ['Completion Δ > 0 pp'],
    periods: [canary],
    readings: [
      [-9, 'Completion', '1400/1000', { kind: 'baseline' }],
      [1, 'Completion', '500/1000'],
    ],
    now: day(2),
  },
  {
    name: 'means: against targets, against a control group, against a baseline, against one that is hardly known',
    criteria: [
      'Time < 45 s, n ≥ 50',
      'Wait Δ < +10% (margin 10%)',
      'Wait Δ < 0 s (margin 5 s)',
      'Load Δ < +10%',
      'Cost Δ < +10%',
    ],
    periods: [canary],
    readings: [
      [0.5, 'Time', '44 s (sd 10, n=40)'],
      [1, 'Time', '42 s (sd 10, n=340)'],
      [1, 'Wait', '42 s (sd 10, n=340)', { vs: '43 s (sd 12, n=2000)' }],
      [-9, 'Load', '43 s (sd 12, n=2000)', { kind: 'baseline' }],
      [1, 'Load', '42 s (sd 10, n=340)'],
      [1, 'Cost', '4.2 s (sd 10, n=340)', { vs: '1 s (sd 12, n=200)' }],
    ],
    now: day(2),
  },
  {
    name: 'means of one person and of all the same',
    criteria: ['Time < 45 s', 'Wait < 45 s'],
    periods: [canary],
    readings: [
      [1, 'Time', '42 s (sd 10, n=1)'],
      [1, 'Wait', '42 s (sd 0, n=30)'],
    ],
    now: day(2),
  },
  {
    name: 'events per time: against targets, where people are to be counted, and in another time than the number',
    criteria: [
      'Errors < 3 per hour',
      'Errors < 20 per day, n ≥ 100',
      'Errors per 10 minutes < 1',
      'Errors = 2 per hour',
    ],
    periods: [canary],
    readings: [
      [1, 'Errors', '12 errors in 24 hours'],
      [1, 'Errors per 10 minutes', '12 errors in 24 hours'],
      [1, 'Number of unique users', '120'],
    ],
    now: day(2),
  },
  {
    name: 'changes of events per time: against a control group, against a baseline, of nothing',
    criteria: ['Errors per day Δ < +10%', 'Crashes Δ < +10%', 'Alerts Δ <= 0%', 'Timeouts Δ < 0%'],
    periods: [canary],
    readings: [
      [1, 'Errors per day', '12 errors in 24 hours', { vs: '90 errors in 9 days' }],
      [-9, 'Crashes', '240 crashes in 10 days', { kind: 'baseline' }],
      [1, 'Crashes', '12 crashes in 24 hours'],
      [1, 'Alerts', '0 alerts in 24 hours', { vs: '0 alerts in 9 days' }],
      [0.5, 'Timeouts', '4 timeouts in 12 hours', { vs: '9 timeouts in 9 days' }],
      [1, 'Timeouts', '5 timeouts in 24 hours', { vs: '9 timeouts in 9 days' }],
    ],
    now: day(2),
  },
  {
    name: 'counts while the window is open',
    criteria: ['Calls < 2', 'Orders ≥ 50', 'Visits = 3', 'Alerts > 2', 'Zero losses', 'Logins <= 3'],
    periods: [canary],
    readings: [
      [0.5, 'Calls', '1'],
      [0.5, 'Orders', '50'],
      [0.5, 'Visits', '4'],
      [0.5, 'Alerts', '2'],
      [0.5, 'Losses', '0/80'],
      [0.5, 'Logins', '3'],
    ],
    now: day(0.6),
  },
  {
    name: 'counts at the end of the window',
    criteria: ['Calls < 2', 'Orders ≥ 50', 'Visits = 3', 'Alerts > 2', 'Zero losses', 'Logins <= 3', 'Clicks = 3'],
    periods: [canary],
    readings: [
      [0.5, 'Calls', '1'],
      [0.5, 'Orders', '40'],
      [0.5, 'Visits', '3'],
      [0.5, 'Alerts', '3'],
      [0.5, 'Losses', '0/80'],
      [0.5, 'Logins', '4'],
      [0.5, 'Clicks', '2'],
    ],
    now: day(1),
  },
  {
    name: 'counts of separate days: said to be, and guessed because they fall; fractions are no counts',
    criteria: ['Calls < 5', 'Alerts < 5', 'Orders < 5', 'Visits < 5'],
    periods: [canary],
    readings: [
      [0.1, 'Calls', '2', { as: 'daily' }],
      [1.1, 'Calls', '2', { as: 'daily' }],
      [1.2, 'Calls', '1', { as: 'daily' }],
      [0.1, 'Alerts', '3'],
      [1.1, 'Alerts', '2'],
      [0.1, 'Orders', '3'],
      [1.1, 'Orders', '4'],
      [0.1, 'Visits', '2.5'],
    ],
    now: day(2),
  },
  {
    name: 'plain values: one, two wrong, mended, minutes for seconds, far apart in between, of other people',
    criteria: ['Load < 2 s', 'Wait < 90 s', 'Rating > 4', 'Temperature = 20', 'Cost < $5', 'Speed Δ < 0%'],
    periods: [canary],
    readings: [
      [0.5, 'Load', '3 s'],
      [0.6, 'Load', '2500 ms'],
      [0.5, 'Wait', '2 min'],
      [0.6, 'Wait', '1 min'],
      [0.5, 'Rating', '3.5'],
      [0.5, 'Temperature', '21.5'],
      [0.5, 'Cost', '$4.50'],
      [0.5, 'Speed', '90 ms', { vs: '100 ms' }],
      [0.7, 'Speed', '120 ms'],
    ],
    now: day(2),
  },
  {
    name: 'plain values where the stage asks for people, and where the newest is in another unit',
    criteria: ['Load < 2 s', 'Wait < 90 s', 'Orders ±5%', 'Visits stay stable'],
    periods: [canary],
    stages: withCanary({ sample }),
    readings: [
      [0.5, 'Load', '1 s'],
      [0.5, 'Wait', '80 s'],
      [0.6, 'Wait', '7%'],
      [0.7, 'Number of users', '150'],
      [0.5, 'Orders', '103 s', { vs: '100 s' }],
      [0.5, 'Visits', '100', { vs: '100' }],
    ],
    now: day(2),
  },
  {
    name: 'the stage asks for a sample, of which the control group is short',
    criteria: ['Completion Δ > 0 pp (margin 5 pp)', 'Error rate < 5%'],
    periods: shares('canary', [0, 90]),
    stages: withCanary({ sample, share: [90, 90], days: [3, 5] }),
    readings: [
      [1, 'Completion', '540/900', { vs: '60/100' }],
      [1, 'Error rate', '0/100'],
    ],
    now: day(2),
  },
  {
    name: 'a sample that comes within the stage at a higher share, and one that never does',
    criteria: ['Completion rate > 50%, n ≥ 600', 'Error rate < 5%, n ≥ 60000 [watch]'],
    periods: shares('canary', [0, 10], [1, 20]),
    stages: withCanary({ share: [10, 50], days: [3, 5], sample: { ...sample, ifShort: 'raise-share' } }),
    readings: [
      [1, 'Completion rate', '30/50'],
      [2, 'Completion rate', '90/150'],
      [2, 'Error rate', '0/150'],
    ],
    now: day(2),
  },
  {
    name: 'a sample in the first hours of the stage',
    criteria: ['Completion rate > 50%, n ≥ 600'],
    periods: [canary],
    readings: [[0.1, 'Completion rate', '9/15']],
    now: day(0.2),
  },
  {
    name: 'a stage whose bar is that the target is shown as it is',
    criteria: ['Error rate < 5%', 'Completion Δ > 0 pp', 'Time < 45 s', 'Errors < 3 per hour'],
    periods: [canary],
    stages: withCanary({ bar: 'shown' }),
    readings: [
      [1, 'Error rate', '4/100'],
      [1, 'Completion', '60/100', { vs: '500/900' }],
      [1, 'Time', '42 s (sd 10, n=340)'],
      [1, 'Errors', '80 errors in 24 hours'],
    ],
    now: day(2),
  },
  {
    name: 'a stage whose bar is that it is better',
    criteria: [
      'Completion Δ > 0 pp',
      'Completion Δ >= +20 pp',
      'Errors Δ < 0 pp',
      'Drop-off Δ > -2 pp',
      'Visits Δ = 0 pp (margin 5 pp)',
    ],
    periods: [canary],
    stages: withCanary({ bar: 'proven' }),
    readings: [
      [1, 'Completion', '1320/2050', { vs: '10600/18450' }],
      [1, 'Errors', '120/2050', { vs: '600/18450' }],
      [1, 'Drop-off', '600/2050', { vs: '5400/18450' }],
      [1, 'Visits', '600/2050', { vs: '5400/18450' }],
    ],
    now: day(2),
  },
  {
    name: 'what is allowed to get worse by so much',
    criteria: [
      'Completion Δ > -5 pp',
      'Errors Δ <= +3 pp',
      'Visits ±2 pp',
      'Clicks Δ = 0 pp',
      'Orders no worse than control',
    ],
    periods: [canary],
    readings: [
      [1, 'Completion', '1020/2050', { vs: '10600/18450' }],
      [1, 'Errors', '120/2050', { vs: '1100/18450' }],
      [1, 'Visits', '900/2050', { vs: '5400/18450' }],
      [1, 'Clicks', '620/2050', { vs: '5400/18450' }],
      [1, 'Orders', '1050/2050', { vs: '9600/18450' }],
    ],
    now: day(2),
  },
  {
    name: 'what people said: a PASS of what was only not shown, of a FAIL, and of nothing; a FAIL; one that failed before',
    criteria: [
      'Error rate < 5%',
      'Drop-off < 5%',
      'Visits < 5%',
      'Clicks < 5%',
      'Orders < 5%',
      'All claims are matched',
    ],
    periods: [canary],
    readings: [
      [1, 'Error rate', '0/15'],
      [1, 'Drop-off', '90/150'],
      [1, 'Clicks', '1/1500'],
      [1, 'Orders', '1/1500'],
    ],
    rest: {
      failed: ['orders'],
      judgements: [
        ...['error-rate', 'drop-off', 'visits', 'all-claims-are-matched'].map(
          (criterion) =>
            ({ criterion, stage: 'canary', result: 'PASS', why: 'seen', by: 'engineer', at: day(1) }) as const,
        ),
        { criterion: 'clicks', stage: 'canary', result: 'FAIL', why: 'seen', by: 'engineer', at: day(1) },
        { criterion: 'orders', stage: 'moderate', result: 'PASS', why: 'seen', by: 'engineer', at: day(1) },
      ],
    },
    now: day(2),
  },
  {
    name: 'a split that is off by a little, by much, at one of two shares; and without a plan to hold it against',
    criteria: ['Completion Δ > 0 pp'],
    periods: shares('canary', [0, 10], [1, 20]),
    readings: [
      [0.5, 'Completion', '600/1000', { vs: '5400/9000' }],
      [1.5, 'Completion', '1800/3000', { vs: '8000/13000' }],
    ],
    now: day(2),
  },
  {
    name: 'a split that is as planned at two shares',
    criteria: ['Visits Δ > 0 pp', 'Completion Δ > 0 pp'],
    periods: shares('canary', [0, 10], [1, 20]),
    readings: [
      [0.5, 'Visits', '1/2', { vs: '4/9' }],
      [0.5, 'Completion', '600/1000', { vs: '5400/9000' }],
      [1.5, 'Completion', '1800/3000', { vs: '10200/17000' }],
    ],
    now: day(2),
  },
  {
    name: 'after a rollback the stage that was left is judged, up to its end',
    criteria: ['Calls < 2', 'Error rate < 5%'],
    periods: [ended],
    readings: [
      [1, 'Calls', '1'],
      [3, 'Calls', '5'],
      [3, 'Error rate', '12/1300', { stage: 'canary' }],
    ],
    rest: { position: { at: 'rolled-back', from: 'canary', since: day(2), why: 'errors' } },
    now: day(4),
  },
  {
    name: 'once live that stage is judged, and others when asked for',
    criteria: ['Error rate < 5%'],
    periods: [ended, { ...moderate, until: day(9) }, { stage: 'go-live', share: 100, from: day(9), until: undefined }],
    readings: [
      [1, 'Error rate', '12/1300'],
      [10, 'Error rate', '120/1300'],
    ],
    rest: { position: { at: 'live', stage: 'go-live', since: day(9), by: 'product-manager' } },
    now: day(11),
  },
  {
    name: 'a stage that is over is judged by what was read in it',
    criteria: ['Error rate < 5%', 'Calls ≥ 5'],
    periods: [ended, moderate],
    readings: [
      [1, 'Error rate', '12/1300'],
      [1, 'Calls', '3'],
      [3, 'Error rate', '120/1300'],
    ],
    stage: 'canary',
    now: day(4),
  },
  {
    name: 'numbers from before the stage only, of two names of the metric',
    criteria: ['Error rate < 5%', 'Completion rate > 50%'],
    periods: [ended, moderate],
    readings: [
      [0.5, 'Error rate', '12/1300'],
      [1, 'Error rates', '13/1400'],
      [0.7, 'Error rate of the form', '14/1300'],
      [1.5, 'Completion rate', '10/20'],
    ],
    now: day(4),
  },
  {
    name: 'nothing at all, before the plan has begun',
    criteria: ['Error rate < 5%', 'Clicks > xx%', 'Page views'],
    periods: [],
    readings: [[1, 'Page views', '300']],
    now: day(1),
  },
  {
    name: 'after a rollback to the first stage the one that was left is judged',
    criteria: ['Error rate < 5%'],
    periods: [ended, { ...moderate, until: day(4) }],
    readings: [
      [1, 'Error rate', '12/1300'],
      [3, 'Error rate', '120/1300'],
    ],
    rest: {
      position: { at: 'rolled-back', from: 'moderate', since: day(4), why: 'errors' },
      failed: ['error-rate'],
    },
    now: day(5),
  },
  {
    name: 'a criterion that failed in this stage is of no consequence to another one',
    criteria: ['Error rate < 5%'],
    periods: [ended, moderate],
    readings: [
      [1, 'Error rate', '12/1300'],
      [3, 'Error rate', '12/1300'],
    ],
    rest: { failed: ['error-rate'] },
    stage: 'canary',
    now: day(5),
  },
  {
    name: 'counts of nothing in percent, counts in a time, and numbers that are no counts',
    criteria: [
      'Loss rate: 0%',
      'Fault rate <= 0%',
      'Error rate = 3%',
      'Calls < 2 per day',
      'Rating > 4.5',
      'Cost = $3',
    ],
    periods: [canary],
    readings: [
      [0.5, 'Loss rate', '0/80'],
      [0.5, 'Fault rate', '1/80'],
      [0.5, 'Error rate', '30/1000'],
      [0.5, 'Calls', '1'],
      [0.5, 'Rating', '4.7'],
      [0.5, 'Cost', '$3'],
    ],
    now: day(0.6),
  },
  {
    name: 'exactly so much: below it, above it, and around it; of shares and of events per time',
    criteria: [
      'Completion rate = 60%',
      'Open rate = 60%',
      'Exit rate = 60%',
      'Errors = 12 per day',
      'Alerts = 90 per day',
    ],
    periods: [canary],
    readings: [
      [1, 'Completion rate', '60/100'],
      [1, 'Open rate', '300/1000'],
      [1, 'Exit rate', '900/1000'],
      [1, 'Errors', '13 errors in 24 hours'],
      [1, 'Alerts', '13 alerts in 24 hours'],
    ],
    now: day(2),
  },
  {
    name: 'plain changes where the bar is that the target is shown: none at all, and just so much',
    criteria: [
      'Completion Δ > 0 pp',
      'Orders Δ >= 0 pp',
      'Errors Δ < 0 pp',
      'Faults Δ <= 0 pp',
      'Load time Δ < -10%',
      'Wait Δ <= -10%',
      'Visits Δ > 10%',
      'Clicks Δ >= 10%',
      'Logins ±10%',
      'Alerts stay stable',
      'Sales increase',
    ],
    periods: [canary],
    stages: withCanary({ bar: 'shown' }),
    readings: ['Completion', 'Orders', 'Errors', 'Faults', 'Alerts', 'Sales']
      .map((metric): Told => [1, metric, '60/100', { vs: '600/1000' }])
      .concat([
        [1, 'Load time', '90 s', { vs: '100 s' }],
        [1, 'Wait', '90 s', { vs: '100 s' }],
        [1, 'Visits', '110', { vs: '100' }],
        [1, 'Clicks', '110', { vs: '100' }],
        [1, 'Logins', '110', { vs: '100' }],
      ]),
    now: day(2),
  },
  {
    name: 'directions: up, down, not up, not down, stable; against a baseline, and against a control group that nobody counted',
    criteria: [
      'Bookings increase',
      'Calls decrease',
      'No increase in errors',
      'No decrease in visits',
      'Errors remain stable',
      'Logins remain stable',
      'No increase in faults vs control',
    ],
    periods: [canary],
    stages: withCanary({ bar: 'proven' }),
    readings: [
      ...['bookings', 'calls', 'errors', 'visits', 'logins', 'faults'].map(
        (metric): Told => [-9, metric, '500/1000', { kind: 'baseline' }],
      ),
      [1, 'bookings', '700/1000'],
      [1, 'calls', '700/1000'],
      [1, 'errors', '300/1000'],
      [1, 'visits', '700/1000'],
      [1, 'logins', '700/1000'],
      [1, 'faults', '3/1000'],
    ],
    now: day(2),
  },
  {
    name: 'totals at the very moment of the change of share, told apart by the share they carry',
    criteria: ['Completion Δ > 0 pp'],
    periods: ramp,
    readings: [
      [1, 'Completion', '61/100', { vs: '500/900', share: 20 }],
      [1, 'Completion', '60/90', { vs: '480/880', share: 10 }],
      [1.5, 'Completion', '180/300', { vs: '980/1700' }],
      [2.5, 'Completion', '420/700', { vs: '1300/2300' }],
    ],
    now: day(3),
  },
  {
    name: 'totals that did not grow after the share was raised',
    criteria: ['Completion Δ > 0 pp', 'Visits < 90%'],
    periods: shares('canary', [0, 10], [1, 20]),
    readings: [
      [0.5, 'Completion', '60/100', { vs: '500/900' }],
      [1.5, 'Completion', '60/100', { vs: '700/1300' }],
      [0.5, 'Visits', '60/100'],
      [1.5, 'Visits', '50/200'],
    ],
    now: day(2),
  },
  {
    name: 'totals that began anew: more hits than people since then, fewer hits',
    criteria: ['Completion Δ > 0 pp', 'Visits Δ > 0 pp'],
    periods: shares('canary', [0, 10], [1, 20]),
    readings: [
      [0.5, 'Completion', '10/1000', { vs: '500/9000' }],
      [1.5, 'Completion', '900/1010', { vs: '700/13000' }],
      [0.5, 'Visits', '600/1000', { vs: '500/9000' }],
      [1.5, 'Visits', '500/2000', { vs: '700/17000' }],
    ],
    now: day(2),
  },
  {
    name: 'days that are guessed because only the hits fall; days after a total are believed to be totals',
    criteria: ['Error rate < 5%', 'Fault rate < 5%'],
    periods: [canary],
    readings: [
      [0.1, 'Error rate', '3/100'],
      [1.1, 'Error rate', '2/150'],
      [0.1, 'Fault rate', '3/100', { as: 'total' }],
      [1.1, 'Fault rate', '2/150', { as: 'daily' }],
    ],
    now: day(2),
  },
  {
    name: 'events against none, none against events, and against a time that nobody counted',
    criteria: ['Errors Δ < +10%', 'Alerts Δ < +10%', 'Faults Δ < +10%', 'Crashes Δ < 5 pp'],
    periods: [canary],
    readings: [
      [1, 'Errors', '3 errors in 24 hours', { vs: '0 errors in 9 days' }],
      [1, 'Alerts', '0 alerts in 24 hours', { vs: '9 alerts in 9 days' }],
      [1, 'Faults', '3 faults in 24 hours', { vs: '9' }],
      [1, 'Crashes', '3 crashes in 24 hours', { vs: '9 crashes in 9 days' }],
    ],
    now: day(2),
  },
  {
    name: 'means in percent, and against a plain number',
    criteria: ['Load Δ < 0 pp (margin 1 pp)', 'Wait Δ < 0 s (margin 1 s)', 'Time < 45 s'],
    periods: [canary],
    readings: [
      [1, 'Load', '42 % (sd 10, n=340)', { vs: '43 % (sd 12, n=2000)' }],
      [1, 'Wait', '42 s (sd 10, n=340)', { vs: '43 s' }],
      [1, 'Time', '42 s (sd 10, n=2)'],
    ],
    now: day(2),
  },
  {
    name: 'one metric on two devices, each with its own numbers',
    criteria: ['Error rate below 5% on mobile and below 8% on desktop'],
    periods: [canary],
    readings: [
      [1, 'Error rate on mobile', '12/1300'],
      [1, 'Error rate on desktop', '300/1300'],
    ],
    now: day(2),
  },
  {
    name: 'a split is read from the criterion with most people in both arms, and not where one arm is nearly empty',
    criteria: ['Error rate < 5%', 'Completion Δ > 0 pp', 'Visits Δ > 0 pp'],
    periods: [canary],
    readings: [
      [1, 'Error rate', '50/9000'],
      [1, 'Completion', '1200/2000', { vs: '5400/9000' }],
      [1, 'Visits', '60/100', { vs: '540/900' }],
    ],
    now: day(2),
  },
  {
    name: 'a split of few people is not read',
    criteria: ['Completion Δ > 0 pp'],
    periods: [canary],
    readings: [[1, 'Completion', '2/3', { vs: '15/29' }]],
    now: day(2),
  },
  {
    name: 'a split that is surely off, but by next to nothing',
    criteria: ['Completion Δ > 0 pp'],
    periods: [canary],
    readings: [[1, 'Completion', '500000/1040000', { vs: '4500000/8960000' }]],
    now: day(2),
  },
  {
    name: 'a split where everybody has the change, or nobody',
    criteria: ['Completion Δ > 0 pp'],
    periods: shares('canary', [0, 0], [1, 100]),
    readings: [
      [0.5, 'Completion', '600/1000', { vs: '50/90' }],
      [1.5, 'Completion', '1200/2000', { vs: '70/120' }],
    ],
    now: day(2),
  },
  {
    name: 'a sample at the highest share that is allowed',
    criteria: ['Completion rate > 50%, n ≥ 600', 'Orders Δ > 0 pp, n ≥ 700'],
    periods: shares('moderate', [0, 60]),
    readings: [
      [1, 'Completion rate', '90/150'],
      [1, 'Orders', '90/150', { vs: '60/100' }],
    ],
    now: day(1),
  },
  {
    name: 'a sample beside a control group, which a share above 60% does not bring sooner',
    criteria: ['Orders Δ > 0 pp, n ≥ 7000'],
    periods: shares('canary', [0, 20]),
    stages: withCanary({ share: [20, 90], days: undefined }),
    readings: [[1, 'Orders', '90/150', { vs: '360/600' }]],
    now: day(1),
  },
  {
    name: 'a sample in a stage without a share, and with nobody yet',
    criteria: ['Orders > 50%, n ≥ 700', 'Load < 2 s, n ≥ 100'],
    periods: [{ ...canary, share: undefined }],
    readings: [
      [1, 'Orders', '90/150'],
      [1, 'Load', '1 s'],
    ],
    now: day(1),
  },
  {
    name: "the plan's own roles, however they are written",
    criteria: ['Error rate < 5%'],
    periods: [ended, moderate],
    readings: [[3, 'Error rate', '12/1300']],
    roles: ['Product-Owner', 'Q.A.', 'Legal'],
    rest: {
      signOffs: (['product owner', 'q a', 'LEGAL'] as const).map((role, i) => ({
        role,
        answer: i === 2 ? 'no-go' : 'go',
        text: undefined,
        by: 'tester',
        at: day(3),
        url: '',
      })),
    },
    now: day(10),
  },
  {
    name: 'everything that holds a release at once',
    criteria: [
      'Error rate < 5%',
      'Clicks > xx%',
      'All claims are matched',
      'Completion Δ > 0 pp (margin 1 pp)',
      'Visits < 5%',
    ],
    periods: [{ ...moderate, from: day(0) }],
    readings: [
      [1, 'Error rate', '90/150'],
      [1, 'Completion', '480/1000', { vs: '5000/9000' }],
    ],
    rest: { signOffs: [{ role: 'QA', answer: 'go', text: undefined, by: 'tester', at: day(1), url: '' }] },
    given: {
      freeze: [{ from: '2021-03-02', to: '2021-03-05', why: 'deploys are frozen' }],
      roles: ['QA', 'Product owner'].map((role) => ({ role, logins: [], teams: [] })),
    },
    now: day(2),
  },
];
