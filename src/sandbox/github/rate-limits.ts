import { hourMs, type Instant } from '../../core/instant.ts';
import type { Clock } from '../../ports.ts';

export type Resource = 'core' | 'graphql';

export interface RateLimit {
  readonly limit: number;
  readonly used: number;
  readonly remaining: number;
  readonly resetAt: Instant;
}

/** The primary limit: so many requests (REST) or points (GraphQL) in an hour for each installation. */
export interface RateLimits {
  of(holder: number, resource: Resource): RateLimit;
  /** Counts `cost`; false when there is not enough left. */
  take(holder: number, resource: Resource, cost: number): boolean;
}

export function rateLimits(clock: Pick<Clock, 'now'>, limit: number): RateLimits {
  const windows = new Map<string, { used: number; resetAt: Instant }>();

  function windowOf(holder: number, resource: Resource): { used: number; resetAt: Instant } {
    const key = `${holder}/${resource}`;
    const known = windows.get(key);
    if (known !== undefined && known.resetAt > clock.now()) return known;
    const fresh = { used: 0, resetAt: clock.now() + hourMs };
    windows.set(key, fresh);
    return fresh;
  }

  return {
    of(holder, resource) {
      const { used, resetAt } = windowOf(holder, resource);
      return { limit, used, remaining: Math.max(0, limit - used), resetAt };
    },
    take(holder, resource, cost) {
      const window = windowOf(holder, resource);
      if (window.used + cost > limit) return false;
      window.used += cost;
      return true;
    },
  };
}

export function rateLimitHeaders(state: RateLimit, resource: Resource): Record<string, string> {
  return {
    'x-ratelimit-limit': String(state.limit),
    'x-ratelimit-remaining': String(state.remaining),
    'x-ratelimit-used': String(state.used),
    'x-ratelimit-reset': String(Math.floor(state.resetAt / 1000)),
    'x-ratelimit-resource': resource,
  };
}

/** As `GET /rate_limit` and the headers count it. */
export function presentRateLimit(state: RateLimit, resource: Resource) {
  const { limit, used, remaining } = state;
  return { limit, used, remaining, reset: Math.floor(state.resetAt / 1000), resource };
}
