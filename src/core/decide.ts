import type { Decision } from './decision.ts';
import { startDraft } from './draft.ts';
import type { Event } from './event.ts';
import { adopt, asksForAdoption, endTrial } from './handlers/adopt.ts';
import { onBodyEdited } from './handlers/body-edited.ts';
import { onChecklistClosed, onChecklistEdited } from './handlers/checklist.ts';
import { onCommentCreated } from './handlers/comment-created.ts';
import { onCommentDeleted, onCommentEdited } from './handlers/comment-edited.ts';
import { conclude, ignore } from './handlers/conclude.ts';
import type { Handling } from './handlers/handling.ts';
import { onLabeled, onUnlabeled } from './handlers/labels.ts';
import { onGone, onReopened, onTrackingClosed } from './handlers/lifecycle.ts';
import { onSetAside } from './handlers/set-aside.ts';
import { onSync } from './handlers/sync.ts';
import { onTimer } from './handlers/timer.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * What follows from an event, given everything that is known. Pure: the same event and snapshot always give the same
 * decision. A tracking issue that is not known yet is adopted on the way.
 */
export function decide(event: Event, snapshot: Snapshot): Decision {
  const adopted = snapshot.rollout === undefined ? adopt(event, snapshot) : undefined;
  const rollout = snapshot.rollout ?? adopted?.rollout;
  if (rollout === undefined) return ignore('not-ours');
  const handling: Handling = {
    draft: startDraft(rollout, snapshot),
    snapshot,
    adopted: adopted !== undefined,
  };
  if (rollout.suspended === 'unlabeled' && !isTracked(snapshot)) {
    return asksForAdoption(event) ? endTrial(handle(event, handling), snapshot) : ignore('not-ours');
  }
  if (adopted?.onTrial === true) return endTrial(handle(event, handling), snapshot);
  return handle(event, handling);
}

type CommentEvent = Extract<Event, { comment: unknown }>;
type OtherEvent = Exclude<Event, CommentEvent>;

/** Comments say the same on a checklist issue as on the tracking issue; what happens to the issue itself does not. */
function handle(event: Event, handling: Handling): Decision {
  if ('comment' in event) return onComment(event, handling);
  return isOnTrackingIssue(event, handling.snapshot)
    ? onTrackingIssue(event, handling)
    : onChecklistIssue(event, handling);
}

function onTrackingIssue(event: OtherEvent, handling: Handling): Decision {
  switch (event.kind) {
    case 'issue-edited':
      return onBodyEdited(event, handling);
    case 'issue-labeled':
      return onLabeled(event, handling);
    case 'issue-unlabeled':
      return onUnlabeled(event, handling);
    case 'issue-closed':
      return onTrackingClosed(event, handling);
    case 'issue-reopened':
      return onReopened(handling);
    case 'issue-deleted':
    case 'issue-transferred':
      return onGone(event, handling);
    case 'timer':
      return onTimer(event, handling);
    case 'issue-opened':
      return conclude(handling, { reason: handling.adopted ? 'adopted' : 'nothing-to-do' });
    case 'sync':
      return onSync(handling);
    case 'set-aside':
      return onSetAside(event, handling);
    default:
      return event satisfies never;
  }
}

function onChecklistIssue(event: OtherEvent, handling: Handling): Decision {
  switch (event.kind) {
    case 'issue-edited':
      return onChecklistEdited(event, handling);
    case 'issue-closed':
      return onChecklistClosed(event, handling);
    default:
      return conclude(handling, { reason: 'nothing-to-do' });
  }
}

function onComment(event: CommentEvent, handling: Handling): Decision {
  switch (event.kind) {
    case 'comment-created':
      return onCommentCreated(event, handling);
    case 'comment-edited':
      return onCommentEdited(event, handling);
    case 'comment-deleted':
      return onCommentDeleted(event, handling);
    default:
      return event satisfies never;
  }
}

function isOnTrackingIssue(event: Event, { issue }: Snapshot): boolean {
  return !('issueNumber' in event) || event.issueNumber === issue.number;
}

function isTracked({ issue, settings }: Snapshot): boolean {
  return issue.labels.some((label) => label.name === settings.labels.tracking);
}
