import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chartsModel } from '../../../src/core/charts/charts.ts';
import type { ChartsModel, CriterionSeries } from '../../../src/core/charts/charts-model.ts';
import { evaluate } from '../../../src/core/criteria/evaluate.ts';
import { readQuantity } from '../../../src/core/parsing/read-quantity.ts';
import type { Reading } from '../../../src/core/readings/reading.ts';
import type { Period, Rollout } from '../../../src/core/rollout.ts';
import { canary, day, plan, reading, rollout, settings } from '../criteria/releases.ts';

const completion = 'Completion Δ > 0% (margin 5 pp)';
const raised: readonly Period[] = [
  { ...canary, until: day(2) },
  { stage: 'canary', share: 20, from: day(2), until: undefined },
];

function chart(
  criteria: readonly string[],
  readings: readonly Reading[],
  given: { readonly periods?: readonly Period[]; readonly at?: number; readonly rest?: Partial<Rollout> } = {},
): ChartsModel | undefined {
  const one = rollout(criteria, given.periods ?? [canary], given.rest);
  const now = day(given.at ?? 4);
  return chartsModel(one, { settings, now }, evaluate({ rollout: one, readings, settings, now }));
}

function seriesOf(...parameters: Parameters<typeof chart>): CriterionSeries {
  const [first] = chart(...parameters)?.series ?? [];
  if (first === undefined) throw new Error('no series');
  return first;
}

const values = ({ points }: CriterionSeries) => points.map(({ value }) => Number(value.toFixed(2)));

describe('series of a criterion', () => {
  it('holds shares of people against the target', () => {
    const series = seriesOf(
      ['Error rate < 5%'],
      [reading('Error rate', '1/100', 1), reading('Error rate', '4/200', 2)],
    );

    expect(series).toMatchObject({ shows: 'value', unit: '%', limit: 5 });
    expect(series.points.map(({ day: on, value, hits, n, share }) => [on, value, hits, n, share])).toEqual([
      [1, 1, 1, 100, 10],
      [2, 2, 4, 200, 10],
    ]);
  });

  it('holds the change against the margin', () => {
    const readings = [
      reading('Completion', '60/100', 1, { vs: '500/1000' }),
      reading('Completion', '130/200', 2, { vs: '1100/2000' }),
    ];

    expect(values(seriesOf([completion], readings))).toEqual([10, 10]);
    expect(seriesOf([completion], readings)).toMatchObject({ shows: 'change', unit: 'pp', limit: -5, valueUnit: '%' });
  });

  it('counts people since the share was last changed, so that the change of share is no change of the number', () => {
    const readings = [
      reading('Completion', '90/100', 1, { vs: '810/900' }),
      // Of the 100 that came at 20%: 50 of them, as of the control group.
      reading('Completion', '140/200', 3, { vs: '1010/1300' }),
      reading('Completion', '190/300', 4, { vs: '1210/1700' }),
    ];

    expect(values(seriesOf([completion], readings, { periods: raised }))).toEqual([0, 0, 0]);
  });

  it('takes bare values and counts as they are', () => {
    const times = [reading('Time to finish', '100 s', 1), reading('Time to finish', '2 min', 2)];
    const calls = [reading('Support desk calls', '1', 1), reading('Support desk calls', '1', 2)];
    const daily = calls.map((one) => ({ ...one, as: 'daily' as const }));

    expect(values(seriesOf(['Time to finish < 90 s'], times))).toEqual([100, 120]);
    expect(values(seriesOf(['Support desk calls < 2'], calls))).toEqual([1, 1]);
    expect(values(seriesOf(['Support desk calls < 2'], daily))).toEqual([1, 2]);
  });

  it('compares bare values with the baseline', () => {
    const baseline = reading('Time to finish', '100 s', -10, { kind: 'baseline' });
    const readings = [baseline, reading('Time to finish', '105 s', 1), reading('Time to finish', '120 s', 2)];
    const series = seriesOf(['Time to finish Δ < +10%'], readings);

    expect(values(series)).toEqual([5, 20]);
    expect(series).toMatchObject({ unit: '%', valueUnit: 's', limit: 10 });
  });

  it('takes means as they are and events per time', () => {
    const withFigure = (metric: string, text: string, days: number) => {
      const read = readQuantity(text);
      if (read.kind === 'none') throw new Error(read.why);
      return { ...reading(metric, '0', days), figure: read.figure };
    };
    const times = ['42 s (sd 10, n=40)', '43 s (sd 10, n=90)'].map((text, i) => withFigure('Time', text, i + 1));
    const errors = ['12 errors in 24 hours', '24 errors in 2 days'].map((text, i) => withFigure('Errors', text, i + 1));
    const compared = errors.map((one, i) => ({ ...one, control: withFigure('', `${8 * (i + 1)} in 1 day`, 1).figure }));

    expect(values(seriesOf(['Time < 45 s'], times))).toEqual([42, 43]);
    expect(seriesOf(['Errors < 1 per hour'], errors)).toMatchObject({ unit: 'per hour', limit: 1 });
    expect(values(seriesOf(['Errors < 1 per hour'], errors))).toEqual([0.5, 0.5]);
    expect(values(seriesOf(['Errors Δ < +10%'], compared))).toEqual([50, -25]);
  });

  it.each([
    ['no number', []],
    ['one number', [reading('Error rate', '1/100', 1)]],
    ['two numbers of one moment', [reading('Error rate', '1/100', 1), reading('Error rate', '2/100', 1)]],
    ['numbers in another unit', [reading('Error rate', '1 s', 1), reading('Error rate', '2 s', 2)]],
    ['nobody yet', [reading('Error rate', '0/0', 1), reading('Error rate', '0/0', 2)]],
  ])('is not drawn of %s', (_description, readings) => {
    expect(chart(['Error rate < 5%'], readings)?.series).toEqual([]);
  });

  it('is thinned to the last number of each of 14 stretches, whatever the order of arrival', () => {
    const many = Array.from({ length: 1000 }, (_, i) => reading('Error rate', `${i}/100000`, (i + 1) / 100));
    const series = seriesOf(['Error rate < 5%'], many, { at: 11 });

    expect(series.points).toHaveLength(14);
    expect(series.points.at(-1)).toMatchObject({ day: 10, hits: 999 });
    expect(seriesOf(['Error rate < 5%'], [...many].reverse(), { at: 11 })).toEqual(series);
  });

  it('has finite numbers on days of their own, and an axis around them, whatever is read', () => {
    const text = fc.oneof(
      fc.tuple(fc.nat(300), fc.nat(300)).map(([hits, n]) => `${hits}/${n}`),
      fc.double({ min: -1e15, max: 1e15, noNaN: true }).map((value) => `${value.toFixed(6)} %`),
      fc.constantFrom('0', '1', '-5', '0 %', '100 %', '3 s', '0/0', '5/0'),
    );
    const given = fc.record({
      text,
      vs: fc.option(text, { nil: undefined }),
      days: fc.double({ min: 0, max: 5, noNaN: true }),
      as: fc.constantFrom(undefined, 'total' as const, 'daily' as const),
    });
    const criteria = ['Rate < 5%', completion, 'Completion Δ > +10%', 'zero Rate', 'No increase in Rate'];
    fc.assert(
      fc.property(fc.array(given, { maxLength: 30 }), fc.boolean(), (all, isRaised) => {
        const readings = all.flatMap(({ text: value, vs, days, as }) =>
          ['Rate', 'Completion'].map((metric) => reading(metric, value, days, { as, ...(vs && { vs }) })),
        );
        for (const series of chart(criteria, readings, isRaised ? { periods: raised } : {})?.series ?? []) {
          const [low, high] = series.range;
          expect(low).toBeLessThan(high);
          for (const value of [series.limit, ...series.points.map((point) => point.value)]) {
            expect(Number.isFinite(value) && value >= low && value <= high).toBe(true);
          }
          expect(new Set(series.points.map((point) => point.day)).size).toBe(series.points.length);
          expect(series.points.length).toBeGreaterThan(1);
          expect(series.points.length).toBeLessThanOrEqual(14);
        }
      }),
    );
  });
});

describe('timeline', () => {
  const kinds = (model: ChartsModel | undefined) =>
    model?.timeline.map(({ name, bars }) => `${name}: ${bars.map(({ kind, share }) => `${kind} ${share}`).join(', ')}`);

  it('is not there before the release has begun', () => {
    expect(chart([], [], { periods: [] })).toBeUndefined();
  });

  it('has what was, what is and what is planned', () => {
    const one = chart([], [], { periods: raised, at: 3, rest: { goLiveDate: '2021-03-15' } });

    expect(kinds(one)).toEqual([
      'Stage A: Canary: past 10, current 20',
      'Stage B: moderate: planned 30',
      'Go Live!: go-live undefined',
    ]);
    expect(one?.timeline[1]?.bars[0]).toMatchObject({ from: day(3), until: day(10) });
    expect(one?.timeline[2]?.bars[0]?.from).toBe(Date.UTC(2021, 2, 15, settings.reports.hour));
  });

  it('plans nothing after a rollback, once live and at the end', () => {
    const periods = [{ ...canary, until: day(2) }];
    const positions: readonly Rollout['position'][] = [
      { at: 'rolled-back', from: 'canary', since: day(2), why: 'errors' },
      { at: 'complete', since: day(2) },
      { at: 'cancelled', since: day(2), why: 'no need' },
    ];
    for (const position of positions) {
      expect(kinds(chart([], [], { periods, rest: { position } }))).toEqual(['Stage A: Canary: past 10']);
    }
  });

  it('keeps a stage that the plan no longer has, and leaves out what lies beyond all calendars', () => {
    const old = { stage: 'pilot', share: 1, from: day(-3), until: day(-1) };
    const wrong = { stage: 'canary', share: 2, from: Date.UTC(1970), until: Date.UTC(1971) };

    expect(kinds(chart([], [], { periods: [wrong, old, canary], at: 1 }))).toEqual([
      'Stage A: Canary: current 10',
      'Stage B: moderate: planned 30',
      'Go Live!: go-live undefined',
      'pilot: past 1',
    ]);
  });

  it('has no end for a stage without a planned length', () => {
    const stages = plan([]).stages.map((stage) => ({ ...stage, days: undefined }));
    expect(kinds(chart([], [], { rest: { plan: plan([], { stages }) } }))).toEqual(['Stage A: Canary: current 10']);
  });
});
