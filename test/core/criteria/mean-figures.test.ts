import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../src/core/criteria/evaluate.ts';
import { gatherEvidence } from '../../../src/core/criteria/evidence.ts';
import type { JudgeContext } from '../../../src/core/criteria/judge-context.ts';
import { meanChange, meanInterval } from '../../../src/core/criteria/mean-figures.ts';
import { addTally } from '../../../src/core/criteria/tally.ts';
import type { Verdict } from '../../../src/core/criteria/verdict.ts';
import { readQuantity } from '../../../src/core/parsing/read-quantity.ts';
import type { Figure, Reading } from '../../../src/core/readings/reading.ts';
import { canary, day, reading, rollout, settings } from './releases.ts';

const oneLook: JudgeContext = {
  bar: 'safe',
  alpha: 0.05,
  looks: { kind: 'once' },
  treatedLooks: { kind: 'once' },
  hourLooks: { kind: 'once' },
  stageMin: undefined,
  stageUsers: undefined,
  windowOver: true,
  windowEnd: undefined,
};

function figure(text: string): Figure {
  const read = readQuantity(text);
  if (read.kind === 'none') throw new Error(read.why);
  return read.figure;
}

function means(metric: string, text: string, days: number, vs?: string): Reading {
  const given = vs === undefined ? {} : { control: figure(vs) };
  return { ...reading(metric, '0', days), figure: figure(text), ...given };
}

function judgeOne(criterion: string, ...readings: readonly Reading[]): Verdict {
  const [verdict] = evaluate({ rollout: rollout([criterion], [canary]), readings, settings, now: day(2) }).verdicts;
  if (verdict === undefined) throw new Error('no verdict');
  return verdict;
}

function compare(treated: string, control: string, scale: 'absolute' | 'relative') {
  const one = means('Time', treated, 1, control);
  const observation = { reading: one, at: one.at, period: 0, treated: one.figure, control: one.control };
  return meanChange(gatherEvidence(addTally(undefined, observation), undefined, undefined), scale, oneLook);
}

describe('means', () => {
  it("have Welch's interval at one look", () => {
    // R, ?t.test: t.test(extra ~ group, data = sleep).
    const found = compare('0.75 (sd 1.789010, n=10)', '2.33 (sd 2.002249, n=10)', 'absolute');

    expect(found?.change).toBeCloseTo(-1.58, 10);
    expect(found?.interval[0]).toBeCloseTo(-3.365483, 4);
    expect(found?.interval[1]).toBeCloseTo(0.205483, 4);
  });

  it('have the delta method for a relative change, and no interval where the baseline is too unsure', () => {
    // (44 − 40)/40 with se² = 100/400/40² + 81/500·44²/40⁴, and t = 1.9627 for 835 degrees of freedom.
    const found = compare('44 s (sd 10, n=400)', '40 s (sd 9, n=500)', 'relative');
    const half = 1.9627 * Math.sqrt(100 / 400 / 1600 + ((81 / 500) * 44 ** 2) / 40 ** 4);

    expect(found?.change).toBeCloseTo(10, 10);
    expect(found?.interval[0]).toBeCloseTo(100 * (0.1 - half), 1);
    expect(found?.interval[1]).toBeCloseTo(100 * (0.1 + half), 1);
    expect(compare('44 s (sd 10, n=400)', '40 s (sd 80, n=500)', 'relative')?.shown.interval).not.toBeUndefined();
    expect(compare('44 s (sd 10, n=400)', '40 s (sd 90, n=50)', 'relative')?.shown.interval).toBeUndefined();
  });

  it("have Student's interval alone at one look", () => {
    const { interval } = meanInterval({ mean: 42, sd: 10, n: 16 }, { kind: 'once' }, 0.05);

    expect(interval[0]).toBeCloseTo(42 - 2.13145 * 2.5, 4);
    expect(interval[1]).toBeCloseTo(42 + 2.13145 * 2.5, 4);
  });
});

describe('verdicts on means', () => {
  it.each([
    ['clearly below', 'mean 42.1 s (sd 10.2, n=340)', 'PASS', 'met'],
    ['clearly above', 'mean 52 s (sd 10.2, n=340)', 'FAIL', 'not-met'],
    ['near it', 'mean 44.5 s (sd 10.2, n=340)', 'INCONCLUSIVE', 'not-shown'],
    ['clearly below, in minutes', 'mean 0.7 min (sd 0.17, n=340)', 'PASS', 'met'],
    ['of one value', '42 s (sd 10, n=1)', 'PASS', 'met-plain'],
    ['of values that are all the same', '42 s (sd 0, n=10)', 'PASS', 'met-plain'],
    ['in another unit', 'mean 42% (sd 10, n=340)', 'ERROR', 'unit-mismatch'],
    ['of two and a half values', 'mean 42 s (sd 10, n=2.5)', 'ERROR', 'impossible-count'],
  ])('hold them against a target: %s', (_description, text, result, why) => {
    expect(judgeOne('Time to finish < 45 s', means('Time to finish', text, 1))).toMatchObject({ result, why });
  });

  it('ask for the sample first, unless harm is shown', () => {
    const criterion = 'Time to finish < 45 s, n ≥ 500';

    expect(judgeOne(criterion, means('Time to finish', '42 s (sd 10, n=340)', 1))).toMatchObject({
      result: 'INSUFFICIENT',
      people: 340,
    });
    expect(judgeOne(criterion, means('Time to finish', '52 s (sd 10, n=340)', 1)).result).toBe('FAIL');
  });

  it.each([
    ['not worse than the margin', 'mean 42.1 s (sd 10.2, n=340)', '44.0 s (sd 11, n=350)', 'PASS'],
    ['worse', 'mean 52 s (sd 10.2, n=340)', '44.0 s (sd 11, n=350)', 'FAIL'],
    ['open', 'mean 46 s (sd 10.2, n=40)', '44.0 s (sd 11, n=50)', 'INCONCLUSIVE'],
    ['against a baseline near nothing', 'mean 52 s (sd 10, n=40)', '1 s (sd 11, n=50)', 'INCONCLUSIVE'],
  ])('compare them with the control group: %s', (_description, text, vs, result) => {
    expect(judgeOne('Time to finish Δ < +10% vs control', means('Time to finish', text, 1, vs))).toMatchObject({
      result,
      method: 'mean-ratio',
      against: 'control',
      changeUnit: '%',
    });
  });

  it('compare them with a baseline, in the unit of the mean', () => {
    const before = { ...means('Time to finish', '44 s (sd 11, n=3500)', -9), kind: 'baseline' as const };
    const verdict = judgeOne('Time to finish Δ < 0', before, means('Time to finish', '38 s (sd 10, n=340)', 1));

    expect(verdict).toMatchObject({
      result: 'PASS',
      method: 'welch',
      against: 'baseline',
      changeUnit: 's',
      change: -6,
    });
  });

  it('take the newest, and compare a plain value as it is', () => {
    const old = means('Time to finish', '52 s (sd 10, n=340)', 0.5);

    expect(judgeOne('Time to finish < 45 s', old, means('Time to finish', '42 s (sd 10, n=640)', 1)).result).toBe(
      'PASS',
    );
    expect(judgeOne('Time to finish < 45 s', old, means('Time to finish', '42 s', 1)).why).toBe('met-plain');
  });

  it('are no counts, whatever they are means of', () => {
    expect(judgeOne('Support desk calls < 2', means('Support desk calls', '1 (sd 1, n=340)', 0.5))).toMatchObject({
      method: 'mean',
      result: 'PASS',
    });
  });
});
