/** What the functions give where a table or a program stops: nobody, everybody, never and always. */
import { describe, expect, it } from 'vitest';
import { betaQuantile, betaTails } from '../../../src/core/statistics/beta-distribution.ts';
import { clopperPearson } from '../../../src/core/statistics/clopper-pearson.ts';
import {
  garwood,
  rateJeffreys,
  rateRatioExact,
  rateRatioMidP,
  rateRatioScore,
  rateScore,
} from '../../../src/core/statistics/event-rate.ts';
import { chiSquareQuantile, gammaQuantile, gammaTails } from '../../../src/core/statistics/gamma-distribution.ts';
import { alwaysValidP } from '../../../src/core/statistics/look-plan.ts';
import { benjaminiHochberg, holm } from '../../../src/core/statistics/multiple-testing.ts';
import { pooledZ } from '../../../src/core/statistics/newcombe.ts';
import { normalCdf, normalQuantile } from '../../../src/core/statistics/normal-distribution.ts';
import { guardedKoopman, koopman } from '../../../src/core/statistics/risk-ratio.ts';
import { findRoot } from '../../../src/core/statistics/root.ts';
import { detectableDrop, sampleForMeans, sampleForProportions } from '../../../src/core/statistics/sample-size.ts';
import { sequentialSplit, splitP } from '../../../src/core/statistics/split-check.ts';
import { stratifiedDifference, stratifiedInterval, stratifiedRatio } from '../../../src/core/statistics/stratified.ts';
import { studentQuantile, studentUpper } from '../../../src/core/statistics/student-t-distribution.ts';
import { guardedWilson, wilson, wilsonCorrected } from '../../../src/core/statistics/wilson.ts';

const all = Number.POSITIVE_INFINITY;

describe('at the ends', () => {
  it.each([
    ['normal distribution, nowhere yet', normalCdf(-all), 0],
    ['normal distribution, everything', normalCdf(all), 1],
    ['normal distribution, half', normalCdf(0), 0.5],
    ['normal distribution of no number', normalCdf(Number.NaN), Number.NaN],
    ['normal quantile of 0', normalQuantile(0), -all],
    ['normal quantile of 1', normalQuantile(1), all],
    ['normal quantile of ½', normalQuantile(0.5), 0],
    ['normal quantile below 0', normalQuantile(-0.1), Number.NaN],
    ['normal quantile above 1', normalQuantile(1.1), Number.NaN],
    ["Student's quantile of ½", studentQuantile(0.5, 7), 0],
    ["Student's tail at 0", studentUpper(0, 7), 0.5],
    ['beta quantile of 0', betaQuantile(0, 3, 4), 0],
    ['beta quantile of 1', betaQuantile(1, 3, 4), 1],
    ['gamma quantile of 0', gammaQuantile(0, 3), 0],
    ['gamma quantile of 1', gammaQuantile(1, 3), all],
    ['chi-square quantile of 0', chiSquareQuantile(0, 30), 0],
    ['z of two arms in which nobody was hit', pooledZ({ hits: 0, n: 10 }, { hits: 0, n: 20 }), 0],
    ['z of two arms in which everybody was hit', pooledZ({ hits: 10, n: 10 }, { hits: 20, n: 20 }), 0],
    ['split of nobody', splitP([0, 0], [1, 1]), 1],
    ['split into one group', splitP([7], [1]), 1],
    ['split of which one group was never planned', splitP([7, 0], [1, 0]), 1],
    ['split of nobody, looked at daily', sequentialSplit([0, 0], [0.5, 0.5], [1, 1]), 0],
  ])('%s', (_description, actual, expected) => {
    // 0 and -0 are the same here.
    expect(actual === 0 ? 0 : actual).toBe(expected);
  });

  it.each([
    [0.5, 0.5],
    [3, 40],
    [40, 3],
    [30, 40],
  ])('the tails of beta(%d, %d) and gamma are all or nothing', (a, b) => {
    expect(betaTails(a, b, 0)).toEqual({ lower: 0, upper: 1 });
    expect(betaTails(a, b, 1)).toEqual({ lower: 1, upper: 0 });
    expect(gammaTails(a, 0)).toEqual({ lower: 0, upper: 1 });
    expect(gammaTails(a, all)).toEqual({ lower: 1, upper: 0 });
  });

  it.each([0.9, 1.96, 2.2414, 3.0853])(
    'intervals begin at 0 where nobody was hit, and end at 1 where everybody was (c = %d)',
    (c) => {
      for (const n of [1, 3, 7, 49, 1301]) {
        for (const interval of [wilson, wilsonCorrected]) {
          expect(interval({ hits: 0, n }, c).lower).toBe(0);
          expect(interval({ hits: n, n }, c).upper).toBe(1);
        }
        expect(guardedWilson({ hits: n, n }, c, 0.05).upper).toBe(1);
        expect(clopperPearson({ hits: n, n }, 0.05).upper).toBe(1);
        expect(rateScore({ events: 0, exposure: n }, c).lower).toBe(0);
        expect(rateJeffreys({ events: 0, exposure: n }, 0.05).lower).toBe(0);
        expect(garwood({ events: 0, exposure: n }, 0.05).lower).toBe(0);
      }
    },
  );

  it('ratios reach from nothing to everything where both are nothing', () => {
    const everything = { lower: 0, upper: all };
    expect(koopman({ hits: 0, n: 10 }, { hits: 0, n: 20 }, 1.96)).toEqual(everything);
    expect(guardedKoopman({ hits: 0, n: 10 }, { hits: 0, n: 20 }, 1.96, 0.05)).toEqual(everything);
    const [ours, theirs] = [
      { events: 3, exposure: 10 },
      { events: 0, exposure: 20 },
    ];
    expect(rateRatioScore(ours, theirs, 1.96).upper).toBe(all);
    expect(rateRatioExact(ours, theirs, 0.05).upper).toBe(all);
    expect(rateRatioScore(theirs, ours, 1.96).lower).toBe(0);
  });

  it.each([
    [3, 40],
    [20, 20],
    [400, 9000],
  ])('a ratio of nothing to %d of %d turns over when the arms are swapped', (hits, n) => {
    const [none, some] = [
      { hits: 0, n: 30 },
      { hits, n },
    ];
    const [ours, theirs] = [koopman(none, some, 1.96), koopman(some, none, 1.96)];

    expect(ours.lower).toBe(0);
    expect(theirs.upper).toBe(all);
    expect(ours.upper * theirs.lower).toBeCloseTo(1, 9);
    expect(ours.upper).toBeGreaterThan(0);
  });

  it.each([
    ['nobody with the change', 0, 100],
    ['nobody without it', 100, 0],
  ])('no drop is large enough to show with %s', (_description, treated, control) => {
    expect(detectableDrop(0.6, treated, control, 0.05, 0.8)).toBeUndefined();
  });

  it('a list without p-values has none adjusted', () => {
    expect([...holm([]), ...benjaminiHochberg([])]).toEqual([]);
  });
});

describe('by their formulas, computed elsewhere', () => {
  const unequal = { alpha: 0.05, power: 0.8, ratio: 9 };
  it.each([
    ['people in an arm of a tenth of all', sampleForProportions(0.65, 0.6, unequal), 822.8410635985958],
    ['people in an arm of a quarter, for a mean', sampleForMeans(0.5, 4, { ...unequal, ratio: 3 }), 167.4427676661138],
    ['p-value at any look', alwaysValidP(2, 1000, 500, 0.05), 0.6258618022543226],
    ['p-value at any look, farther out', alwaysValidP(3, 1000, 500, 0.05), 0.05957889248313889],
    ['split that was thought to be likely', sequentialSplit([60, 40], [0.5, 0.5], [2, 3]), 0.05196462031244664],
    ['split of which one arm is empty', sequentialSplit([0, 40], [0.5, 0.5], [1, 1]), 24.0123151556935],
    ['split in which nobody was to be in an arm', sequentialSplit([3, 0], [1, 0], [1, 1]), -Math.log(4)],
    ['split by weights that do not add up to 1', splitP([60, 40], [3, 3]), 0.04550026389635842],
    [
      'mid-p value without any event',
      rateRatioMidP({ events: 0, exposure: 10 }, { events: 7, exposure: 40 }),
      0.8951424,
    ],
  ])('%s', (_description, actual, expected) => {
    expect(actual).toBeCloseTo(expected, 10);
  });

  it('periods are weighted by the people in both arms', () => {
    const strata = [
      { treated: { hits: 6, n: 10 }, control: { hits: 45, n: 90 } },
      { treated: { hits: 300, n: 500 }, control: { hits: 350, n: 500 } },
    ];
    const interval = stratifiedInterval(strata, () => ({ lower: -0.2, upper: 0.2 }));

    // Weights 9 and 250.
    expect(stratifiedDifference(strata)).toBeCloseTo((9 * 0.1 - 250 * 0.1) / 259, 12);
    expect(interval.lower).toBeCloseTo((9 * 0.1 - 250 * 0.1) / 259 - Math.hypot(9 * 0.3, 250 * 0.1) / 259, 12);
    expect(interval.upper).toBeCloseTo((9 * 0.1 - 250 * 0.1) / 259 + Math.hypot(9 * 0.1, 250 * 0.3) / 259, 12);
  });

  it.each([
    ['with the change', 0, 90],
    ['without it', 6, 0],
  ])('half a hit is added everywhere where nobody was hit %s', (_description, ours, theirs) => {
    const strata = [10, 20].map((n) => ({ treated: { hits: ours, n }, control: { hits: theirs, n: 10 * n } }));
    const half = strata.map(({ treated, control }) => ({
      treated: { hits: treated.hits + 0.5, n: treated.n + 0.5 },
      control: { hits: control.hits + 0.5, n: control.n + 0.5 },
    }));

    expect(stratifiedRatio(strata, 1.96)).toEqual(stratifiedRatio(half, 1.96));
  });
});

describe('a root', () => {
  const square = (x: number): number => x * x - 2;
  const count = (value: (x: number) => number) => {
    const asked: number[] = [];
    return { asked, value: (x: number) => value(asked.push(x) > 0 ? x : 0) };
  };

  it.each([
    ['by the slope in few steps', (x: number) => 2 * x, 1, 8],
    ['from outside of the bracket', (x: number) => 2 * x, 100, 10],
    ['by halving where the slope leads nowhere', () => 0, 1, 60],
    ['by halving where the slope leads out of the bracket', () => 1e-9, 1, 60],
  ])('is found %s', (_description, slope, start, most) => {
    const { asked, value } = count(square);

    expect(findRoot(value, slope, { low: 0, high: 4, start })).toBeCloseTo(Math.SQRT2, 14);
    expect(asked.length).toBeLessThanOrEqual(most);
    expect(Math.max(...asked)).toBeLessThanOrEqual(4);
    expect(Math.min(...asked)).toBeGreaterThanOrEqual(0);
  });

  it('is taken as it is where the start is one', () => {
    const { asked, value } = count((x) => x - 1);

    expect(findRoot(value, () => 1, { low: 0, high: 4, start: 1 })).toBe(1);
    expect(asked).toEqual([1]);
  });

  it('is the end of the bracket where the function is on one side of 0 all over it', () => {
    expect(
      findRoot(
        (x) => x - 9,
        () => 1,
        { low: 0, high: 4, start: 1 },
      ),
    ).toBeCloseTo(4, 12);
    expect(
      findRoot(
        (x) => x + 9,
        () => 1,
        { low: 1, high: 4, start: 2 },
      ),
    ).toBeCloseTo(1, 12);
  });
});
