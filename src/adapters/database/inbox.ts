import { sql } from 'kysely';
import type { Event } from '../../core/event.ts';
import type { Delivery, Failure, InboxRow, IssueRef, Lane, Receipt, Store } from '../../ports.ts';
import { createBatches } from './batches.ts';
import { compileOnce } from './compile-once.ts';
import { pendingEffects } from './effects.ts';
import type { Engine } from './engine.ts';
import { holdLane, laneKey, laneWaker, settleLane } from './lanes.ts';
import { findTracked } from './releases.ts';
import type { Handle, Trx } from './schema.ts';
import { leaveWord } from './set-aside.ts';
import { storableText } from './storable-text.ts';

type Inbox = Pick<Store, 'receive' | 'isTracked' | 'next' | 'fail'>;

/** So many tracking issues are known without asking the database. */
const maxKnown = 10_000;

/** The inbox: what came in, in order, each thing once. */
export function createInbox(engine: Engine): Inbox {
  /** Lanes whose issue has a release, for good: none is ever taken away. */
  const known = new Set<string>();
  const wakeLane = laneWaker(engine.db);
  const insertRow = rowInserter(engine.db);

  // The embedded engine's transactions share commits anyway.
  const receive = engine.kind === 'postgres' ? createBatches(receiveAll) : receiveOne;

  function receiveAll(deliveries: readonly Delivery[]): Promise<readonly Receipt[]> {
    return engine.transact((trx) => receiveTogether(trx, deliveries));
  }

  async function receiveOne(delivery: Delivery): Promise<Receipt> {
    const [receipt] = await receiveAll([delivery]);
    if (receipt === undefined) throw new Error('a delivery was taken in without a receipt');
    return receipt;
  }

  async function receiveTogether(trx: Trx, deliveries: readonly Delivery[]): Promise<readonly Receipt[]> {
    const rows: PlacedRow[] = [];
    for (const delivery of deliveries) rows.push(await placeRow(trx, delivery));
    // Lanes in one order: two processes that receive, or one that fires timers, can then never wait for each other.
    const lanes = [...new Set(rows.map(({ lane }) => lane))].sort();
    for (const lane of lanes) await wakeLane(trx, lane, firstArrival(rows, lane));
    const woken = new Set<string>();
    const receipts: Receipt[] = [];
    for (const { lane, row } of rows) {
      const accepted = await insertRow(trx, lane, row);
      if (accepted) woken.add(lane);
      receipts.push(accepted ? 'accepted' : await receiveAgain(trx, lane, row));
    }
    for (const lane of lanes) if (!woken.has(lane)) await settleLane(trx, lane);
    if (woken.size > 0) await engine.announce(trx);
    return receipts;
  }

  /** An event of a checklist issue goes into the lane of its release. */
  async function placeRow(trx: Trx, delivery: Delivery): Promise<PlacedRow> {
    const { issue, parentNumber } = delivery;
    const isKnown = known.has(laneKey(issue.repositoryId, issue.number));
    const tracked = isKnown ? issue.number : await findTracked(trx, issue.repositoryId, issue.number, parentNumber);
    const row = { ...delivery, issue: { ...issue, number: tracked ?? issue.number } };
    return { lane: laneKey(issue.repositoryId, row.issue.number), row };
  }

  async function isTracked(repositoryId: number, issueNumber: number, parentNumber: number | undefined) {
    const lane = laneKey(repositoryId, issueNumber);
    if (known.has(lane)) return true;
    const tracked = await findTracked(engine.db, repositoryId, issueNumber, parentNumber);
    if (tracked === issueNumber) {
      if (known.size >= maxKnown) known.clear();
      known.add(lane);
    }
    return tracked !== undefined;
  }

  async function next(lane: Lane, now: number) {
    const waiting = await pendingEffects(engine.db, lane.key);
    const [head] = waiting;
    if (head !== undefined) {
      const blocked = waiting.findIndex((effect) => effect.retryAt > now);
      const ready = blocked === -1 ? waiting : waiting.slice(0, blocked);
      if (ready.length === 0) return undefined;
      return { kind: 'effects' as const, issue: head.stored.issue, effects: ready.map((effect) => effect.stored) };
    }
    const row = await engine.db
      .selectFrom('inbox')
      .select(['seq', 'delivery_id', 'event', 'issue', 'received_at', 'attempts', 'retry_at'])
      .where('lane', '=', lane.key)
      .where('state', '=', sql.lit('ready'))
      .orderBy('seq')
      .limit(1)
      .executeTakeFirst();
    if (row === undefined || row.retry_at > now) return undefined;
    return {
      kind: 'event' as const,
      row: {
        seq: row.seq,
        deliveryId: row.delivery_id,
        // `insertRow` wrote both from values of these types.
        event: JSON.parse(row.event) as Event,
        issue: JSON.parse(row.issue) as IssueRef,
        receivedAt: row.received_at,
        attempts: row.attempts,
      },
    };
  }

  async function fail(lane: Lane, row: InboxRow, { error, code, retryAt, counts }: Failure, now: number) {
    await engine.transact(async (trx) => {
      await holdLane(trx, lane);
      const failed = await trx
        .updateTable('inbox')
        .set((eb) => ({
          attempts: eb('attempts', '+', counts ? 1 : 0),
          error: storableText(error),
          state: retryAt === undefined ? 'dead' : 'ready',
          retry_at: retryAt ?? 0,
        }))
        .where('seq', '=', row.seq)
        .where('state', '=', 'ready')
        .returning('attempts')
        .executeTakeFirst();
      if (failed !== undefined && retryAt === undefined) {
        await leaveWord(trx, lane.key, row.seq, { undone: undefined, attempts: failed.attempts, code }, now);
      }
      await settleLane(trx, lane.key);
    });
  }

  return { receive, isTracked, next, fail };
}

interface PlacedRow {
  readonly lane: string;
  readonly row: Delivery;
}

function firstArrival(rows: readonly PlacedRow[], lane: string): number {
  return Math.min(...rows.filter((row) => row.lane === lane).map(({ row }) => row.receivedAt));
}

async function receiveAgain(trx: Trx, lane: string, row: Delivery): Promise<Receipt> {
  return (await insertIgnored(trx, lane, row)) ? 'repeated' : 'duplicate';
}

/** Whether the row is new. The caller holds the lane's row. */
export type InsertRow = (trx: Trx, lane: string, row: Omit<Delivery, 'parentNumber'>) => Promise<boolean>;

export function rowInserter(db: Handle): InsertRow {
  const run = compileOnce(db, (on, values: InboxValues) => insertion(on, values, 'ready'));
  return async (trx, lane, row) => (await run(trx, inboxValues(lane, row))).numAffectedRows === 1n;
}

/** The same, for what seldom happens. */
export async function appendRow(trx: Trx, lane: string, row: Omit<Delivery, 'parentNumber'>): Promise<void> {
  await insertion(trx, inboxValues(lane, row), 'ready').execute();
}

/**
 * Keeps the id of a delivery whose event had already come under another one, so that it is known to have arrived; false
 * when the id was known.
 */
async function insertIgnored(trx: Trx, lane: string, row: Omit<Delivery, 'parentNumber'>): Promise<boolean> {
  const values = inboxValues(lane, { ...row, meaning: undefined });
  const { numInsertedOrUpdatedRows } = await insertion(trx, values, 'ignored').executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

function insertion(db: Handle, values: InboxValues, state: 'ready' | 'ignored') {
  const { delivery_id, meaning, lane, event, issue, received_at } = values;
  return db
    .insertInto('inbox')
    .values({
      delivery_id,
      meaning,
      lane,
      event,
      issue,
      received_at,
      state,
      reason: null,
      error: null,
      done_at: null,
    })
    .onConflict((conflict) => conflict.doNothing());
}

type InboxValues = ReturnType<typeof inboxValues>;

function inboxValues(lane: string, row: Omit<Delivery, 'parentNumber'>) {
  return {
    delivery_id: row.id,
    meaning: row.meaning ?? null,
    lane,
    event: JSON.stringify(row.event),
    issue: JSON.stringify(row.issue),
    received_at: row.receivedAt,
  };
}
