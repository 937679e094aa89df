import { hourMs, type Instant, minuteMs } from '../core/instant.ts';
import { GitHubFailure } from '../ports.ts';

/** After so many attempts an event or effect is set aside, so that those behind it can go on. */
export const maxAttempts = 10;
const longestWaitMs = 10 * minuteMs;
/** For so long GitHub may be away, or allow nothing more, before that counts against what waits for it. */
const patienceMs = 6 * hourMs;

export interface Tried {
  /** Earlier ones. */
  readonly attempts: number;
  /** When it came in, or was decided. */
  readonly since: Instant;
}

/**
 * When to try again: after 1 s, 2 s, 4 s … up to 10 minutes, and not before GitHub said. Undefined: trying again cannot
 * help, or was tried often enough. Errors that are not GitHub's are tried again too: a bug that shows only with today's
 * data may be gone with the next version.
 */
export function retryTime(error: unknown, tried: Tried, now: Instant): Instant | undefined {
  const notBefore = error instanceof GitHubFailure ? (error.retry?.notBefore ?? 0) : 0;
  // As long as it has been waiting already, which doubles it each time.
  if (isPassing(error, tried.since, now)) return Math.max(now + waitOf(now - tried.since), notBefore);
  if (error instanceof GitHubFailure && error.retry === undefined) return undefined;
  if (tried.attempts + 1 >= maxAttempts) return undefined;
  return Math.max(now + waitOf(1000 * 2 ** tried.attempts), notBefore);
}

/** GitHub is in trouble, or we have asked too much of it: nothing is wrong with what waits, and others would fail as well. */
export function isPassing(error: unknown, since: Instant, now: Instant): boolean {
  if (!(error instanceof GitHubFailure) || error.retry === undefined || now - since >= patienceMs) return false;
  if (error.code === 'held-back') return isPassing(error.cause, since, now);
  return error.code === 'limited' || error.code === 'unavailable';
}

function waitOf(ms: number): number {
  return Math.min(Math.max(ms, 1000), longestWaitMs);
}
