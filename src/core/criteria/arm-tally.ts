import { dayMs } from '../instant.ts';
import type { Figure } from '../readings/reading.ts';
import type { Proportion } from '../statistics/interval.ts';
import { isImpossible, type Observation, proportionOf } from './observation.ts';

/** What the numbers of one arm come to, up to one of them: a value, from which the next one is made. */
export interface ArmTally {
  /** The constant-share period of the newest number … */
  readonly newest: PeriodTally;
  /** … and all others that have numbers. */
  readonly others: readonly PeriodTally[];
  /** No count has ever fallen within a period. */
  readonly growsOnly: boolean;
}

interface PeriodTally {
  /** Its index in the stage. */
  readonly period: number;
  /** The newest one, as written. */
  readonly figure: Figure;
  readonly counts: Proportion | undefined;
  /** The newest counts that may be a total. */
  readonly total: Proportion | undefined;
  /** Counts of separate days so far: of the newest day, and of those before it. */
  readonly day: number | undefined;
  readonly today: Proportion;
  readonly daysBefore: Proportion;
}

const none: Proportion = { hits: 0, n: 0 };

/** The tally with one more number. Numbers come in the order of the moments they hold for. */
export function addToArm(arm: ArmTally | undefined, observation: Observation, figure: Figure): ArmTally {
  const { period } = observation;
  const own = arm && periodOf(arm, period);
  const counts = usable(figure);
  const last = own?.counts;
  const falls = counts !== undefined && last !== undefined && (counts.n < last.n || counts.hits < last.hits);
  return {
    newest: addToPeriod(own, observation, figure, counts),
    others: arm ? othersThan(period, arm) : [],
    growsOnly: (arm?.growsOnly ?? true) && !falls,
  };
}

/** The same list while the period stays the same. */
function othersThan(period: number, { newest, others }: ArmTally): readonly PeriodTally[] {
  return newest.period === period ? others : [...others.filter((one) => one.period !== period), newest];
}

function addToPeriod(
  own: PeriodTally | undefined,
  { at, period, reading }: Observation,
  figure: Figure,
  counts: Proportion | undefined,
): PeriodTally {
  const before = own ?? { total: undefined, day: undefined, today: none, daysBefore: none };
  if (counts === undefined) return { ...before, period, figure, counts: own?.counts };
  const total = reading.as === 'daily' ? before.total : counts;
  if (reading.as === 'total') return { ...before, period, figure, counts, total };
  const day = Math.floor(at / dayMs);
  // A second number for the same day replaces the first.
  const daysBefore = day === before.day ? before.daysBefore : sum(before.daysBefore, before.today);
  return { period, figure, counts, total, day, today: counts, daysBefore };
}

/** Nobody counted yet is no number at all. */
function usable(figure: Figure): Proportion | undefined {
  const counts = proportionOf(figure);
  return counts !== undefined && counts.n > 0 && !isImpossible(figure) ? counts : undefined;
}

function sum(one: Proportion, other: Proportion): Proportion {
  return { hits: one.hits + other.hits, n: one.n + other.n };
}

function periodOf({ newest, others }: ArmTally, period: number): PeriodTally | undefined {
  return newest.period === period ? newest : others.find((one) => one.period === period);
}

/** The newest number of the arm in the period. */
export function figureIn(arm: ArmTally | undefined, period: number): Figure | undefined {
  return arm && periodOf(arm, period)?.figure;
}

export interface ArmCounts {
  /** Counts of each constant-share period, by its index, the first one first; a period without numbers is missing. */
  readonly byPeriod: ReadonlyMap<number, Proportion>;
  /** A total covers a period from which there is no reading of its own: the periods cannot be told apart. */
  readonly mixed: boolean;
}

/** The counts of the arm, period by period. */
export function countArm(arm: ArmTally | undefined, mode: 'total' | 'daily'): ArmCounts {
  const periods = arm ? [...arm.others, arm.newest].sort((a, b) => a.period - b.period) : [];
  return mode === 'daily' ? sumDays(periods) : splitTotals(periods);
}

function sumDays(periods: readonly PeriodTally[]): ArmCounts {
  const counted = periods.filter(({ day }) => day !== undefined);
  const byPeriod = new Map(counted.map(({ period, daysBefore, today }) => [period, sum(daysBefore, today)]));
  return { byPeriod, mixed: false };
}

/** The last total of each period, less the last one of the period before; a total that fell has been started anew. */
function splitTotals(periods: readonly PeriodTally[]): ArmCounts {
  const byPeriod = new Map<number, Proportion>();
  let before = none;
  let next = 0;
  let mixed = false;
  for (const { period, total } of periods) {
    if (total === undefined) continue;
    const added = { hits: total.hits - before.hits, n: total.n - before.n };
    const restarted = added.n < 0 || added.hits < 0 || added.hits > added.n;
    byPeriod.set(period, restarted ? total : added);
    mixed ||= period > next && !restarted;
    next = period + 1;
    before = total;
  }
  return { byPeriod, mixed };
}

/** All periods together. */
export function sumCounts({ byPeriod }: ArmCounts): Proportion | undefined {
  if (byPeriod.size === 0) return undefined;
  let all = none;
  for (const counts of byPeriod.values()) all = sum(all, counts);
  return all;
}
