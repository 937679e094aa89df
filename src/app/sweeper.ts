import { nextSweepAt } from '../adapters/database/effects.ts';
import { type Clock, GitHubFailure, type IssueRef, type Store, type StoredEffect } from '../ports.ts';
import type { Log } from './log.ts';

/** So many effects are looked after in one go. */
const batch = 200;

interface SweeperOptions {
  readonly store: Pick<Store, 'dueSweeps' | 'finishSweep'>;
  /** Removes what is there twice on an issue and on other issues by node id; returns how many. */
  readonly sweep: (issue: IssueRef, others: readonly string[]) => Promise<number>;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
}

/**
 * Looks again at what was created some time ago: a request that was thought lost may have got through after its second
 * attempt had. One look serves all that is due on an issue. Returns how many things were there twice.
 */
export async function sweepDue({ store, sweep, clock, log }: SweeperOptions): Promise<number> {
  const byIssue = new Map<string, StoredEffect[]>();
  for (const effect of await store.dueSweeps(clock.now(), batch)) {
    const key = `${effect.issue.repositoryId}#${effect.issue.number}`;
    byIssue.set(key, [...(byIssue.get(key) ?? []), effect]);
  }
  let removed = 0;
  for (const effects of byIssue.values()) {
    const [first] = effects;
    if (first === undefined) continue;
    const issue = `${first.issue.owner}/${first.issue.repository}#${first.issue.number}`;
    try {
      const extra = await sweep(first.issue, otherIssues(effects));
      if (extra > 0) log.warn({ issue, extra }, 'something was there twice: the later ones were taken away');
      removed += extra;
    } catch (error) {
      if (!(error instanceof GitHubFailure)) throw error;
      log.warn({ issue, err: error }, 'could not look for what is there twice');
      // In trouble for now: they stay due.
      if (error.retry !== undefined) continue;
    }
    for (const { id, doneAt } of effects) await store.finishSweep(id, nextSweepAt(doneAt ?? 0, clock.now()));
  }
  return removed;
}

/** GitHub's limit for one look-up. */
const maxOthers = 100;

function otherIssues(effects: readonly StoredEffect[]): readonly string[] {
  const issues = effects.flatMap(({ effect }) => (effect.kind === 'post-once' ? (effect.issue ?? []) : []));
  return [...new Set(issues)].slice(0, maxOthers);
}
