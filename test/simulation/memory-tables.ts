/** The store's tables as plain objects. They outlive a simulated process; what a transaction changes, it changes at once. */
import type { ChainedEntry } from '../../src/adapters/database/ledger.ts';
import type { EvidenceBook } from '../../src/core/criteria/evidence-book.ts';
import type { Effect } from '../../src/core/effect.ts';
import type { Event } from '../../src/core/event.ts';
import type { Reading } from '../../src/core/readings/reading.ts';
import type { Rollout } from '../../src/core/rollout.ts';
import { type IssueRef, type Lane, LeaseLost } from '../../src/ports.ts';

export interface InboxEntry {
  readonly seq: number;
  readonly deliveryId: string;
  readonly meaning: string | undefined;
  readonly event: Event;
  readonly issue: IssueRef;
  readonly receivedAt: number;
  state: 'ready' | 'done' | 'ignored' | 'dead';
  attempts: number;
  retryAt: number;
  reason: string | undefined;
}

export interface EffectEntry {
  readonly id: string;
  readonly inboxSeq: number;
  readonly effect: Effect;
  readonly slot: string | undefined;
  readonly issue: IssueRef;
  readonly decidedAt: number;
  state: 'pending' | 'done' | 'superseded' | 'dead';
  attempts: number;
  retryAt: number;
  remoteId: string | undefined;
  doneAt: number | undefined;
  sweepAt: number | undefined;
}

export interface Release {
  issue: IssueRef;
  rollout: Rollout;
  updatedAt: number;
  readings: readonly { readonly seq: number; readonly reading: Reading }[];
  readonly timers: Map<string, number>;
  /** As it was last kept; what has changed since is entered when it is loaded. */
  book: EvidenceBook | undefined;
}

/** A lane with everything that belongs to it. */
export interface LaneEntry {
  readonly key: string;
  waitingSince: number | undefined;
  runAfter: number;
  owner: string | undefined;
  leaseUntil: number;
  fence: number;
  readonly inbox: InboxEntry[];
  readonly effects: EffectEntry[];
  readonly ledger: ChainedEntry[];
  readonly slots: Record<string, string>;
  readonly checklists: Record<string, string>;
  release: Release | undefined;
}

export interface Tables {
  readonly lanes: Map<string, LaneEntry>;
  readonly byDelivery: Map<string, InboxEntry>;
  readonly byMeaning: Map<string, InboxEntry>;
  readonly byEffect: Map<string, EffectEntry & { readonly lane: LaneEntry }>;
  readonly facts: Map<string, string>;
  /** When each delivery that was put aside had come. */
  readonly putAside: Map<string, number>;
  readonly leaders: Map<string, { readonly owner: string; readonly until: number }>;
  readonly listeners: Set<() => void>;
  seq: number;
}

export function emptyTables(): Tables {
  return {
    lanes: new Map(),
    byDelivery: new Map(),
    byMeaning: new Map(),
    byEffect: new Map(),
    facts: new Map(),
    putAside: new Map(),
    leaders: new Map(),
    listeners: new Set(),
    seq: 0,
  };
}

export function laneOf(tables: Tables, key: string): LaneEntry {
  const known = tables.lanes.get(key);
  if (known !== undefined) return known;
  const lane: LaneEntry = {
    key,
    waitingSince: undefined,
    runAfter: 0,
    owner: undefined,
    leaseUntil: 0,
    fence: 0,
    inbox: [],
    effects: [],
    ledger: [],
    slots: {},
    checklists: {},
    release: undefined,
  };
  tables.lanes.set(key, lane);
  return lane;
}

/** The lane, if the lease still holds. */
export function heldLane(tables: Tables, { key, fence }: Lane): LaneEntry {
  const lane = tables.lanes.get(key);
  if (lane === undefined || lane.fence !== fence) throw new LeaseLost(key);
  return lane;
}

export function pendingOf(lane: LaneEntry): readonly EffectEntry[] {
  return lane.effects.filter((effect) => effect.state === 'pending');
}

export function headOf(lane: LaneEntry): InboxEntry | undefined {
  return lane.inbox.find((row) => row.state === 'ready');
}

export function settle(lane: LaneEntry): void {
  const effect = lane.effects.find(({ state }) => state === 'pending');
  const row = effect === undefined ? headOf(lane) : undefined;
  lane.waitingSince = effect?.decidedAt ?? row?.receivedAt;
  lane.runAfter = effect?.retryAt ?? row?.retryAt ?? 0;
}
