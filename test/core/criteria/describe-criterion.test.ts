import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Criterion } from '../../../src/core/criteria/criterion.ts';
import { describeCriterion } from '../../../src/core/criteria/describe-criterion.ts';
import { criterionId, readCriterion } from '../../../src/core/criteria/read-criterion.ts';
import { single } from './criterion-lines.ts';

const metric = fc.constantFrom(
  'Preference step completion',
  'Request submissions per path start',
  'Error rate',
  'Support desk calls',
  'API p95',
  'Active % of cards (tablet)',
  'Visits',
);
const number = fc.oneof(
  fc.integer({ min: 0, max: 2_000_000 }),
  fc.integer({ min: 1, max: 99_999 }).map((n) => n / 100),
);
const unit = fc.constantFrom('%', 'per 1,000', 'count', 'calls', 'ms', 's', 'min', 'hours', 'days', '$');
const op = fc.constantFrom('<', '<=', '>', '>=', '=') satisfies fc.Arbitrary<Criterion['op']>;
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined });

const extras = fc.record({
  role: fc.constantFrom<Criterion['role']>('goal', 'guardrail', 'watch'),
  against: maybe(fc.constantFrom<NonNullable<Criterion['against']>>('control', 'previous-stage', 'baseline')),
  min: maybe(
    fc.record({
      n: fc.integer({ min: 1, max: 100_000 }),
      unit: maybe(fc.constantFrom('starts', 'path starts', 'users')),
    }),
  ),
  scope: maybe(fc.constantFrom('for the uploads endpoint', 'on the review page')),
  exclusion: maybe(fc.constantFrom('excluding 401/403', 'except for test accounts')),
  window: maybe(fc.constantFrom('for any 10 minute period', 'per day', 'in the first week')),
  observed: maybe(fc.constantFrom('3.97%', '12 calls')),
});
const margin = maybe(
  fc.record({
    margin: number.filter((n) => n > 0),
    marginUnit: fc.constantFrom('pp', '%', 'per 1,000', 'ms', 's', 'hours', '$', 'calls', undefined),
  }),
);

const wish = fc.oneof(
  fc.record({ kind: fc.constant('threshold'), op, value: number, unit }),
  fc.record({
    kind: fc.constant('change'),
    op,
    value: fc.oneof(
      number,
      number.map((n) => (n === 0 ? 0 : -n)),
    ),
    unit: fc.constantFrom('%', 'pp', 'per 1,000', 'ms', 'count', 'calls'),
  }),
  fc.record({ kind: fc.constant('direction'), op, value: fc.constant(undefined), unit: fc.constant(undefined) }),
);

describe('describeCriterion', () => {
  it('prints what readCriterion reads as the same criterion', () => {
    fc.assert(
      fc.property(metric, wish, extras, margin, (name, wanted, extra, agreed) => {
        const bare = wanted.kind === 'direction' ? { scope: undefined, window: undefined } : {};
        const criterion = {
          id: criterionId(name),
          metric: name,
          placeholder: false,
          line: undefined,
          ...wanted,
          ...extra,
          ...bare,
          margin: agreed?.margin,
          marginUnit: agreed?.marginUnit,
        };
        const text = describeCriterion({ ...criterion, text: '' } as Criterion);

        expect(readCriterion(text)).toEqual([{ ...criterion, text }]);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    'Preference step completion Δ > 0%',
    'Error rate < 5% for the uploads endpoint (excluding 401/403) [guardrail]',
    'No increase in error rate (margin 0.5 pp) [guardrail]',
    'Click rate > xx%',
    'All claims are matched',
    'Unique page views',
    'Logins ±10%',
    'Logins ±10',
    'Latency ±50 ms',
    'Completion Δ = 0% (margin 5 pp)',
    'Errors < 5 per 1,000 [guardrail]',
    'No increase in latency (margin 50 ms)',
    'Calls Δ < +3 calls (margin 1)',
    'No increase in errors (margin 0.5 per 1,000)',
    'Request submissions Δ > 0 pp, n ≥ 200 path starts',
  ])('prints "%s" as it was', (text) => {
    expect(readCriterion(text).map(describeCriterion)).toEqual([text]);
  });

  it.each(single)('prints what was read of %s so that it reads the same', (_description, text) => {
    const read = readCriterion(text);
    const again = read.flatMap((criterion) => readCriterion(describeCriterion(criterion)));

    expect(again.map((criterion) => ({ ...criterion, text }))).toEqual(read);
  });
});
