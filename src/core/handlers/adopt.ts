import { hasAtLeast } from '../commands/permission.ts';
import type { Decision } from '../decision.ts';
import type { Event } from '../event.ts';
import { readMarkdown } from '../markdown/read-markdown.ts';
import { findCommands } from '../parsing/find-commands.ts';
import { readPlanOf } from '../plan/read-plan-of.ts';
import type { Rollout } from '../rollout.ts';
import type { Snapshot } from '../snapshot.ts';

export interface Adopted {
  readonly rollout: Rollout;
  /** The issue has no label yet: it becomes a tracking issue only when the command is carried out. */
  readonly onTrial: boolean;
}

/** The rollout of a tracking issue that is seen for the first time; undefined when the issue is none of ours. */
export function adopt(event: Event, snapshot: Snapshot): Adopted | undefined {
  const { issue, settings, now } = snapshot;
  const isTracked = issue.labels.some((label) => label.name === settings.labels.tracking);
  if (!isTracked && !asksForAdoption(event)) return undefined;
  if (!issue.open || !canAdopt(event, snapshot) || wasOurs(snapshot)) return undefined;
  const { plan, findings } = readPlanOf(snapshot);
  const rollout: Rollout = {
    position: { at: 'planning' },
    share: 0,
    plan,
    findings,
    amendments: [],
    accepted: [],
    adoption: undefined,
    periods: [],
    signOffs: [],
    judgements: [],
    answers: [],
    overrides: [],
    failed: [],
    wentLiveAt: undefined,
    goLiveDate: plan.goLive?.from,
    told: undefined,
    slots: {},
    reported: {},
    suspended: undefined,
    noticedClosed: [],
    openedAt: now,
  };
  return { rollout, onTrial: !isTracked };
}

/**
 * The card is there and the release is not: the database was lost or is an older one. Beginning anew would take a running
 * release back to its planning; an operator has to make it again from the issue.
 */
export function wasOurs({ comments }: Pick<Snapshot, 'comments'>): boolean {
  return comments.some((comment) => comment.slot === 'card');
}

/** `/adopt` in a new comment makes a tracking issue of one without the label. */
export function asksForAdoption(event: Event): event is Extract<Event, { kind: 'comment-created' }> {
  if (event.kind !== 'comment-created' || event.actor.isBot) return false;
  return findCommands(readMarkdown(event.comment.body)).some(({ name }) => name === 'adopt');
}

/**
 * Puts the label on an issue that was adopted by command. When the command was refused, or was only a dry run, the issue
 * stays none of ours: nothing but the answer is left of the decision, and for passers-by nothing but a reaction.
 */
export function endTrial(decision: Decision, { settings, actor }: Snapshot): Decision {
  const isAdopted = decision.ledger.some(({ action, outcome }) => action === '/adopt' && outcome === 'done');
  if (isAdopted) {
    const label = { kind: 'ensure-label', label: settings.labels.tracking } as const;
    return { ...decision, reason: 'adopted', effects: [...decision.effects, label] };
  }
  const isAnswered = actor !== undefined && hasAtLeast(actor, 'triage');
  return {
    ...decision,
    rollout: undefined,
    readings: { put: [], withdraw: [] },
    effects: decision.effects.filter(({ kind }) => kind === 'react' || (isAnswered && kind === 'post-once')),
    timers: undefined,
  };
}

/** A deleted issue is not adopted, nor one by an event on its sub-issue. */
function canAdopt(event: Event, { issue }: Snapshot): boolean {
  if (event.kind === 'timer') return false;
  if (event.kind === 'sync' || event.kind === 'set-aside') return true;
  if (event.issueNumber !== issue.number) return false;
  return event.kind !== 'issue-deleted' && event.kind !== 'issue-transferred' && event.kind !== 'issue-closed';
}
