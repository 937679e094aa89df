import type { Event } from '../event.ts';

const readsPlan = /^\s*\/(?:plan|adopt)\b/im;

/** Whether the event may have the plan read, and found to be copied: the plans of other releases are loaded only then. */
export function mayReadPlan(event: Event): boolean {
  if (event.kind === 'comment-created' || event.kind === 'comment-edited') return readsPlan.test(event.comment.body);
  return ['issue-opened', 'issue-edited', 'issue-labeled', 'issue-reopened', 'sync'].includes(event.kind);
}
