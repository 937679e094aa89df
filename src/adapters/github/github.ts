import type { Instant } from '../../core/instant.ts';
import type { Clock, GitHub, IssueRef } from '../../ports.ts';
import type { Clients } from './clients.ts';
import { deriveMarkerKeys } from './marker.ts';
import { createCommentMemory } from './own-comments.ts';
import type { AppIdentity } from './payload.ts';
import { createPermissionMemory } from './permission.ts';
import { readIssue } from './read.ts';
import { writeEffects } from './write.ts';
import { createWriteBudget, publishedLimits, type WriteBudget, type WriteLimits } from './write-budget.ts';

export interface GitHubOptions {
  readonly clients: Clients;
  readonly clock: Clock;
  readonly app: AppIdentity;
  /** Secrets for the hidden markers, the one in force first; those of the webhook will do. */
  readonly secrets: readonly [string, ...string[]];
  /** What stands at the end of a text that had to be cut. */
  readonly cutNote: string;
  /** Name of the label of blockers in an issue's repository; `blocker` when not given. */
  readonly blockerLabel?: (issue: IssueRef) => string;
  /** Until when an installation's hourly budget is low; never when not given. */
  readonly lowUntil?: (installationId: number) => Instant | undefined;
  /** GitHub's published limits when not given. */
  readonly limits?: WriteLimits;
}

/** GitHub over its APIs. Budgets and what is remembered are of one process. */
export function createGitHub(options: GitHubOptions): GitHub {
  const { clients, clock, app, cutNote } = options;
  const keys = deriveMarkerKeys(options.secrets);
  const permissions = createPermissionMemory();
  const comments = createCommentMemory();
  const budgets = new Map<number, WriteBudget>();
  function budgetOf(installationId: number): WriteBudget {
    const budget = budgets.get(installationId) ?? createWriteBudget(clock, options.limits ?? publishedLimits);
    budgets.set(installationId, budget);
    return budget;
  }
  return {
    read(issue, actor, own = { slots: {}, checklists: {} }) {
      const octokit = clients.forInstallation(issue.installationId);
      const blockerLabel = options.blockerLabel?.(issue) ?? 'blocker';
      return readIssue(
        { octokit, clock, keys, slug: app.slug, blockerLabel, permissions, comments, own },
        issue,
        actor,
      );
    },
    write(issue, facts, effects, retry) {
      const octokit = clients.forInstallation(issue.installationId);
      const budget = budgetOf(issue.installationId);
      const lowUntil = options.lowUntil?.(issue.installationId);
      return writeEffects({ lowUntil, octokit, clock, budget, keys, slug: app.slug, cutNote, facts, effects, retry });
    },
  };
}
