import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../src/core/criteria/evaluate.ts';
import type { Figure, Reading } from '../../../src/core/readings/reading.ts';
import type { Period } from '../../../src/core/rollout.ts';
import { plainLine } from '../../../src/views/plain-line.ts';
import { createRenderer } from '../../../src/views/render.ts';
import { canary, day, figure, reading, rollout, settings } from './releases.ts';

const renderer = createRenderer();
const good = reading('Support desk errors', '12/1300', 3);
const goodCriterion = 'Support desk errors < 5%';
const periods: readonly Period[] = [
  { ...canary, until: day(2) },
  { stage: 'moderate', share: 30, from: day(2), until: undefined },
];

const of = (change: Partial<Figure>): Figure => ({ ...figure('12/1300'), ...change });
const rate = (change: Partial<Figure> | string, rest: Partial<Reading> = {}): Reading => {
  const own = typeof change === 'string' ? figure(change) : of(change);
  return { ...reading('Rate', '1/2', 3), figure: own, ...rest };
};
const nothing = { hits: undefined, n: undefined };

interface Bad {
  readonly criterion?: string;
  readonly readings: readonly Reading[];
  readonly result: 'ERROR' | 'INSUFFICIENT';
  readonly why: string;
  /** The reading whose comment is linked; the first one by default. */
  readonly linked?: number;
}

const earlier = { ...rate('12/1300'), at: day(1), stage: 'canary' };
const cases: readonly (readonly [description: string, bad: Bad])[] = [
  ['more hits than people', { readings: [rate('19/15')], result: 'ERROR', why: 'impossible count 19 of 15' }],
  ['hits of nobody', { readings: [rate('3/0')], result: 'ERROR', why: 'impossible count 3 of 0' }],
  ['a negative count', { readings: [rate('-1/15')], result: 'ERROR', why: 'impossible count -1 of 15' }],
  ['half a hit', { readings: [rate('1.5/15')], result: 'ERROR', why: 'impossible count 1.5 of 15' }],
  ['no end of people', { readings: [rate({ n: Number.POSITIVE_INFINITY })], result: 'ERROR', why: 'impossible count' }],
  ['no number of hits', { readings: [rate({ hits: Number.NaN })], result: 'ERROR', why: 'impossible count' }],
  ['hits without people', { readings: [rate({ n: undefined })], result: 'ERROR', why: 'impossible count 12 of ?' }],
  [
    'people without hits',
    { readings: [rate({ hits: undefined })], result: 'ERROR', why: 'impossible count ? of 1300' },
  ],
  ['not a number', { readings: [rate({ ...nothing, value: Number.NaN })], result: 'ERROR', why: 'impossible value' }],
  [
    'an infinite value',
    { readings: [rate({ ...nothing, value: Number.NEGATIVE_INFINITY })], result: 'ERROR', why: 'impossible value' },
  ],
  [
    'no value at all',
    {
      readings: [rate({ ...nothing, value: undefined })],
      result: 'ERROR',
      why: 'the unit is not that of the plan (%)',
    },
  ],
  ['seconds for percent', { readings: [rate('4 s')], result: 'ERROR', why: 'the unit is not that of the plan (%)' }],
  ['a count for percent', { readings: [rate('4')], result: 'ERROR', why: 'the unit is not that of the plan (%)' }],
  [
    'another unit after a good number',
    { readings: [rate('4 %', { at: day(2.5) }), rate('4 s')], result: 'ERROR', why: 'the unit is not that', linked: 1 },
  ],
  ['nobody yet', { readings: [rate('0/0')], result: 'INSUFFICIENT', why: 'no numbers recorded yet' }],
  ['no reading', { readings: [], result: 'INSUFFICIENT', why: 'no numbers recorded yet' }],
  ['another stage', { readings: [earlier], result: 'INSUFFICIENT', why: 'no numbers from this stage yet' }],
  [
    'a day that cannot be, among separate days',
    {
      readings: [rate('9/5', { as: 'daily', at: day(2.2) }), rate('3/500', { as: 'daily' })],
      result: 'ERROR',
      why: 'impossible count 9 of 5',
    },
  ],
  [
    'a control group that cannot be, said before',
    {
      criterion: 'Rate Δ < 0 pp',
      readings: [{ ...rate('9/5', { at: day(2.2) }), metric: 'Rate control' }, rate('30/3000')],
      result: 'ERROR',
      why: 'impossible count 9 of 5',
    },
  ],
  [
    'a control group of nobody',
    {
      criterion: 'Rate Δ < 0 pp',
      readings: [rate('3/10', { control: figure('0/0') })],
      result: 'ERROR',
      why: 'nothing to compare with',
    },
  ],
  [
    'a baseline that cannot be',
    {
      criterion: 'Rate Δ < 0 pp',
      readings: [rate('9/5', { kind: 'baseline', at: day(-5) }), rate('30/3000')],
      result: 'ERROR',
      why: 'impossible count 9 of 5',
    },
  ],
  [
    'a control group in another unit',
    {
      criterion: 'Rate Δ < 0 pp',
      readings: [rate('3 %', { control: figure('4 s') })],
      result: 'ERROR',
      why: 'the unit is not that of the plan (pp)',
    },
  ],
  [
    'a mean without an end to its spread',
    {
      criterion: 'Rate < 45 s',
      readings: [rate({ ...nothing, value: 42, unit: 's', n: 10, sd: Number.POSITIVE_INFINITY })],
      result: 'ERROR',
      why: 'impossible value 42 s',
    },
  ],
  [
    'events in no time',
    {
      criterion: 'Rate < 1 per hour',
      readings: [rate({ ...nothing, value: 3, unit: 'count', exposure: 0 })],
      result: 'ERROR',
      why: 'impossible value 3',
    },
  ],
  [
    'a placeholder in the plan',
    {
      criterion: 'Rate < xx%',
      readings: [rate('12/1300')],
      result: 'ERROR',
      why: 'no readable target in "Rate < xx%"',
    },
  ],
];

describe('numbers that cannot be judged', () => {
  it.each(cases)('are told with the reason and the comment, and stop no other criterion: %s', (_description, bad) => {
    const { criterion = 'Rate < 5%', readings, result, why, linked = 0 } = bad;
    const one = rollout([criterion, goodCriterion], periods);
    const { verdicts, recommendation } = evaluate({
      rollout: one,
      readings: [...readings, good],
      settings,
      now: day(4),
    });
    const [verdict, other] = verdicts;
    const model = {
      ...{ stage: undefined, share: undefined, day: undefined, before: undefined, next: [], explain: false },
      ...{ verdicts, recommendation },
    };
    const text = renderer.render({ view: 'verdicts', model }, { links: {}, zone: 'UTC' });
    const line = text.split('\n').find((found) => found.startsWith('- Rate')) ?? '';

    expect(verdict?.result).toBe(result);
    expect(plainLine(line)).toContain(why);
    const source = readings[linked]?.source.url;
    if (source !== undefined && verdict?.why !== 'no-reading') expect(line).toContain(`<${source}>`);
    expect(other?.result).toBe('PASS');
    expect(recommendation.result).toBe('HOLD');
  });
});
