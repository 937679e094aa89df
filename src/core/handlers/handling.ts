import type { Draft } from '../draft.ts';
import type { Event } from '../event.ts';
import type { Snapshot } from '../snapshot.ts';

/** What a handler starts from. */
export interface Handling {
  readonly draft: Draft;
  readonly snapshot: Snapshot;
  /** The release was adopted by this very event. */
  readonly adopted: boolean;
}

/** The event of one kind. */
export type EventOf<Kind extends Event['kind']> = Extract<Event, { kind: Kind }>;
