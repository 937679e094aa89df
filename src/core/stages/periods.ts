import type { Instant } from '../instant.ts';
import type { Period } from '../rollout.ts';

/**
 * Ends the constant-share period under way and begins the next, when stage or share changed. Without a stage (rolled back
 * below the ladder, ended) none begins.
 */
export function enterPeriod(
  periods: readonly Period[],
  entered: { readonly stage: string | undefined; readonly share: number | undefined; readonly now: Instant },
): readonly Period[] {
  const { stage, share, now } = entered;
  const last = periods.at(-1);
  if (last !== undefined && last.until === undefined && last.stage === stage && last.share === share) return periods;
  const ended = periods.map((period) => (period.until === undefined ? { ...period, until: now } : period));
  return stage === undefined ? ended : [...ended, { stage, share, from: now, until: undefined }];
}

/** When the stage was first entered; undefined when it never was. */
export function firstEntered(periods: readonly Period[], stage: string): Instant | undefined {
  return periods.find((period) => period.stage === stage)?.from;
}

/** When the stage was entered for the last time, whatever its shares since; undefined when it never was. */
export function lastEntered(periods: readonly Period[], stage: string): Instant | undefined {
  let entered: Period | undefined;
  for (const [index, period] of periods.entries()) {
    const before = periods[index - 1];
    const isNew = before?.stage !== stage || before.until !== period.from;
    if (period.stage === stage && isNew) entered = period;
  }
  return entered?.from;
}

/** When the stage was last left; undefined while it lasts or when it was never entered. */
export function lastLeft(periods: readonly Period[], stage: string): Instant | undefined {
  return periods.findLast((period) => period.stage === stage)?.until;
}

/** The share at the end of the stage, or now. */
export function lastShare(periods: readonly Period[], stage: string): number | undefined {
  return periods.findLast((period) => period.stage === stage)?.share;
}
