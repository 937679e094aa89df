import type { Decision, LedgerNote, Reason } from '../decision.ts';
import type { Draft } from '../draft.ts';
import { timersOf } from '../due-dates.ts';
import type { Effect, Reaction } from '../effect.ts';
import { settle } from '../settle.ts';
import type { Snapshot } from '../snapshot.ts';
import { missingLabels } from '../stage-labels.ts';
import type { ViewCall } from '../view-models.ts';
import type { Handling } from './handling.ts';

export interface Conclusion {
  readonly reason: Reason;
  /** The draft after the event; as it was before when left out. */
  readonly draft?: Draft;
  /** Said in one comment, in this order. */
  readonly replies?: readonly ViewCall[];
  /** Where it is said: the node id of a checklist issue; the tracking issue when left out. */
  readonly on?: string | undefined;
  readonly reaction?: { readonly subject: string; readonly content: Reaction } | undefined;
  readonly ledger?: readonly LedgerNote[];
  /** No comment about a changed recommendation. */
  readonly quiet?: boolean;
}

/** Makes the decision: the state's own effects, what is to be said, and the timers that follow. */
export function conclude({ draft: before, snapshot }: Handling, conclusion: Conclusion): Decision {
  const { reason, replies = [], reaction, ledger = [] } = conclusion;
  const settled = settle(conclusion.draft ?? before, snapshot, conclusion.quiet === true);
  const { draft } = settled;
  const creates = settled.effects.filter((effect) => effect.kind === 'ensure-checklist-issue');
  // What is said to the command and that the recommendation has changed are one comment.
  const told = replies.length > 0 && conclusion.on === undefined ? settled.effects.flatMap(toldIn) : [];
  const others = settled.effects.filter(
    (effect) => effect.kind !== 'ensure-checklist-issue' && !toldIn(effect).some((body) => told.includes(body)),
  );
  return {
    reason,
    rollout: draft.rollout,
    readings: { put: draft.put, withdraw: draft.withdraw },
    effects: [
      ...firstSign(creates, reaction?.subject),
      ...labelEffects(draft, snapshot),
      ...creates,
      ...reply([...replies, ...told], conclusion.on),
      ...others,
      ...(reaction === undefined ? [] : [{ kind: 'react' as const, ...reaction }]),
    ],
    timers: timersOf(draft.rollout, snapshot.settings, snapshot.now),
    ledger,
  };
}

function toldIn(effect: Effect): readonly ViewCall[] {
  return effect.kind === 'post-once' && effect.issue === undefined && effect.body.view === 'recommendation-changed'
    ? [effect.body]
    : [];
}

/** Nothing changes and nothing is said. */
export function ignore(reason: Reason): Decision {
  return {
    reason,
    rollout: undefined,
    readings: { put: [], withdraw: [] },
    effects: [],
    timers: undefined,
    ledger: [],
  };
}

/** Creating an issue takes a moment: until it is there, eyes say that the command was seen. */
function firstSign(creates: readonly Effect[], subject: string | undefined): readonly Effect[] {
  return creates.length > 0 && subject !== undefined ? [{ kind: 'react', subject, content: 'EYES' }] : [];
}

function labelEffects(draft: Draft, snapshot: Snapshot): readonly Effect[] {
  const labels = missingLabels(draft.rollout, snapshot);
  return labels.length === 0 ? [] : [{ kind: 'ensure-labels', labels }];
}

function reply(replies: readonly ViewCall[], on: string | undefined): readonly Effect[] {
  const [first, ...more] = replies;
  if (first === undefined) return [];
  const body: ViewCall = more.length === 0 ? first : { view: 'reply', model: { parts: replies } };
  return [{ kind: 'post-once', issue: on, body }];
}
