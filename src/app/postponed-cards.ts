import type { Clock, IssueRef, Store } from '../ports.ts';
import type { Log } from './log.ts';
import { syncReleases } from './sync-releases.ts';

export interface PostponedCards {
  /** The card of an issue is not up to date, to save requests until then. */
  add(issue: IssueRef, until: number): void;
}

/**
 * Brings cards up to date, each once, when there is budget again. A crash forgets them; the hourly look does not.
 */
export function createPostponedCards(
  store: Pick<Store, 'receive'>,
  clock: Clock,
  log: Log,
  onWork: () => void,
): PostponedCards {
  const issues = new Map<string, IssueRef>();

  async function catchUp(): Promise<void> {
    const due = [...issues.values()];
    issues.clear();
    await syncReleases(store, due, clock.now());
    onWork();
  }

  return {
    add(issue, until) {
      if (issues.size === 0) {
        clock.at(until, () => {
          catchUp().catch((error: unknown) => log.warn({ err: error }, 'cards stay as they are until the hourly look'));
        });
      }
      issues.set(`${issue.repositoryId}#${issue.number}`, issue);
    },
  };
}
