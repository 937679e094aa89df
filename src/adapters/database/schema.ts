/**
 * The tables, the same for both engines: moments are milliseconds in 64-bit integers, what only the program reads is
 * JSON as text, states are words. Rows are never deleted, except timers when they fall due, deliveries that were put
 * aside, and what is left of looks at issues that have long been done.
 */
import type { Generated, Kysely, Transaction } from 'kysely';

export interface Schema {
  readonly inbox: InboxTable;
  readonly lane: LaneTable;
  readonly release: ReleaseTable;
  readonly reading: ReadingTable;
  readonly effect: EffectTable;
  readonly timer: TimerTable;
  readonly ledger: LedgerTable;
  readonly fact: FactTable;
  readonly seen_delivery: SeenDeliveryTable;
  readonly leader: LeaderTable;
  readonly own_work: OwnWorkTable;
}

/** A connection for single statements, or a transaction. */
export type Handle = Kysely<Schema>;
export type Trx = Transaction<Schema>;

/** Every delivery that was ever accepted: the order of `seq` in a lane is the order of work. */
interface InboxTable {
  seq: Generated<number>;
  delivery_id: string;
  meaning: string | null;
  lane: string;
  event: string;
  issue: string;
  received_at: number;
  /** `ignored`: the same event had come under another delivery id. `dead`: set aside after too many attempts. */
  state: 'ready' | 'done' | 'ignored' | 'dead';
  attempts: Generated<number>;
  retry_at: Generated<number>;
  reason: string | null;
  error: string | null;
  done_at: number | null;
}

interface LaneTable {
  key: string;
  /** When its oldest work came in; null while there is none. */
  waiting_since: number | null;
  /** The head is not tried again before this moment. */
  run_after: Generated<number>;
  owner: string | null;
  lease_until: Generated<number>;
  fence: Generated<number>;
}

interface ReleaseTable {
  id: Generated<number>;
  repository_id: number;
  number: number;
  lane: string;
  issue: string;
  rollout: string;
  /** Grows by one with every decision. */
  version: number;
  opened_at: number;
  updated_at: number;
}

interface ReadingTable {
  seq: Generated<number>;
  release_id: number;
  reading_id: string;
  source_id: string;
  at: number;
  body: string;
  recorded_at: number;
  /** The release's version that last touched the row: what a cache has to catch up with. */
  version: number;
  superseded_at: number | null;
  /** Null while the reading counts. */
  superseded_by: 'edit' | 'withdrawal' | null;
}

interface EffectTable {
  id: string;
  inbox_seq: number;
  ordinal: number;
  lane: string;
  kind: string;
  /** For what should be true rather than happen once: a newer one of the same slot takes the place of an older. */
  slot: string | null;
  body: string;
  issue: string;
  state: 'pending' | 'done' | 'superseded' | 'dead';
  attempts: Generated<number>;
  retry_at: Generated<number>;
  remote_id: string | null;
  decided_at: number;
  done_at: number | null;
  sweep_at: number | null;
  error: string | null;
}

interface TimerTable {
  release_id: number;
  key: string;
  due_at: number;
}

/** Hash-chained by lane: `hash` covers the row and `prev_hash`. All rows of a lane together give the release's state. */
export interface LedgerTable {
  seq: Generated<number>;
  lane: string;
  ordinal: number;
  delivery_id: string;
  at: number;
  reason: string;
  actor: string;
  action: string;
  outcome: string;
  detail: string | null;
  /** A `RecordedChange`; null where nothing has changed. The last row of a decision has what all of it changed. */
  change: string | null;
  prev_hash: string;
  hash: string;
}

interface FactTable {
  key: string;
  value: string;
}

/** Deliveries that were looked at and put aside. Kept for a month, which is longer than GitHub can deliver again. */
interface SeenDeliveryTable {
  delivery_id: string;
  event: string;
  outcome: string;
  received_at: number;
}

/** What Rollcall has made and keeps up to date, by what it is: found again also where somebody took its marker away. */
interface OwnWorkTable {
  lane: string;
  kind: 'slot' | 'checklist';
  /** The comment's slot or the checklist's stage. */
  name: string;
  remote_id: string;
}

/** Which process does the work of `name` until when. */
interface LeaderTable {
  name: string;
  owner: string;
  until: number;
}
