import { hourMs, type Instant, minuteMs } from '../../core/instant.ts';
import { type Clock, GitHubFailure } from '../../ports.ts';

/** Spends what GitHub allows an installation to create. */
export interface WriteBudget {
  /**
   * Resolves when so many more things may be created. Throws `GitHubFailure` with the moment to come back where that
   * is too far off to wait for.
   */
  take(creations: number): Promise<void>;
  /** GitHub said that it is enough until then. */
  pause(until: Instant | undefined): void;
}

export interface WriteLimits {
  /** How many may be created at once after a rest. */
  readonly burst: number;
  readonly perMinute: number;
  readonly perHour: number;
  /** Longest wait; beyond it the work goes back to the queue. */
  readonly maxWaitMs: number;
}

/** GitHub's secondary limits for content, and a burst that lets small jobs through without waiting. */
export const publishedLimits: WriteLimits = { burst: 20, perMinute: 80, perHour: 500, maxWaitMs: 15_000 };

interface Bucket {
  readonly capacity: number;
  readonly perMs: number;
  tokens: number;
  at: Instant;
}

/**
 * Two token buckets. Capacity and refill together stay within the limit in every window of a minute or an hour, also
 * in one that begins with a full bucket. Tokens are reserved on arrival, so that whoever comes first goes first.
 */
export function createWriteBudget(clock: Clock, limits: WriteLimits = publishedLimits): WriteBudget {
  const hourly = Math.min(limits.perMinute, limits.perHour / 2);
  const buckets = [
    createBucket(limits.burst, (limits.perMinute - limits.burst) / minuteMs, clock.now()),
    createBucket(hourly, (limits.perHour - hourly) / hourMs, clock.now()),
  ];
  let pausedUntil: Instant = Number.NEGATIVE_INFINITY;
  return {
    async take(creations) {
      const now = clock.now();
      const ready = Math.max(pausedUntil, ...buckets.map((bucket) => readyAt(bucket, creations, now)));
      if (ready - now > limits.maxWaitMs) {
        throw new GitHubFailure('the budget for writing is used up', { retry: { notBefore: ready }, code: 'limited' });
      }
      for (const bucket of buckets) bucket.tokens -= creations;
      if (ready > now) await new Promise<void>((resolve) => clock.at(ready, resolve));
    },
    pause(until) {
      pausedUntil = Math.max(pausedUntil, until ?? clock.now() + minuteMs);
    },
  };
}

function createBucket(capacity: number, perMs: number, now: Instant): Bucket {
  return { capacity, perMs, tokens: capacity, at: now };
}

/** Refills the bucket and says when it will have enough; more than it holds is had when it is full. */
function readyAt(bucket: Bucket, wanted: number, now: Instant): Instant {
  if (now > bucket.at) {
    bucket.tokens = Math.min(bucket.capacity, bucket.tokens + (now - bucket.at) * bucket.perMs);
    bucket.at = now;
  }
  const short = Math.min(wanted, bucket.capacity) - bucket.tokens;
  return short <= 0 ? now : now + Math.ceil(short / bucket.perMs);
}
