import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clopperPearson } from '../../../src/core/statistics/clopper-pearson.ts';
import { rateRatioScore } from '../../../src/core/statistics/event-rate.ts';
import type { Interval, Proportion } from '../../../src/core/statistics/interval.ts';
import { alwaysValid, alwaysValidP } from '../../../src/core/statistics/look-plan.ts';
import { benjaminiHochberg, holm } from '../../../src/core/statistics/multiple-testing.ts';
import { newcombe, newcombeCorrected } from '../../../src/core/statistics/newcombe.ts';
import { katz, koopman } from '../../../src/core/statistics/risk-ratio.ts';
import { stratifiedInterval, stratifiedRatio } from '../../../src/core/statistics/stratified.ts';
import { wilson } from '../../../src/core/statistics/wilson.ts';

const counts = fc
  .integer({ min: 1, max: 5000 })
  .chain((n) => fc.record({ hits: fc.integer({ min: 0, max: n }), n: fc.constant(n) }));
const inner = counts.filter(({ hits, n }) => hits > 0 && hits < n);
const multipliers = fc.double({ min: 0.5, max: 6, noNaN: true });
const width = ({ lower, upper }: Interval): number => upper - lower;
const double = ({ hits, n }: Proportion): Proportion => ({ hits: 2 * hits, n: 2 * n });

describe('intervals', () => {
  it('hold their estimate and stay within 0 and 1', () => {
    fc.assert(
      fc.property(counts, multipliers, (one, c) => {
        for (const { lower, upper } of [wilson(one, c), clopperPearson(one, 0.05)]) {
          expect(lower).toBeGreaterThanOrEqual(0);
          expect(upper).toBeLessThanOrEqual(1);
          expect(lower).toBeLessThanOrEqual(one.hits / one.n);
          expect(upper).toBeGreaterThanOrEqual(one.hits / one.n);
        }
      }),
    );
  });

  it('mirror when the arms are swapped', () => {
    fc.assert(
      fc.property(counts, counts, multipliers, (a, b, c) => {
        for (const interval of [newcombe, newcombeCorrected]) {
          expect(interval(b, a, c).lower).toBeCloseTo(-interval(a, b, c).upper, 10);
          expect(interval(b, a, c).upper).toBeCloseTo(-interval(a, b, c).lower, 10);
        }
      }),
    );
  });

  it('of a ratio turn over when the arms are swapped', () => {
    fc.assert(
      fc.property(inner, inner, multipliers, (a, b, c) => {
        for (const interval of [katz, koopman]) {
          expect(interval(a, b, c).lower * interval(b, a, c).upper).toBeCloseTo(1, 6);
        }
      }),
    );
  });

  it('narrow when both counts are doubled', () => {
    fc.assert(
      fc.property(inner, inner, multipliers, (a, b, c) => {
        expect(width(wilson(double(a), c))).toBeLessThan(width(wilson(a, c)));
        expect(width(newcombe(double(a), double(b), c))).toBeLessThan(width(newcombe(a, b, c)));
        expect(width(newcombeCorrected(double(a), double(b), c))).toBeLessThan(width(newcombeCorrected(a, b, c)));
        expect(width(clopperPearson(double(a), 0.05))).toBeLessThan(width(clopperPearson(a, 0.05)));
        expect(width(katz(double(a), double(b), c))).toBeLessThan(width(katz(a, b, c)));
        expect(width(koopman(double(a), double(b), c))).toBeLessThan(width(koopman(a, b, c)));
      }),
    );
  });

  it('of one period are those without periods', () => {
    fc.assert(
      fc.property(inner, inner, multipliers, (treated, control, c) => {
        const plain = newcombe(treated, control, c);
        const combined = stratifiedInterval([{ treated, control }], (a, b) => newcombe(a, b, c));

        expect(combined.lower).toBeCloseTo(plain.lower, 12);
        expect(combined.upper).toBeCloseTo(plain.upper, 12);
        expect(stratifiedRatio([{ treated, control }], c).lower).toBeCloseTo(katz(treated, control, c).lower, 6);
      }),
    );
  });

  it('of two rates agree with each other about 1', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 300 }), multipliers, (a, b, c) => {
        const one = { events: a, exposure: 10 };
        const other = { events: b, exposure: 40 };

        expect(rateRatioScore(one, other, c).lower * rateRatioScore(other, one, c).upper).toBeCloseTo(1, 8);
      }),
    );
  });
});

describe('looking every day', () => {
  it('never has a narrower interval than one look, and a p-value that agrees with it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 10, max: 1e6 }), (n, tightestAt) => {
        const c = alwaysValid(n, tightestAt, 0.05);

        expect(c).toBeGreaterThan(1.96);
        expect(alwaysValidP(c * 1.001, n, tightestAt, 0.05)).toBeLessThan(0.05);
        expect(alwaysValidP(c * 0.999, n, tightestAt, 0.05)).toBeGreaterThan(0.05);
      }),
    );
  });
});

describe('adjusted p-values', () => {
  it('are never smaller than before, and Holm is never smaller than Benjamini and Hochberg', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 }), (values) => {
        const strict = holm(values);
        for (const [i, adjusted] of benjaminiHochberg(values).entries()) {
          expect(adjusted).toBeGreaterThanOrEqual((values[i] ?? 0) - 1e-12);
          expect(strict[i]).toBeGreaterThanOrEqual(adjusted - 1e-12);
        }
      }),
    );
  });
});
