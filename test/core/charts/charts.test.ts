import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chartsModel } from '../../../src/core/charts/charts.ts';
import type { ChartsModel, CriterionSeries } from '../../../src/core/charts/charts-model.ts';
import { evaluate } from '../../../src/core/criteria/evaluate.ts';
import { hourMs } from '../../../src/core/instant.ts';
import { readQuantity } from '../../../src/core/parsing/read-quantity.ts';
import type { Figure, Reading } from '../../../src/core/readings/reading.ts';
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

/** "12 errors in 24 hours", "42 s (sd 10, n=40)". */
function read(text: string): Figure {
  const quantity = readQuantity(text);
  if (quantity.kind === 'none') throw new Error(quantity.why);
  return quantity.figure;
}

const values = ({ points }: CriterionSeries) => points.map(({ value }) => Number(value.toFixed(2)));

describe('series of a criterion', () => {
  it('holds shares of people against the target', () => {
    const series = seriesOf(
      ['Error rate < 5%'],
      [reading('Error rate', '1/100', 1), reading('Error rate', '4/200', 2)],
    );

    const none = { observed: undefined, reference: undefined };
    expect(series).toEqual({
      metric: 'Error rate',
      shows: 'value',
      unit: '%',
      valueUnit: '%',
      limit: 5,
      range: [0.5, 5.4],
      points: [
        { at: day(1), day: 1, share: 10, value: 1, hits: 1, n: 100, ...none },
        { at: day(2), day: 2, share: 10, value: 2, hits: 4, n: 200, ...none },
      ],
    });
  });

  it('holds shares of people against the target also where the name speaks of a time', () => {
    const readings = [reading('Errors per day', '1/100', 1), reading('Errors per day', '4/200', 2)];

    expect(values(seriesOf(['Errors per day < 5%'], readings))).toEqual([1, 2]);
  });

  it('has no point where only the control group was counted', () => {
    const control = (text: string, days: number) => ({
      ...reading('Completion', text, days),
      metric: 'Completion control',
    });
    const readings = [
      control('500/1000', 1),
      reading('Completion', '60/100', 2),
      control('1100/2000', 3),
      reading('Completion', '130/200', 3.5),
    ];

    expect(seriesOf(['Completion > 50%'], readings).points.map(({ day: on, value }) => [on, value])).toEqual([
      [2, 60],
      [4, 65],
    ]);
    // A change has one more: of the same people against the control group's next number.
    expect(values(seriesOf([completion], readings))).toEqual([10, 5, 10]);
  });

  it('holds counts against a baseline of counts', () => {
    const readings = [
      reading('Completion', '500/1000', -10, { kind: 'baseline' }),
      reading('Completion', '60/100', 1),
      reading('Completion', '110/200', 2),
    ];
    const none = { at: expect.any(Number), share: 10, reference: 50 };

    expect(
      seriesOf([completion], readings).points.map((point) => ({ ...point, value: Math.round(point.value) })),
    ).toEqual([
      { ...none, day: 1, value: 10, observed: 60, hits: 60, n: 100 },
      { ...none, day: 2, value: 5, observed: 55.00000000000001, hits: 110, n: 200 },
    ]);
  });

  it('holds a change in percent against a limit in percent', () => {
    const readings = [
      reading('Completion', '60/100', 1, { vs: '500/1000' }),
      reading('Completion', '90/200', 2, { vs: '1000/2000' }),
    ];
    const series = seriesOf(['Completion Δ > -20%'], readings);

    expect(series).toMatchObject({ unit: '%', valueUnit: '%', limit: -20 });
    expect(values(series)).toEqual([20, -10]);
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
    expect(seriesOf(['Time to finish < 90 s'], times)).toMatchObject({ unit: 's', limit: 90 });
    expect(values(seriesOf(['Support desk calls < 2'], calls))).toEqual([1, 1]);
    expect(values(seriesOf(['Support desk calls < 2'], daily))).toEqual([1, 2]);
  });

  it('compares bare values with the baseline', () => {
    const baseline = reading('Time to finish', '100 s', -10, { kind: 'baseline' });
    const readings = [baseline, reading('Time to finish', '105 s', 1), reading('Time to finish', '120 s', 2)];
    const series = seriesOf(['Time to finish Δ < +10%'], readings);

    expect(values(series)).toEqual([5, 20]);
    expect(series).toMatchObject({ unit: '%', valueUnit: 's', limit: 10 });
    expect(series.points[1]).toMatchObject({ observed: 120, reference: 100, hits: undefined, n: undefined });
    const inSeconds = seriesOf(['Time to finish Δ < +10 s'], readings.with(2, reading('Time to finish', '130 s', 2)));
    expect(values(inSeconds)).toEqual([5, 30]);
    expect(inSeconds).toMatchObject({ unit: 's', valueUnit: 's', limit: 10 });
  });

  it('compares events per time with the baseline, and draws nothing against none at all', () => {
    const events = (text: string, days: number, rest: Partial<Reading> = {}) =>
      reading('Errors', '0', days, { figure: read(text), ...rest });
    const baseline = events('240 errors in 10 days', -10, { kind: 'baseline' });
    const none = events('0 errors in 10 days', -10, { kind: 'baseline' });
    const readings = [events('36 errors in 24 hours', 1), events('60 errors in 2 days', 2)];
    const series = seriesOf(['Errors per day Δ < +10%'], [baseline, ...readings]);

    expect(series).toMatchObject({ unit: '%', valueUnit: 'per day', limit: 10 });
    expect(series.points).toEqual([
      { at: day(1), day: 1, share: 10, value: 50, observed: 36, reference: 24, hits: undefined, n: undefined },
      { at: day(2), day: 2, share: 10, value: 25, observed: 30, reference: 24, hits: undefined, n: undefined },
    ]);
    expect(chart(['Errors per day Δ < +10%'], [none, ...readings])?.series).toEqual([]);
  });

  it('takes means as they are and events per time', () => {
    const withFigure = (metric: string, text: string, days: number) =>
      reading(metric, '0', days, { figure: read(text) });
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

  it('is that of the first 20 criteria that can be drawn, of the stage under way', () => {
    const names = Array.from({ length: 21 }, (_, i) => `${String.fromCharCode(65 + i)} errors`);
    const criteria = ['All claims are matched', ...names.map((name) => `${name} < 5%`)];
    const readings = names.flatMap((name) => [reading(name, '1/100', 1), reading(name, '2/200', 2)]);

    expect(chart(criteria, readings)?.series.map(({ metric }) => metric)).toEqual(names.slice(0, 20));
    const position = { at: 'rolled-back', from: 'canary', since: day(3), why: 'errors' } as const;
    expect(chart(criteria, readings, { rest: { position } })?.series).toEqual([]);
    expect(chartsModel(rollout(criteria, [canary]), { settings, now: day(4) }, undefined)?.series).toEqual([]);
  });

  it.each([
    ['whole days where they tell the points apart', [1.26, 2.5], [1, 3]],
    ['one decimal', [1.26, 1.44, 2.6], [1.3, 1.4, 2.6]],
    ['up to three', [1.2604, 1.2616, 1.27], [1.26, 1.262, 1.27]],
    ['the later one of two in the same minute', [1.9997, 2.0004, 2.0011], [2, 2.001]],
  ])('is on %s', (_description, days, expected) => {
    const readings = days.map((on, i) => reading('Error rate', `${i}/100`, on));
    const { points } = seriesOf(['Error rate < 5%'], readings);

    expect(points.map(({ day: on }) => on)).toEqual(expected);
    expect(points.at(-1)?.value).toBe(days.length - 1);
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

  const goLiveAt = (at: number) => ({ kind: 'go-live', share: undefined, from: at, until: at });

  it('is not there before the release has begun', () => {
    expect(chart([], [], { periods: [] })).toBeUndefined();
  });

  it('has what was, what is and what is planned', () => {
    expect(chart([], [], { periods: raised, at: 3, rest: { goLiveDate: '2021-03-15' } })?.timeline).toEqual([
      {
        name: 'Stage A: Canary',
        bars: [
          { kind: 'past', share: 10, from: day(0), until: day(2) },
          { kind: 'current', share: 20, from: day(2), until: day(3) },
        ],
      },
      { name: 'Stage B: moderate', bars: [{ kind: 'planned', share: 30, from: day(3), until: day(10) }] },
      { name: 'Go Live!', bars: [goLiveAt(Date.UTC(2021, 2, 15, settings.reports.hour))] },
    ]);
  });

  it('ends the stage under way when the plan says, and goes live after the last one where no date is set', () => {
    const periods = [
      { ...canary, until: day(1) },
      { ...canary, stage: 'moderate', share: 30, from: day(1) },
    ];
    const position = { at: 'stage', stage: 'moderate', since: day(1), by: 'product-manager', hold: undefined } as const;

    expect(chart([], [], { periods, at: 4, rest: { position } })?.timeline).toEqual([
      { name: 'Stage A: Canary', bars: [{ kind: 'past', share: 10, from: day(0), until: day(1) }] },
      { name: 'Stage B: moderate', bars: [{ kind: 'current', share: 30, from: day(1), until: day(8) }] },
      { name: 'Go Live!', bars: [goLiveAt(day(8))] },
    ]);
  });

  it('has no bar shorter than an hour, and of one stage the newest twelve', () => {
    const quarterOfAnHour = 1 / 96;
    const periods = Array.from({ length: 15 }, (_, i) => ({
      ...canary,
      share: i + 1,
      from: day(i * quarterOfAnHour),
      until: i === 14 ? undefined : day((i + 1) * quarterOfAnHour),
    }));
    const short = plan([]).stages.map((stage) => ({ ...stage, share: undefined, days: [0.01, 0.01] as const }));
    const [ofCanary, ofModerate] =
      chart([], [], { periods, at: 14 * quarterOfAnHour, rest: { plan: plan([], { stages: short }) } })?.timeline ?? [];

    expect(ofCanary?.bars.map(({ share }) => share)).toEqual([4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
    expect(new Set(ofCanary?.bars.map(({ from, until }) => until - from))).toEqual(new Set([hourMs]));
    expect(ofModerate?.bars).toMatchObject([{ kind: 'planned', share: undefined }]);
    expect(ofModerate?.bars.map(({ from, until }) => until - from)).toEqual([hourMs]);
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

  it('plans nothing after a stage that the plan no longer has', () => {
    const position = { at: 'stage', stage: 'pilot', since: day(0), by: 'product-manager', hold: undefined } as const;

    expect(kinds(chart([], [], { periods: [{ ...canary, stage: 'pilot' }], rest: { position } }))).toEqual([
      'pilot: current 10',
    ]);
  });

  it('has no end for a stage without a planned length', () => {
    const stages = plan([]).stages.map((stage) => ({ ...stage, days: undefined }));
    expect(kinds(chart([], [], { rest: { plan: plan([], { stages }) } }))).toEqual(['Stage A: Canary: current 10']);
  });
});
