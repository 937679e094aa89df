import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cardModel } from '../../../src/core/card.ts';
import { evaluate } from '../../../src/core/criteria/evaluate.ts';
import { type EvidenceBook, findStay, keepBook } from '../../../src/core/criteria/evidence-book.ts';
import { inOrder } from '../../../src/core/criteria/observation.ts';
import { readEvidence } from '../../../src/core/criteria/read-evidence.ts';
import { latestRun } from '../../../src/core/criteria/stage-run.ts';
import { startDraft, withReadings } from '../../../src/core/draft.ts';
import { newestFirst } from '../../../src/core/readings/chain.ts';
import type { Reading } from '../../../src/core/readings/reading.ts';
import type { Period } from '../../../src/core/rollout.ts';
import { plainEvidence } from './plain-evidence.ts';
import { blankSnapshot, canary, day, figure, plan, reading, rollout, settings } from './releases.ts';

const texts = [
  'Completion Δ > 0% (margin 5 pp), n ≥ 200 starts',
  'Error rate < 5% [guardrail]',
  'Support desk calls < 2',
  'Time to finish Δ < +10% vs previous stage',
];
const { criteria } = plan(texts);
const names = [
  'Completion',
  'Completion (control)',
  'completion',
  'Error rate',
  'Support desk calls',
  'Time to finish',
];
const ladders: readonly (readonly Period[])[] = [
  [canary],
  [
    { ...canary, until: day(1) },
    { ...canary, share: 30, from: day(1) },
  ],
  [
    { ...canary, until: day(1) },
    { ...canary, share: 30, from: day(1), until: day(2) },
    { stage: 'moderate', share: 30, from: day(2), until: undefined },
  ],
];

const figures = fc.oneof(
  fc.tuple(fc.nat(30), fc.nat(30)).map(([hits, misses]) => `${hits}/${hits + misses}`),
  fc.constantFrom('3', '0', '1', '7.5', '106 s', '4 %', '6/5', '0/0'),
);
const quarters = fc.integer({ min: -4, max: 12 }).map((quarter) => quarter / 4);
const anyReading: fc.Arbitrary<Reading> = fc
  .record({
    metric: fc.constantFrom(...names),
    text: figures,
    vs: fc.option(figures, { nil: undefined }),
    days: quarters,
    as: fc.constantFrom<Reading['as']>(undefined, undefined, undefined, 'total', 'daily'),
    stage: fc.constantFrom(undefined, undefined, 'canary', 'moderate'),
    share: fc.constantFrom(undefined, 10, 30),
    kind: fc.constantFrom<Reading['kind']>('reading', 'reading', 'reading', 'reading', 'baseline'),
  })
  .map(({ metric, text, vs, days, ...rest }) =>
    reading(metric, text, days, { ...rest, ...(vs === undefined ? {} : { vs }) }),
  );

/** What happens to the readings of a release, one after the other. */
type Change =
  | { readonly does: 'add'; readonly one: Reading }
  | { readonly does: 'withdraw'; readonly which: number }
  | { readonly does: 'edit'; readonly which: number; readonly text: string; readonly days: number }
  | { readonly does: 'move'; readonly ladder: number };

const anyChange: fc.Arbitrary<Change> = fc.oneof(
  { weight: 8, arbitrary: anyReading.map((one) => ({ does: 'add', one }) as const) },
  { weight: 1, arbitrary: fc.nat(40).map((which) => ({ does: 'withdraw', which }) as const) },
  {
    weight: 1,
    arbitrary: fc.record({ does: fc.constant('edit' as const), which: fc.nat(40), text: figures, days: quarters }),
  },
  { weight: 1, arbitrary: fc.nat(2).map((ladder) => ({ does: 'move', ladder }) as const) },
);

function apply(readings: readonly Reading[], change: Change): readonly Reading[] {
  switch (change.does) {
    case 'add':
      return [...readings, change.one].toSorted((a, b) => a.at - b.at);
    case 'withdraw':
      return readings.filter((_, i) => i !== change.which % readings.length);
    case 'edit': {
      const edited = { figure: figure(change.text), at: day(change.days) };
      const changed = readings.map((one, i) => (i === change.which % readings.length ? { ...one, ...edited } : one));
      return changed.toSorted((a, b) => a.at - b.at);
    }
    case 'move':
      return readings;
  }
}

/** A book as plain lists. */
function contentOf({ names: booked, stays }: EvidenceBook) {
  return {
    names: booked.map(({ measured, baselines, ...name }) => ({
      ...name,
      measured: [...newestFirst(measured)],
      baselines: [...newestFirst(baselines)],
    })),
    stays: stays.map(({ run, people, tallies }) => ({
      run,
      people: [...newestFirst(people)],
      tallies: tallies.map((chain) => [...newestFirst(chain)]),
    })),
  };
}

describe('the book of readings', () => {
  it('is the same when it is kept as when it is made anew, whatever came late, was edited or withdrawn', () => {
    fc.assert(
      fc.property(fc.array(anyChange, { maxLength: 25 }), (changes) => {
        let readings: readonly Reading[] = [];
        let periods = ladders[0] ?? [];
        let book: EvidenceBook | undefined;
        for (const change of changes) {
          readings = apply(readings, change);
          if (change.does === 'move') periods = ladders[change.ladder] ?? [];
          book = keepBook({ criteria, periods, readings }, book);

          expect(contentOf(book)).toEqual(contentOf(keepBook({ criteria, periods, readings })));
        }
      }),
    );
  });

  it('says what a look at all readings says', () => {
    fc.assert(
      fc.property(
        fc.array(anyReading, { maxLength: 25 }),
        fc.constantFrom(...ladders),
        fc.constantFrom('canary', 'moderate'),
        (readings, periods, stage) => {
          const book = keepBook({ criteria, periods, readings });
          const found = readEvidence({ book, criteria, periods, stage, baselines: [] });
          for (const [i, criterion] of criteria.entries()) {
            const plain = plainEvidence(readings, criterion, { criteria, periods, stage });
            const { tallies, treated, strata, mode, mixedShares, stale, used } = found[i] ?? {};
            if (plain === undefined) {
              expect(tallies).toBeUndefined();
              continue;
            }
            const last = tallies?.value;

            expect([...newestFirst(tallies)].map(({ observation }) => observation)).toEqual(
              plain.observations.toReversed(),
            );
            expect({ treated, strata, mode, mixedShares, staleAt: stale?.at }).toEqual({
              treated: plain.treated,
              strata: plain.strata,
              mode: plain.mode,
              mixedShares: plain.mixedShares,
              staleAt: plain.staleAt,
            });
            expect(last?.looks ?? 0).toBe(plain.looks);
            expect(last?.count.last).toBe(plain.count);
            expect(last?.count.falls ?? false).toBe(plain.countFalls);
            expect((last?.count.daysBefore ?? 0) + (last?.count.today ?? 0)).toBe(plain.countOfDays);
            if (plain.impossible) expect(found[i]?.impossible?.figure).toBe(plain.impossible);
            if (mode?.mode === 'daily') expect(used).toEqual(plain.observations.toReversed());
          }
        },
      ),
    );
  });

  it('never changes a verdict', () => {
    fc.assert(
      fc.property(fc.array(anyReading, { maxLength: 20 }), fc.constantFrom(...ladders), (readings, periods) => {
        const sorted = readings.toSorted((a, b) => a.at - b.at);
        const input = { rollout: rollout(texts, periods), settings, now: day(3) };
        const { book: _first, ...anew } = evaluate({ ...input, readings });
        for (const known of [0, 1, Math.floor(sorted.length / 2), sorted.length]) {
          const book = keepBook({ criteria, periods, readings: sorted.slice(0, known) });
          const { book: _second, ...kept } = evaluate({ ...input, readings: sorted, book });

          expect(kept).toEqual(anew);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('keeps the readings of one moment in the order in which they were said', () => {
    const first = reading('Error rate', '4 %', 1);
    const second = reading('Error rate', '6 %', 1);
    for (const readings of [
      [first, second],
      [second, first],
    ]) {
      const book = keepBook({ criteria, periods: [canary], readings });
      expect([...newestFirst(book.names[0]?.measured)]).toEqual([second, first].toSorted(inOrder).toReversed());
    }
  });

  it('leaves the book it was made from as it was', () => {
    const readings = [reading('Error rate', '1/100', 0.5), reading('Error rate', '2/200', 1)];
    const before = keepBook({ criteria, periods: [canary], readings });
    const content = contentOf(before);
    keepBook({ criteria, periods: [canary], readings: [...readings, reading('Error rate', '9/300', 1)] }, before);

    expect(contentOf(before)).toEqual(content);
  });
});

describe('one more reading', () => {
  it('takes the place of the one with its id, with a book and without', () => {
    const readings = [reading('Error rate', '1/100', 0.5), reading('Error rate', '2/200', 1)];
    const again = { ...reading('Error rate', '3/150', 0.7), id: readings[1]?.id ?? '' };
    const other = reading('Error rate', '4/400', 0.9);
    const book = keepBook({ criteria, periods: [canary], readings });
    for (const snapshot of [{ readings }, { readings, book }]) {
      const draft = withReadings(startDraft(rollout(texts, [canary]), snapshot), [again, other]);
      const twice = withReadings(draft, [other]);

      expect(draft.readings).toEqual([readings[0], again, other]);
      expect(twice).toMatchObject({ readings: [readings[0], again, other], put: [again, other] });
    }
  });

  /** A reading that counts how often somebody looks at its number. */
  function counted(one: Reading, looks: { count: number }): Reading {
    const { figure: own } = one;
    return Object.defineProperty({ ...one }, 'figure', {
      enumerable: true,
      get() {
        looks.count += 1;
        return own;
      },
    });
  }

  it.each([
    ['totals', 'total', (i: number) => `${10 + i}/${20 + 2 * i}`],
    ['days', 'daily', (i: number) => `${i % 7}/${10 + (i % 7)}`],
    ['plain values', undefined, (i: number) => `${1 + (i % 3)} %`],
  ] as const)('makes nobody look again at those before: %s', (_description, as, textOf) => {
    const looksAt = (size: number): number => {
      const looks = { count: 0 };
      const readings = Array.from({ length: size }, (_, i) =>
        counted(reading('Error rate', textOf(i), i / size, { as }), looks),
      );
      const book = keepBook({ criteria, periods: [canary], readings });
      looks.count = 0;
      const input = { rollout: rollout(texts, [canary]), settings, now: day(2), book };
      evaluate({ ...input, readings: [...readings, reading('Error rate', textOf(size), 1.5, { as })] });
      return looks.count;
    };

    expect(looksAt(5_000)).toBe(looksAt(500));
  });

  it('that comes late is entered in its place, and only those after it once more', () => {
    const readings = Array.from({ length: 1_000 }, (_, i) => reading('Error rate', `${i}/${2 * i}`, i / 1000));
    const book = keepBook({ criteria, periods: [canary], readings });
    const late = reading('Error rate', '990/1980', 0.9895);
    const more = [...readings, late].toSorted((a, b) => a.at - b.at);
    const run = latestRun([canary], 'canary');
    const chainOf = (one: EvidenceBook) => run && findStay(one, run)?.tallies[1];
    const before = new Set(newestFirst(chainOf(book)));
    const shared = [...newestFirst(chainOf(keepBook({ criteria, periods: [canary], readings: more }, book)))];

    expect(shared).toHaveLength(1_001);
    expect(shared.filter((tally) => before.has(tally))).toHaveLength(990);
  });
});

describe('the latest numbers', () => {
  const kpi = { id: 'kpi-1', target: undefined, baseline: undefined };
  const kpis = [
    { ...kpi, label: 'Post-launch KPI 1', name: 'Finished requests' },
    { ...kpi, label: 'Post-launch KPI 2', name: undefined },
  ];
  const latestOf = (readings: readonly Reading[], book?: EvidenceBook) => {
    const draft = startDraft(rollout([], [canary], { plan: plan(texts, { kpis }) }), { readings, book });
    return cardModel(draft, blankSnapshot).latest.map(({ metric, kpi: name, text }) => [metric, name, text]);
  };
  const readings = [
    reading('Error rate', '1/100', 0.5),
    { ...reading('Post-launch KPI 1', '70 %', 1), key: 'post launch kpi 1' },
    reading('Post-launch KPI 2', '30', 1),
    { ...reading('Error rate', '2/200', 2), kind: 'baseline' as const },
    reading('Error rate', '3/300', 1.5, { vs: '4/400' }),
  ].toSorted((a, b) => a.at - b.at);

  it('are the newest of each metric, newest first, with the names of KPIs', () => {
    const expected = [
      ['Error rate', undefined, '3/300 vs 4/400'],
      ['Post-launch KPI 1', 'Finished requests', '70 %'],
      ['Post-launch KPI 2', undefined, '30'],
    ];

    expect(latestOf(readings)).toEqual(expected);
    expect(latestOf(readings, keepBook({ criteria, periods: [canary], readings: readings.slice(0, 2) }))).toEqual(
      expected,
    );
  });
});
