/** GitHub answers from several places, and not all of them know everything yet. */
import type { Decision } from '../core/decision.ts';
import { GitHubFailure, type InboxRow, type OwnWork, type ReadResult } from '../ports.ts';

/** So often an answer from before the event is not taken; then it is, for times may differ for other reasons. */
const staleReads = 3;

const again = { retry: { notBefore: undefined } };

/** Throws `GitHubFailure` where the answer is from before the event that it was asked for. */
export function refuseStale({ event, attempts }: InboxRow, { updatedAt }: ReadResult): void {
  if (attempts >= staleReads || !changing.has(event.kind) || !('issueNumber' in event)) return;
  const known = updatedAt.get(event.issueNumber);
  if (known === undefined || known >= event.at) return;
  throw new GitHubFailure('GitHub answered with what was before the event', again);
}

/** Events after which the issue's own time of change is that of the event, or later. */
const changing: ReadonlySet<string> = new Set([
  'issue-edited',
  'issue-labeled',
  'issue-unlabeled',
  'issue-closed',
  'issue-reopened',
  'comment-created',
]);

/**
 * Throws `GitHubFailure` where a checklist issue would be opened that was opened before: an issue cannot be taken back.
 * Either the answer is from before it was there, or somebody has deleted it, and then it will still not be there later.
 */
export function refuseForgetful({ attempts }: InboxRow, { effects }: Decision, own: OwnWork): void {
  if (attempts >= staleReads) return;
  const known = effects.some(
    (effect) => effect.kind === 'ensure-checklist-issue' && own.checklists[effect.stage] !== undefined,
  );
  if (known) throw new GitHubFailure('GitHub answered without the checklist issue that is there', again);
}
