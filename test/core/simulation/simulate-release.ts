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
  /** The share is raised from 10% after two days. */
  readonly laterShare: number;
  readonly longestDays: number;
}

export interface SimulatedOutcome {
  readonly result: 'GO' | 'HOLD' | 'NO-GO';
  readonly days: number;
}

const criteria = [
  'Preference step completion Δ > 0% (margin 5 pp), n ≥ 200 starts',
  'Request submissions Δ > 0% (margin 5 pp), n ≥ 200 starts',
];
const names = ['Preference step completion', 'Request submissions'];
const bases = [0.6, 0.45];
const simulatedPlan = plan(criteria, {
  stages: stages.map((stage) => (stage.id === 'canary' ? { ...stage, share: [10, 30], days: [2, 21] } : stage)),
});

/**
 * One canary, judged every evening by the rules as they are: 10% for two days, then `laterShare`, until the
 * recommendation is GO or NO-GO or the days are used up.
 */
export function simulateRelease(release: SimulatedRelease, chance: () => number): SimulatedOutcome {
  const totals = names.map(() => ({ treated: { hits: 0, n: 0 }, control: { hits: 0, n: 0 } }));
  const readings: Reading[] = [];
  let due = 0;
  for (let today = 1; today <= release.longestDays; today += 1) {
    const share = today <= 2 ? 10 : release.laterShare;
    due += (release.startsPerDay * share) / 100;
    const treated = Math.round(due) - (totals[0]?.treated.n ?? 0);
    for (const [i, total] of totals.entries()) {
      const base = bases[i] ?? 0;
      addTo(total.treated, treated, base + (release.change[i] ?? 0) / 100, chance);
      addTo(total.control, release.startsPerDay - treated, base, chance);
      const { treated: own, control } = total;
      readings.push(
        reading(names[i] ?? '', `${own.hits}/${own.n}`, today, {
          vs: `${control.hits}/${control.n}`,
          as: 'total',
          // Before midnight, so that it belongs to the day's share.
          at: day(today) - 1,
        }),
      );
    }
    const { recommendation } = evaluate({
      rollout: rollout([], periodsAt(today, release.laterShare), { plan: simulatedPlan }),
      readings,
      settings,
      now: day(today),
      stage: 'canary',
    });
    if (recommendation.result !== 'HOLD') return { result: recommendation.result, days: today };
  }
  return { result: 'HOLD', days: release.longestDays };
}

function addTo(counts: { hits: number; n: number }, n: number, rate: number, chance: () => number): void {
  counts.hits += drawBinomial(chance, n, rate);
  counts.n += n;
}

function periodsAt(today: number, laterShare: number): readonly Period[] {
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
export function simulateMany(release: SimulatedRelease, releases: number, chance: () => number): SimulatedRates {
  const outcomes = Array.from({ length: releases }, () => simulateRelease(release, chance));
  const rate = (result: SimulatedOutcome['result']): number =>
    (100 * outcomes.filter((one) => one.result === result).length) / releases;
  const days = outcomes.map((one) => one.days).sort((a, b) => a - b);
  return { go: rate('GO'), noGo: rate('NO-GO'), hold: rate('HOLD'), medianDays: days[Math.floor(releases / 2)] ?? 0 };
}
