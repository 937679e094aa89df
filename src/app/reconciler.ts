import type { OpenStore } from '../adapters/database/open-store.ts';
import type { PostedComment, PostedComments } from '../adapters/github/posted-comments.ts';
import { minuteMs } from '../core/instant.ts';
import type { Rollout } from '../core/rollout.ts';
import { type Clock, type Delivery, GitHubFailure, type IssueRef, type ReleaseSummary } from '../ports.ts';
import type { Log } from './log.ts';
import { syncReleases } from './sync-releases.ts';

/** Younger comments may still be on their way. */
const graceMs = 2 * minuteMs;
const overlapMs = 10 * minuteMs;

interface ReconcilerOptions {
  readonly store: Pick<OpenStore, 'releases' | 'receive' | 'unknownMeanings' | 'getFact' | 'putFact'>;
  readonly readPosted: (issue: IssueRef, since: number) => Promise<PostedComments>;
  readonly lowUntil: (installationId: number) => number | undefined;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
}

/**
 * Looks at every release that is not over: comments of which no webhook ever came are taken in, and then the issue is
 * put right where it is not as it should be. Returns how many comments were found.
 */
export async function reconcileReleases(options: ReconcilerOptions): Promise<number> {
  let found = 0;
  for (const release of await options.store.releases()) {
    // Where the hourly budget is low, commands come first.
    const mayLook = options.lowUntil(release.issue.installationId) === undefined;
    if (isOpen(release.rollout) && mayLook) found += await reconcile(options, release);
  }
  return found;
}

/** What is over is left as it is. */
export function isOpen({ position }: Rollout): boolean {
  return position.at !== 'complete' && position.at !== 'cancelled';
}

async function reconcile(options: ReconcilerOptions, { issue, rollout }: ReleaseSummary): Promise<number> {
  const { store, clock, log } = options;
  const now = clock.now();
  const key = `reconciled:${issue.repositoryId}#${issue.number}`;
  const last = Number((await store.getFact(key)) ?? rollout.openedAt);
  // What was written before the release was adopted is no business of ours.
  const since = Math.max(rollout.openedAt, last - overlapMs);
  let posted: PostedComments;
  try {
    posted = await options.readPosted(issue, since);
  } catch (error) {
    if (!(error instanceof GitHubFailure)) throw error;
    // Each event finds out by itself that the issue is gone; one is enough.
    const isNews = rollout.suspended === undefined;
    if (error.code === 'issue-not-found' && isNews) await syncReleases(store, [issue], now);
    else if (isNews)
      log.warn({ issue: `${issue.owner}/${issue.repository}#${issue.number}`, err: error }, 'not looked at');
    return 0;
  }
  const missing = await takeIn(options, issue, posted);
  await syncReleases(store, [issue], now);
  await store.putFact(key, String(now - graceMs));
  return missing;
}

async function takeIn({ store, clock, log }: ReconcilerOptions, issue: IssueRef, posted: PostedComments) {
  const now = clock.now();
  const ripe = posted.comments.filter(({ comment }) => comment.createdAt <= now - graceMs);
  const unknown = new Set(await store.unknownMeanings(ripe.map(meaningOf)));
  const missing = ripe.filter((one) => unknown.has(meaningOf(one)));
  for (const one of missing) {
    const fields = { issue: `${issue.owner}/${issue.repository}#${one.issueNumber}`, comment: one.comment.id };
    // Words that somebody else put there are not its author's.
    if (one.editedByAnother) log.warn(fields, 'no webhook ever came for a comment, which another has edited: not read');
    else {
      log.warn(fields, 'no webhook ever came for a comment: read now');
      await store.receive(deliveryOf(issue, one, posted.labels, now));
    }
  }
  return missing.length;
}

/** As its webhook would have come in. */
export function deliveryOf(issue: IssueRef, posted: PostedComment, labels: readonly string[], now: number): Delivery {
  const { comment, issueNumber, parentNumber } = posted;
  return {
    id: `comment:${comment.id}`,
    meaning: meaningOf(posted),
    event: {
      kind: 'comment-created',
      at: comment.createdAt,
      actor: comment.author,
      issueNumber,
      issueLabels: labels,
      comment,
    },
    issue: { ...issue, number: issueNumber },
    parentNumber,
    receivedAt: now,
  };
}

/** As the webhook's would be. */
function meaningOf({ comment }: PostedComment): string {
  return `issue_comment.created:${comment.id}`;
}
