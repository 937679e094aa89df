import type { Decision } from '../decision.ts';
import { withRollout } from '../draft.ts';
import type { Rollout } from '../rollout.ts';
import { conclude } from './conclude.ts';
import type { EventOf, Handling } from './handling.ts';

/** Somebody closed the tracking issue by hand: the record stays, reports stop until it is opened again. */
export function onTrackingClosed(
  event: EventOf<'issue-closed' | 'issue-reopened' | 'issue-deleted' | 'issue-transferred'>,
  handling: Handling,
): Decision {
  const { position, suspended } = handling.draft.rollout;
  const isEnded = position.at === 'complete' || position.at === 'cancelled';
  if (isEnded || suspended !== undefined || handling.snapshot.issue.open) {
    return conclude(handling, { reason: 'nothing-to-do' });
  }
  return conclude(handling, {
    reason: 'released',
    draft: withRollout(handling.draft, { suspended: 'closed' }),
    replies: [{ view: 'paused', model: { why: 'closed', by: event.actor.login } }],
    ledger: [{ actor: event.actor.login, action: 'close', outcome: 'noted', detail: undefined }],
  });
}

export function onReopened(handling: Handling): Decision {
  const draft = withRollout(handling.draft, { suspended: undefined });
  return conclude(handling, { reason: 'repaired', draft, quiet: true });
}

export function onGone(
  event: EventOf<'issue-closed' | 'issue-reopened' | 'issue-deleted' | 'issue-transferred'>,
  { draft }: Handling,
): Decision {
  return releaseGone(draft.rollout, event.actor.login, event.kind);
}

/** The issue is gone from here: nothing more can be said, and no timer may go off. */
export function releaseGone(rollout: Rollout, actor: string, action: string): Decision {
  return {
    reason: 'released',
    rollout: { ...rollout, suspended: 'closed' },
    readings: { put: [], withdraw: [] },
    effects: [],
    timers: [],
    ledger: [{ actor, action, outcome: 'noted', detail: 'the tracking issue is gone' }],
  };
}
