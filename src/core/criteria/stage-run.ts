import type { Instant } from '../instant.ts';
import type { Reading } from '../readings/reading.ts';
import type { Period } from '../rollout.ts';

/** The latest uninterrupted stay in a stage: its constant-share periods, oldest first. */
export interface StageRun {
  readonly stage: string;
  readonly periods: readonly Period[];
  readonly from: Instant;
  /** Undefined while it lasts. */
  readonly until: Instant | undefined;
}

/** Undefined when the stage was never entered. Coming back to a stage, from another or from a rollback, begins a new stay. */
export function latestRun(periods: readonly Period[], stage: string): StageRun | undefined {
  const own: Period[] = [];
  for (let i = periods.length - 1; i >= 0; i -= 1) {
    const period = periods[i];
    if (period === undefined) continue;
    const next = own[0];
    if (period.stage === stage && (next === undefined || period.until === next.from)) own.unshift(period);
    else if (next !== undefined) break;
  }
  const first = own[0];
  return first && { stage, periods: own, from: first.from, until: own.at(-1)?.until };
}

/** The stay in the stage before, in the order in which stages were entered. */
export function previousRun(periods: readonly Period[], run: StageRun): StageRun | undefined {
  const before = periods.filter((period) => period.from < run.from && period.stage !== run.stage);
  const last = before.at(-1);
  return last && latestRun(before, last.stage);
}

/**
 * Index of the period that a reading belongs to: what came late counts for the last one. At the moment of a change the
 * share that the reading carries decides.
 */
export function periodAt(run: StageRun, { at, share }: Pick<Reading, 'at' | 'share'>): number {
  for (let i = run.periods.length - 1; i > 0; i -= 1) {
    const period = run.periods[i];
    if (period === undefined || at < period.from) continue;
    const isOfTheOneBefore = at === period.from && share !== undefined && share === run.periods[i - 1]?.share;
    return isOfTheOneBefore ? i - 1 : i;
  }
  return 0;
}

/** Whether the number is of this stay: read in the stage or, later, about it. */
export function isOfStay({ at, stage }: Pick<Reading, 'at' | 'stage'>, run: StageRun): boolean {
  if (at < run.from) return false;
  if (stage !== undefined) return stage === run.stage;
  return run.until === undefined || at < run.until;
}
