import { dayMs } from '../instant.ts';
import type { Proportion } from '../statistics/interval.ts';
import type { Observation } from './observation.ts';

/** Whether numbers are totals since the stage began or of separate days; `guessed` when no reading says. */
export interface CountMode {
  readonly mode: 'total' | 'daily';
  readonly guessed: boolean;
}

type Pick = (observation: Observation) => Proportion | undefined;

/**
 * Totals only ever grow: numbers that fall within a period are of separate days. One reading alone is a total. Where a
 * reading says it is a total, it is believed before the others.
 */
export function readCountMode(observations: readonly Observation[], picks: readonly Pick[]): CountMode {
  const said = observations.map(({ reading }) => reading.as);
  if (said.includes('total')) return { mode: 'total', guessed: false };
  if (said.includes('daily')) return { mode: 'daily', guessed: false };
  return { mode: picks.every((pick) => growsOnly(observations, pick)) ? 'total' : 'daily', guessed: true };
}

function growsOnly(observations: readonly Observation[], pick: Pick): boolean {
  const last = new Map<number, Proportion>();
  for (const observation of observations) {
    const counts = pick(observation);
    if (counts === undefined) continue;
    const before = last.get(observation.period);
    if (before && (counts.n < before.n || counts.hits < before.hits)) return false;
    last.set(observation.period, counts);
  }
  return true;
}

export interface ArmCounts {
  /** Counts of each constant-share period, by its index; a period without numbers is missing. */
  readonly byPeriod: ReadonlyMap<number, Proportion>;
  /** A total covers a period from which there is no reading of its own: the periods cannot be told apart. */
  readonly mixed: boolean;
}

/** The counts of one arm, period by period. */
export function countArm(observations: readonly Observation[], pick: Pick, mode: CountMode['mode']): ArmCounts {
  return mode === 'daily' ? sumDays(observations, pick) : splitTotals(observations, pick);
}

/** A second number for the same day replaces the first. */
function sumDays(observations: readonly Observation[], pick: Pick): ArmCounts {
  const days = new Map<string, { readonly period: number; readonly counts: Proportion }>();
  for (const observation of observations) {
    const counts = pick(observation);
    if (counts === undefined || observation.reading.as === 'total') continue;
    const day = `${observation.period}/${Math.floor(observation.at / dayMs)}`;
    days.set(day, { period: observation.period, counts });
  }
  const byPeriod = new Map<number, Proportion>();
  for (const { period, counts } of days.values()) {
    const sum = byPeriod.get(period) ?? { hits: 0, n: 0 };
    byPeriod.set(period, { hits: sum.hits + counts.hits, n: sum.n + counts.n });
  }
  return { byPeriod, mixed: false };
}

/** The last total of each period, less the last one of the period before; a total that fell has been started anew. */
function splitTotals(observations: readonly Observation[], pick: Pick): ArmCounts {
  const totals = new Map<number, Proportion>();
  for (const observation of observations) {
    const counts = pick(observation);
    if (counts && observation.reading.as !== 'daily') totals.set(observation.period, counts);
  }
  const byPeriod = new Map<number, Proportion>();
  let before: Proportion = { hits: 0, n: 0 };
  let next = 0;
  let mixed = false;
  for (const [period, total] of totals) {
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
  let hits = 0;
  let n = 0;
  for (const counts of byPeriod.values()) {
    hits += counts.hits;
    n += counts.n;
  }
  return { hits, n };
}
