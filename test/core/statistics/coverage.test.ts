import { describe, expect, it } from 'vitest';
import { meanInterval } from '../../../src/core/criteria/mean-figures.ts';
import { clopperPearson } from '../../../src/core/statistics/clopper-pearson.ts';
import { garwood } from '../../../src/core/statistics/event-rate.ts';
import type { Interval, Proportion } from '../../../src/core/statistics/interval.ts';
import { alwaysValid, multiplier } from '../../../src/core/statistics/look-plan.ts';
import { guardedNewcombe, newcombe } from '../../../src/core/statistics/newcombe.ts';
import { guardedKoopman, koopman } from '../../../src/core/statistics/risk-ratio.ts';
import { stratifiedInterval } from '../../../src/core/statistics/stratified.ts';
import { contrastInterval, welch } from '../../../src/core/statistics/welch.ts';
import { guardedWilson, wilson } from '../../../src/core/statistics/wilson.ts';
import { binomialProbabilities, drawBinomial, drawNormal, drawSample, sampleOf, seededChance } from './chance.ts';

const sizes = [5, 8, 15, 30, 50];
const rates = [0, 0.002, 0.005, 0.01, 0.02, 0.05, 0.3, 0.6, 0.98];
const z = 1.959963984540054;

/** Exact probability that the interval holds the true rate. */
function coverage(n: number, p: number, interval: (counts: Proportion) => Interval): number {
  let sum = 0;
  for (const [hits, probability] of binomialProbabilities(n, p).entries()) {
    const { lower, upper } = interval({ hits, n });
    if (lower <= p && p <= upper) sum += probability;
  }
  return sum;
}

/** The same for the difference of two arms. */
type Compare = (treated: Proportion, control: Proportion) => Interval;

function differenceCoverage(n1: number, p1: number, n2: number, p2: number, interval: Compare): number {
  return comparedCoverage([n1, p1], [n2, p2], p1 - p2, interval);
}

/** Outcomes that next to never happen are counted as misses, and not looked at. */
function comparedCoverage(
  [n1, p1]: readonly [n: number, p: number],
  [n2, p2]: readonly [n: number, p: number],
  truth: number,
  interval: Compare,
): number {
  let sum = 0;
  const second = binomialProbabilities(n2, p2);
  for (const [k1, q1] of binomialProbabilities(n1, p1).entries()) {
    for (const [k2, q2] of second.entries()) {
      if (q1 * q2 < 1e-9) continue;
      const { lower, upper } = interval({ hits: k1, n: n1 }, { hits: k2, n: n2 });
      if (lower <= truth && truth <= upper) sum += q1 * q2;
    }
  }
  return sum;
}

const grid = sizes.flatMap((n) => rates.map((p) => [n, p] as const));

describe('coverage, counted exactly', () => {
  it.each(grid)('of Clopper and Pearson is at least 95%% with n = %i and a rate of %f', (n, p) => {
    expect(coverage(n, p, (counts) => clopperPearson(counts, 0.05))).toBeGreaterThanOrEqual(0.95 - 1e-9);
  });

  it.each(grid)('of a verdict on one rate is at least 95%% with n = %i and a rate of %f', (n, p) => {
    for (const tightestAt of [n / 2, n, 4 * n]) {
      const c = multiplier({ kind: 'daily', tightestAt }, n, 0.05);
      expect(coverage(n, p, (counts) => guardedWilson(counts, c, 0.05))).toBeGreaterThanOrEqual(0.95 - 1e-9);
    }
  });

  it('of Wilson with one look is 95% on average, though not at every single rate', () => {
    let sum = 0;
    for (let i = 1; i < 200; i += 1) sum += coverage(30, i / 200, (counts) => wilson(counts, z));

    expect(sum / 199).toBeGreaterThan(0.95);
    expect(coverage(10, 0.01, (counts) => wilson(counts, z))).toBeLessThan(0.95);
  });

  it.each([
    [5, 0.01, 50, 0.01],
    [8, 0, 50, 0.02],
    [15, 0.02, 50, 0.02],
    [15, 0.6, 50, 0.6],
    [15, 0.98, 50, 0.98],
    [50, 0.01, 50, 0],
    [30, 0.5, 30, 0.6],
    [8, 0.01, 400, 0.01],
    [5, 0.02, 400, 0],
    [400, 0.005, 8, 0.005],
  ])('of a verdict on a change is at least 95%% with %d people at %d against %d at %d', (n1, p1, n2, p2) => {
    const c = alwaysValid(n1 + n2, n1 + n2, 0.05);

    expect(differenceCoverage(n1, p1, n2, p2, (a, b) => guardedNewcombe(a, b, c, 0.05))).toBeGreaterThanOrEqual(0.95);
  });

  const rare = [0, 0.002, 0.005, 0.01, 0.02, 0.1];
  const arms = sizes.flatMap((n1) => [5, 15, 50, 400].map((n2) => [n1, n2] as const));

  it.each(arms)(
    'of a verdict on a change is at least 95%% with rates of 0 to 2%% and 10%%: %d against %d people',
    (n1, n2) => {
      const c = alwaysValid(n1 + n2, 400, 0.05);
      for (const p1 of rare) {
        for (const p2 of rare) {
          const covered = differenceCoverage(n1, p1, n2, p2, (a, b) => guardedNewcombe(a, b, c, 0.05));
          expect(covered, `${p1} against ${p2}`).toBeGreaterThanOrEqual(0.95);
        }
      }
    },
  );

  it.each(arms)(
    'of a verdict on a ratio is at least 95%% with rates up to 2%% and 10%%: %d against %d people',
    (n1, n2) => {
      const c = alwaysValid(n1 + n2, 400, 0.05);
      for (const p1 of rare) {
        for (const p2 of rare.filter((p) => p > 0)) {
          const covered = comparedCoverage([n1, p1], [n2, p2], p1 / p2, (a, b) => guardedKoopman(a, b, c, 0.05));
          expect(covered, `${p1} against ${p2}`).toBeGreaterThanOrEqual(0.95);
        }
      }
    },
  );

  it.each([
    [15, 0.6, 50, 0.6],
    [30, 0.5, 30, 0.6],
    [50, 0.02, 50, 0.02],
  ])('of Newcombe with one look is near 95%% with %d people at %d against %d at %d', (n1, p1, n2, p2) => {
    expect(differenceCoverage(n1, p1, n2, p2, (a, b) => newcombe(a, b, z))).toBeGreaterThan(0.935);
  });

  it.each([0.3, 1, 2.5, 8, 20])('of Garwood is at least 95%% for a mean of %f', (mean) => {
    let sum = 0;
    let probability = Math.exp(-mean);
    for (let events = 0; events < 120; events += 1) {
      const { lower, upper } = garwood({ events, exposure: 1 }, 0.05);
      if (lower <= mean && mean <= upper) sum += probability;
      probability *= mean / (events + 1);
    }
    expect(sum).toBeGreaterThanOrEqual(0.95 - 1e-9);
  });
});

describe('coverage, simulated', () => {
  it.each([
    [5, 10, 5, 1],
    [5, 1, 50, 10],
    [15, 3, 15, 3],
    [50, 2, 8, 9],
  ])('of Welch is near 95%% with %d values (sd %d) against %d (sd %d)', (n1, sd1, n2, sd2) => {
    const chance = seededChance(n1 * 100 + n2);
    let inside = 0;
    for (let i = 0; i < 2000; i += 1) {
      const { lower, upper } = contrastInterval(
        welch(drawSample(chance, n1, 12, sd1), drawSample(chance, n2, 10, sd2)),
        0.05,
      );
      if (lower <= 2 && 2 <= upper) inside += 1;
    }

    expect(inside / 2000).toBeGreaterThan(0.93);
  });

  it.each([5, 15, 50])('of a verdict on a mean holds at every one of 14 looks, with %d values a day', (perDay) => {
    const chance = seededChance(perDay);
    const looks = { kind: 'daily', tightestAt: 7 * perDay } as const;
    let missed = 0;
    for (let release = 0; release < 400; release += 1) {
      const values: number[] = [];
      for (let today = 1; today <= 14; today += 1) {
        for (let i = 0; i < perDay; i += 1) values.push(drawNormal(chance, 100, 20));
        const [low, high] = meanInterval(sampleOf(values), looks, 0.05).interval;
        if (low <= 100 && 100 <= high) continue;
        missed += 1;
        break;
      }
    }

    expect(missed / 400).toBeLessThan(0.05 + 2 * Math.sqrt((0.05 * 0.95) / 400));
  });

  it.each([
    ['a rare event', 0.02, 0.02],
    ['a common one', 0.6, 0.55],
    ['one that never happens', 0, 0.02],
  ])('of a change over two shares is at least 95%%: %s', (_description, p1, p2) => {
    const chance = seededChance(17);
    const sizesOf = [
      [8, 72],
      [30, 70],
    ] as const;
    let inside = 0;
    for (let i = 0; i < 1000; i += 1) {
      const strata = sizesOf.map(([n1, n2]) => ({
        treated: { hits: drawBinomial(chance, n1, p1), n: n1 },
        control: { hits: drawBinomial(chance, n2, p2), n: n2 },
      }));
      const { lower, upper } = stratifiedInterval(strata, (a, b) =>
        guardedNewcombe(a, b, alwaysValid(180, 400, 0.05), 0.05),
      );
      if (lower <= p1 - p2 && p1 - p2 <= upper) inside += 1;
    }

    expect(inside / 1000).toBeGreaterThanOrEqual(0.95);
  });

  it('of Koopman is near 95% for a ratio', () => {
    const chance = seededChance(11);
    let inside = 0;
    for (let i = 0; i < 2000; i += 1) {
      const treated = { hits: drawBinomial(chance, 40, 0.3), n: 40 };
      const { lower, upper } = koopman(treated, { hits: drawBinomial(chance, 80, 0.2), n: 80 }, z);
      if (lower <= 1.5 && 1.5 <= upper) inside += 1;
    }
    expect(inside / 2000).toBeGreaterThan(0.935);
  });

  it.each([
    ['8 against 67 a day at 98%', 8, 67, 0.98],
    ['8 against 67 a day at 60%', 8, 67, 0.6],
    ['50 against 450 a day at 1%', 50, 450, 0.01],
  ])('raises a false alarm in at most 5%% of releases with 14 daily looks: %s', (_description, treated, control, p) => {
    const chance = seededChance(treated * 1000 + control);
    const releases = 300;
    let alarms = 0;
    for (let i = 0; i < releases; i += 1) {
      const [first, second] = [
        { hits: 0, n: 0 },
        { hits: 0, n: 0 },
      ];
      let hasAlarm = false;
      for (let day = 1; day <= 14; day += 1) {
        first.hits += drawBinomial(chance, treated, p);
        first.n += treated;
        second.hits += drawBinomial(chance, control, p);
        second.n += control;
        const { lower, upper } = newcombe(
          first,
          second,
          alwaysValid(first.n + second.n, 14 * (treated + control), 0.05),
        );
        hasAlarm ||= lower > 0 || upper < 0;
      }
      if (hasAlarm) alarms += 1;
    }
    // Two standard errors of the share of alarms above 5%.
    expect(alarms / releases).toBeLessThan(0.05 + 2 * Math.sqrt((0.05 * 0.95) / releases));
  });
});
