import type { Instant } from '../../core/instant.ts';
import type { Clock } from '../../ports.ts';
import type { GitHubCall } from './clients.ts';

/** Knows how much of GitHub's hourly budget is left, from its own answers. */
export interface HourlyBudget {
  note(call: GitHubCall): void;
  /** When the budget of an installation is renewed, while less than a tenth of it is left; undefined otherwise. */
  lowUntil(installationId: number): Instant | undefined;
}

/** Of 5,000 points this leaves 500 for commands: about 150 of them. */
const lowShare = 0.1;

export function createHourlyBudget(clock: Pick<Clock, 'now'>): HourlyBudget {
  const renewals = new Map<number, Instant>();
  return {
    note({ installationId, route, remaining, limit, resetAt }) {
      // Almost everything goes through GraphQL, which has a budget of its own.
      if (installationId === undefined || route !== '/graphql' || remaining === undefined) return;
      if (limit === undefined || resetAt === undefined) return;
      if (remaining < limit * lowShare) renewals.set(installationId, resetAt);
      else renewals.delete(installationId);
    },
    lowUntil(installationId) {
      const at = renewals.get(installationId);
      return at !== undefined && at > clock.now() ? at : undefined;
    },
  };
}
