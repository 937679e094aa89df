import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../src/core/criteria/evaluate.ts';
import type { Figure, Reading } from '../../../src/core/readings/reading.ts';
import { canary, day, reading, rollout, settings } from './releases.ts';

const texts = [
  'Preference step completion Δ > 0% (margin 5 pp), n ≥ 200 starts',
  'Error rate < 5% [guardrail]',
  'Support desk calls < 2',
  'No increase in latency [watch]',
  'zero lost files',
  'Logins ±10%',
  'All claims are matched',
];
const names = [
  'Preference step completion',
  'Error rate',
  'Support desk calls',
  'latency',
  'lost files',
  'Logins',
  'Anything',
];

const odd = fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, -1, 0.5, 1e300, 0);
const amount = fc.oneof({ arbitrary: fc.integer({ min: 0, max: 3000 }), weight: 6 }, { arbitrary: odd, weight: 1 });
const maybeAmount = fc.option(amount, { nil: undefined });
const figure: fc.Arbitrary<Figure> = fc.record({
  value: maybeAmount,
  unit: fc.constantFrom('%', 'count', 'ms', 's', 'calls', undefined),
  hits: maybeAmount,
  n: maybeAmount,
  approximate: fc.boolean(),
  text: fc.constant('as written'),
});
const anyReading: fc.Arbitrary<Reading> = fc
  .record({
    metric: fc.constantFrom(...names),
    days: fc.double({ min: -5, max: 3, noNaN: true }),
    kind: fc.constantFrom<Reading['kind']>('reading', 'reading', 'reading', 'baseline'),
    figure,
    control: fc.option(figure, { nil: undefined }),
    as: fc.constantFrom<Reading['as']>(undefined, undefined, 'total', 'daily'),
    stage: fc.constantFrom(undefined, 'canary', 'moderate'),
  })
  .map(({ metric, days, ...rest }) => reading(metric, '1', days, rest));
const manyReadings = fc.array(anyReading, { maxLength: 25 });

const judge = (readings: readonly Reading[], criteria: readonly string[] = texts, now = 2) =>
  evaluate({ rollout: rollout(criteria, [canary]), readings, settings, now: day(now) });

describe('evaluate', () => {
  it('judges every criterion, whatever the numbers', () => {
    fc.assert(
      fc.property(manyReadings, (readings) => {
        const { verdicts, recommendation } = judge(readings);

        expect(verdicts).toHaveLength(texts.length);
        for (const { interval } of verdicts) {
          if (interval) expect(interval[0]).toBeLessThanOrEqual(interval[1]);
        }
        expect(['GO', 'HOLD', 'NO-GO']).toContain(recommendation.result);
      }),
    );
  });

  it('does not care in which order readings arrive', () => {
    fc.assert(
      fc.property(
        manyReadings.chain((readings) =>
          fc.tuple(fc.constant(readings), fc.shuffledSubarray([...readings], { minLength: readings.length })),
        ),
        ([readings, shuffled]) => {
          const { book: _shuffled, ...one } = judge(shuffled);
          const { book: _sorted, ...other } = judge(readings);

          expect(one).toEqual(other);
        },
      ),
    );
  });

  it('is never GO without readings of the stage', () => {
    fc.assert(
      fc.property(fc.subarray(texts, { minLength: 0 }), manyReadings, (criteria, readings) => {
        const before = readings.map((one) => ({ ...one, at: day(-1), stage: undefined }));

        expect(judge([], criteria).recommendation.result).not.toBe('GO');
        expect(judge(before, criteria).recommendation.result).not.toBe('GO');
      }),
    );
  });

  it('passes nothing that has an impossible or a missing number', () => {
    fc.assert(
      fc.property(manyReadings, (readings) => {
        for (const { result, observed, hits, n, judgement } of judge(readings).verdicts) {
          if (result !== 'PASS' || judgement) continue;
          expect(Number.isFinite(observed)).toBe(true);
          if (hits !== undefined && n !== undefined) expect(hits).toBeLessThanOrEqual(n);
        }
      }),
    );
  });

  it('keeps a PASS when more of the same arrives', () => {
    const sizes = fc.record({ n: fc.integer({ min: 3000, max: 6000 }), more: fc.integer({ min: 1, max: 3000 }) });
    fc.assert(
      fc.property(sizes, ({ n, more }) => {
        const at = (size: number, days: number): Reading =>
          reading('Error rate', `${Math.round(size * 0.01)}/${size}`, days, { as: 'total' });

        expect(judge([at(n, 1)], ['Error rate < 5%']).verdicts[0]?.result).toBe('PASS');
        expect(judge([at(n, 1), at(n + more, 1.5)], ['Error rate < 5%']).verdicts[0]?.result).toBe('PASS');
      }),
    );
  });

  it.each([
    ['a difference', 'Completion Δ > 0% (margin 5 pp)', 0.6, 0.55],
    ['a ratio', 'Completion Δ > -10%', 0.6, 0.55],
    ['a ratio of rare events', 'Completion Δ < +50%', 0.01, 0.03],
    ['no increase', 'No increase in completion (margin 1 pp)', 0.01, 0.012],
  ])('keeps a PASS far inside its line when more of the same arrives: %s', (_description, criterion, rate, base) => {
    const sizes = fc.record({
      n: fc.integer({ min: 20_000, max: 40_000 }),
      more: fc.integer({ min: 1, max: 200_000 }),
    });
    fc.assert(
      fc.property(sizes, ({ n, more }) => {
        const at = (size: number, days: number): Reading =>
          reading('Completion', `${Math.round(size * rate)}/${size}`, days, {
            as: 'total',
            vs: `${Math.round(size * base)}/${size}`,
          });

        expect(judge([at(n, 1)], [criterion]).verdicts[0]?.result).toBe('PASS');
        expect(judge([at(n, 1), at(n + more, 1.5)], [criterion]).verdicts[0]?.result).toBe('PASS');
      }),
      { numRuns: 30 },
    );
  });

  const counts = fc
    .tuple(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 1, max: 3000 }))
    .chain(([n, m]) =>
      fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n), fc.integer({ min: 0, max: m }), fc.constant(m)),
    );
  const intervalOf = (k: number, n: number, l: number, m: number) => {
    const [verdict] = judge(
      [reading('Completion', `${k}/${n}`, 1, { vs: `${l}/${m}` })],
      ['Completion Δ > 0 pp'],
    ).verdicts;
    return verdict?.interval ?? [Number.NaN, Number.NaN];
  };

  it('mirrors the interval of a change when the arms are swapped', () => {
    fc.assert(
      fc.property(counts, ([k, n, l, m]) => {
        const [low, high] = intervalOf(k, n, l, m);
        const [mirroredLow, mirroredHigh] = intervalOf(l, m, k, n);

        expect(mirroredLow).toBeCloseTo(-high, 8);
        expect(mirroredHigh).toBeCloseTo(-low, 8);
      }),
    );
  });

  it('narrows the interval of a change when all counts are doubled', () => {
    fc.assert(
      fc.property(counts, ([k, n, l, m]) => {
        const [low, high] = intervalOf(k, n, l, m);
        const [narrowLow, narrowHigh] = intervalOf(2 * k, 2 * n, 2 * l, 2 * m);

        expect(narrowHigh - narrowLow).toBeLessThan(high - low);
      }),
    );
  });

  it('takes a change for not worse exactly where its whole interval is inside the margin', () => {
    const margins = fc.integer({ min: 1, max: 300 }).map((tenths) => tenths / 10);
    fc.assert(
      fc.property(counts, margins, ([k, n, l, m], margin) => {
        const numbers = [reading('Completion', `${k}/${n}`, 1, { vs: `${l}/${m}` })];
        const [verdict] = judge(numbers, [`Completion Δ > 0% (margin ${margin} pp)`]).verdicts;
        const [low, high] = intervalOf(k, n, l, m);
        const shown = low > -margin ? 'PASS' : 'INCONCLUSIVE';

        expect(verdict?.result).toBe(high < 0 && low <= -margin ? 'FAIL' : shown);
      }),
    );
  });

  it('judges the same numbers in the same way in one reading or two', () => {
    fc.assert(
      fc.property(counts, ([k, n, l, m]) => {
        const name = 'Preference step completion';
        const together = judge([reading(name, `${k}/${n}`, 1, { vs: `${l}/${m}` })], texts.slice(0, 1)).verdicts[0];
        const apart = judge(
          [reading(name, `${k}/${n}`, 1), reading(`${name} control`, `${l}/${m}`, 1)],
          texts.slice(0, 1),
        );

        expect({ ...apart.verdicts[0], readings: [], sources: [] }).toEqual({ ...together, readings: [], sources: [] });
      }),
    );
  });
});
