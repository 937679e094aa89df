import { type Draft, withRollout } from '../draft.ts';

/** What kinds of comments are kept up to date besides the card. */
export type SlotKind = 'summary' | '1-week' | '1-month' | 'questions';

/** The comment in `slot` is the one of its kind from now on; an earlier one stays as it last was. */
export function withSlot(draft: Draft, kind: SlotKind, slot: string): Draft {
  return withRollout(draft, { slots: { ...draft.rollout.slots, [kind]: slot } });
}
