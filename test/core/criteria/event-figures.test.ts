import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../src/core/criteria/evaluate.ts';
import { eventInterval, rateUnitOf } from '../../../src/core/criteria/event-figures.ts';
import { readCriterion } from '../../../src/core/criteria/read-criterion.ts';
import type { Verdict } from '../../../src/core/criteria/verdict.ts';
import { readQuantity } from '../../../src/core/parsing/read-quantity.ts';
import type { Figure, Reading } from '../../../src/core/readings/reading.ts';
import { plainLine } from '../../../src/views/plain-line.ts';
import { createRenderer } from '../../../src/views/render.ts';
import { seededChance } from '../statistics/chance.ts';
import { canary, day, reading, rollout, settings } from './releases.ts';

function figure(text: string): Figure {
  const read = readQuantity(text);
  if (read.kind === 'none') throw new Error(read.why);
  return read.figure;
}

function events(metric: string, text: string, days: number, vs?: string): Reading {
  const given = vs === undefined ? {} : { control: figure(vs) };
  return { ...reading(metric, '0', days), figure: figure(text), ...given };
}

function evaluateOne(criterion: string, ...readings: readonly Reading[]) {
  return evaluate({ rollout: rollout([criterion], [canary]), readings, settings, now: day(2) });
}

function judgeOne(criterion: string, ...readings: readonly Reading[]): Verdict {
  const [verdict] = evaluateOne(criterion, ...readings).verdicts;
  if (verdict === undefined) throw new Error('no verdict');
  return verdict;
}

/** Poisson, by multiplying chances (Knuth). */
function drawEvents(chance: () => number, expected: number): number {
  const stop = Math.exp(-expected);
  let events = 0;
  for (let product = chance(); product > stop; product *= chance()) events += 1;
  return events;
}

describe('rates of events', () => {
  it.each([
    ['Errors < 1 per hour', { name: 'per hour', hours: 1 }],
    ['errors < 10 each day', { name: 'per day', hours: 24 }],
    ['Gateway errors ≤ 2 per 10 minutes', { name: 'per 10 minutes', hours: 1 / 6 }],
    ['Errors per hour < 2', { name: 'per hour', hours: 1 }],
    ['Errors < 2', undefined],
    ['Errors < 2 in any 10 minute period', undefined],
  ])('have the unit of "%s"', (text, expected) => {
    const [criterion] = readCriterion(text);
    const unit = criterion && rateUnitOf(criterion);

    expect(unit?.name).toBe(expected?.name);
    if (expected) expect(unit?.hours).toBeCloseTo(expected.hours, 10);
  });

  it("have Garwood's interval or the wider score interval at one look", () => {
    // DescTools::PoissonCI(15, 400): exact 0.0209885 to 0.0618505, score 0.0227265 to 0.0618772.
    const { interval } = eventInterval({ events: 15, exposure: 400 }, { kind: 'once' }, 0.05);

    expect(interval.lower).toBeCloseTo(0.0209885, 6);
    expect(interval.upper).toBeCloseTo(0.0618772, 6);
  });

  it.each([0.05, 0.3, 1, 5, 20])('hold the true rate at every one of 14 looks, with %f events a day', (perDay) => {
    const chance = seededChance(7);
    const releases = 1500;
    let missed = 0;
    for (let release = 0; release < releases; release += 1) {
      let sum = 0;
      for (let today = 1; today <= 14; today += 1) {
        sum += drawEvents(chance, perDay);
        const looks = { kind: 'daily', tightestAt: 7 * 24 } as const;
        const { lower, upper } = eventInterval({ events: sum, exposure: 24 * today }, looks, 0.05).interval;
        if (lower * 24 <= perDay && perDay <= upper * 24) continue;
        missed += 1;
        break;
      }
    }

    expect(missed / releases).toBeLessThan(0.05);
  });

  it.each([
    ['clearly fewer', '3 errors in 48 hours', 'PASS', 'met'],
    ['clearly more', '200 errors in 2 days', 'FAIL', 'not-met'],
    ['too short to say', '3 errors in 12 hours', 'INCONCLUSIVE', 'not-shown'],
    ['none, too short to say', 'zero errors in 2 hours', 'INCONCLUSIVE', 'not-shown'],
    ['a number without a time', '0.2', 'PASS', 'met-plain'],
  ])('are held against a number per hour: %s', (_description, text, result, why) => {
    expect(judgeOne('Errors < 1 per hour', events('Errors', text, 1))).toMatchObject({ result, why });
  });

  it('are shown in the unit of the criterion', () => {
    const { verdicts, recommendation } = evaluateOne(
      'Errors < 10 per day',
      events('Errors', '6 errors in 48 hours', 1),
    );
    const text = createRenderer().render(
      { view: 'what-if', model: { verdicts, recommendation } },
      { links: {}, zone: 'UTC' },
    );

    expect(plainLine(text)).toMatch(
      /^Errors: 3 per day \(interval 0\.\d+ per day to \d+\.\d+ per day\), target < 10 per day -> /,
    );
  });

  it.each([
    ['fewer', '10 errors in 48 hours', '900 errors in 48 hours', 'PASS'],
    ['more', '60 errors in 48 hours', '20 errors in 48 hours', 'FAIL'],
    ['as many in half the time', '40 errors in 24 hours', '20 errors in 48 hours', 'FAIL'],
    ['none in either group', '0 errors in 48 hours', '0 errors in 48 hours', 'INCONCLUSIVE'],
  ])('are compared with the control group by their ratio: %s', (_description, text, vs, result) => {
    expect(judgeOne('No increase in errors [guardrail]', events('errors', text, 1, vs))).toMatchObject({
      result,
      method: 'event-ratio',
      changeUnit: '%',
      unit: 'per hour',
    });
  });

  it('of different times are not compared as plain numbers', () => {
    expect(
      judgeOne('Errors Δ < 5 pp', events('Errors', '40 errors in 24 hours', 1, '20 errors in 48 hours')),
    ).toMatchObject({
      result: 'ERROR',
      why: 'unit-mismatch',
    });
  });

  it('are counts where a count of the whole stage is wanted', () => {
    expect(judgeOne('Errors < 5', events('Errors', '6 errors in 24 hours', 0.5))).toMatchObject({
      result: 'FAIL',
      why: 'limit-reached',
    });
  });
});
