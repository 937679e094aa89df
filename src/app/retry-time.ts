import { minuteMs } from '../core/instant.ts';
import { GitHubFailure } from '../ports.ts';

/** After so many attempts an event or effect is set aside, so that those behind it can go on. */
export const maxAttempts = 10;
const longestWaitMs = 10 * minuteMs;

/**
 * When to try again after `attempts` earlier ones: after 1 s, 2 s, 4 s … up to 10 minutes, and not before GitHub said.
 * Undefined: trying again cannot help, or was tried often enough. Errors that are not GitHub's are tried again too: a
 * bug that shows only with today's data may be gone with the next version.
 */
export function retryTime(error: unknown, attempts: number, now: number): number | undefined {
  if (attempts + 1 >= maxAttempts) return undefined;
  const wait = Math.min(1000 * 2 ** attempts, longestWaitMs);
  if (!(error instanceof GitHubFailure)) return now + wait;
  if (error.retry === undefined) return undefined;
  return Math.max(now + wait, error.retry.notBefore ?? 0);
}
