import type { IssueRef, Store } from '../ports.ts';

/** Puts a look at each issue into its lane: what is not as it should be is put right there, in order with all else. */
export async function syncReleases(store: Pick<Store, 'receive'>, issues: readonly IssueRef[], now: number) {
  for (const issue of issues) {
    await store.receive({
      id: `sync:${issue.repositoryId}#${issue.number}:${now}`,
      meaning: undefined,
      event: { kind: 'sync', at: now },
      issue,
      parentNumber: undefined,
      receivedAt: now,
    });
  }
}
