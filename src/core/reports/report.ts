import type { CardModel } from '../card-model.ts';
import type { Timer } from '../decision.ts';
import type { Draft } from '../draft.ts';
import type { Instant } from '../instant.ts';
import type { Rollout } from '../rollout.ts';
import type { Settings } from '../settings.ts';
import type { Snapshot } from '../snapshot.ts';
import type { ViewCall } from '../view-models.ts';

/** A comment that falls due by the calendar. */
export interface Report {
  readonly name: 'weekly' | '1-week' | '1-month';
  readonly needsGoLive: boolean;
  /** The timers it should have now: none when it has been posted or is not to be. */
  timers(rollout: Rollout, settings: Settings): readonly Timer[];
  /** Posts it: a comment of its own in `body`, or a slot of the draft that is kept up to date from now on. */
  post(draft: Draft, snapshot: Snapshot, when: ReportTime): Posted;
}

export interface ReportTime {
  readonly dueAt: Instant;
  /** Slot for a comment that is kept up to date. */
  readonly slot: string;
  /** The card as it is now. */
  readonly card: CardModel;
}

export interface Posted {
  readonly draft: Draft;
  readonly body: ViewCall | undefined;
}
