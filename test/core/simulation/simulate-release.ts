import { evaluate } from '../../../src/core/criteria/evaluate.ts';
import { dayMs } from '../../../src/core/instant.ts';
import type { Reading } from '../../../src/core/readings/reading.ts';
import type { Period } from '../../../src/core/rollout.ts';
import { day, plan, reading, rollout, settings, stages, start } from '../criteria/releases.ts';
import { drawBinomial } from '../statistics/chance.ts';

/** What is true of a release, and how its canary is planned. */
export interface SimulatedRelease {
  /** Change of both rates, in points. */
  readonly change: readonly [number, number];
  readonly startsPerDay: number;
}

export interface SimulatedOutcome {
  readonly result: 'GO' | 'HOLD' | 'NO-GO';
  readonly days: number;
}

/** The share is raised from 10% to it after two days. */
const laterShare = 30;
const longestDays = 21;
const criteria = [
  'Preference step completion Δ > 0% (margin 5 pp), n ≥ 200 starts',
  'Request submissions Δ > 0% (margin 5 pp), n ≥ 200 starts',
];
const names = ['Preference step completion', 'Request submissions'];
const bases = [0.6, 0.45];
const simulatedPlan = plan(criteria, {
  stages: stages.map((stage) => (stage.id === 'canary' ? { ...stage, share: [10, 30], days: [2, 21] } : stage)),
});
/** The same wish without anything that makes it safe: the bare change after two days. */
const literalPlan = plan(
  names.map((name) => `${name} Δ > 0%`),
  { stages: stages.map((stage) => (stage.id === 'canary' ? { ...stage, days: [2, 2], bar: 'shown' } : stage)) },
);

type Totals = readonly { readonly treated: Count; readonly control: Count }[];
interface Count {
  hits: number;
  n: number;
}

const noTotals = (): Totals => names.map(() => ({ treated: { hits: 0, n: 0 }, control: { hits: 0, n: 0 } }));

/**
 * One canary, judged every evening by the rules as they are: 10% for two days, then 30%, until the
 * recommendation is GO or NO-GO or the days are used up.
 */
export function simulateRelease(release: SimulatedRelease, chance: () => number): SimulatedOutcome {
  const totals = noTotals();
  const readings: Reading[] = [];
  for (let today = 1; today <= longestDays; today += 1) {
    readings.push(...addDay(totals, { release, share: today <= 2 ? 10 : laterShare, today }, chance));
    const { recommendation } = evaluate({
      rollout: rollout([], periodsAt(today), { plan: simulatedPlan }),
      readings,
      settings,
      now: day(today),
      stage: 'canary',
    });
    if (recommendation.result !== 'HOLD') return { result: recommendation.result, days: today };
  }
  return { result: 'HOLD', days: longestDays };
}

/** The plan "Δ > 0% on both after two days at 10%", taken literally, by the rules as they are for bare numbers. */
export function simulateLiterally(release: SimulatedRelease, chance: () => number): SimulatedOutcome {
  const twoDays = { ...release, startsPerDay: 2 * release.startsPerDay };
  const readings = addDay(noTotals(), { release: twoDays, share: 10, today: 2 }, chance);
  const { recommendation } = evaluate({
    rollout: rollout([], periodsAt(2), { plan: literalPlan }),
    readings,
    settings,
    now: day(2),
    stage: 'canary',
  });
  return { result: recommendation.result, days: 2 };
}

interface SimulatedDay {
  readonly release: SimulatedRelease;
  readonly share: number;
  readonly today: number;
}

/** A day's people, each of whom falls into the share by chance, and what is read of all so far in the evening. */
function addDay(totals: Totals, { release, share, today }: SimulatedDay, chance: () => number): readonly Reading[] {
  const treated = drawBinomial(chance, release.startsPerDay, share / 100);
  return totals.map(({ treated: own, control }, i) => {
    const base = bases[i] ?? 0;
    addTo(own, treated, base + (release.change[i] ?? 0) / 100, chance);
    addTo(control, release.startsPerDay - treated, base, chance);
    return reading(names[i] ?? '', `${own.hits}/${own.n}`, today, {
      vs: `${control.hits}/${control.n}`,
      as: 'total',
      // Before midnight, so that it belongs to the day's share.
      at: day(today) - 1,
    });
  });
}

function addTo(counts: Count, n: number, rate: number, chance: () => number): void {
  counts.hits += drawBinomial(chance, n, rate);
  counts.n += n;
}

function periodsAt(today: number): readonly Period[] {
  const first: Period = { stage: 'canary', share: 10, from: start, until: undefined };
  if (today <= 2) return [first];
  const raisedAt = start + 2 * dayMs;
  return [
    { ...first, until: raisedAt },
    { stage: 'canary', share: laterShare, from: raisedAt, until: undefined },
  ];
}

export interface SimulatedRates {
  readonly go: number;
  readonly noGo: number;
  readonly hold: number;
  readonly medianDays: number;
}

/** Percentages of the outcomes of many releases, and the median of days until GO or NO-GO or the end. */
export function simulateMany(releases: number, simulate: () => SimulatedOutcome): SimulatedRates {
  const outcomes = Array.from({ length: releases }, simulate);
  const rate = (result: SimulatedOutcome['result']): number =>
    (100 * outcomes.filter((one) => one.result === result).length) / releases;
  const days = outcomes.map((one) => one.days).sort((a, b) => a - b);
  return { go: rate('GO'), noGo: rate('NO-GO'), hold: rate('HOLD'), medianDays: days[Math.floor(releases / 2)] ?? 0 };
}
