/** The store under all simulated processes, with what checks and wrong versions have to know of it. */
import { Kysely, type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely';
import Database from 'libsql';
import type { Engine } from '../../src/adapters/database/engine.ts';
import { createGroupCommit } from '../../src/adapters/database/group-commit.ts';
import { migrate } from '../../src/adapters/database/migrate.ts';
import { type OpenStore, storeOn } from '../../src/adapters/database/open-store.ts';
import type { Schema } from '../../src/adapters/database/schema.ts';
import { createWorkSignal } from '../../src/adapters/database/work-signal.ts';
import { createMemoryStore } from './memory-store.ts';
import { emptyTables } from './memory-tables.ts';
import type { Settle } from './timeline.ts';

export interface SimulatedStore {
  readonly base: OpenStore;
  /** As when the only process starts anew: the leases of the one before are over. */
  endLeases(): Promise<void>;
  /** Where it takes more than promises until a call is over. */
  readonly settle?: Settle;
  fenceOf(lane: string): number;
  /** Forgets that an event has been decided on. */
  reopen(lane: string, seq: number): void;
  rows(): Promise<readonly RowView[]>;
  effects(): Promise<readonly EffectView[]>;
}

export interface RowView {
  readonly deliveryId: string;
  readonly state: string;
  readonly reason: string | undefined;
}

export interface EffectView {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
}

/**
 * The real store as the embedded engine has it, on a database in memory: there is no disk to wait for.
 */
export async function storeOnSqlite(): Promise<SimulatedStore & { close(): Promise<void> }> {
  const connection = new Database(':memory:');
  const prepared = new Map<string, SqliteStatement>();
  const database: SqliteDatabase = {
    prepare(text) {
      const statement = prepared.get(text) ?? connection.prepare<unknown[]>(text);
      prepared.set(text, statement);
      return statement;
    },
    close: () => connection.close(),
  };
  const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database }) });
  const signal = createWorkSignal();
  const engine: Engine = {
    kind: 'sqlite',
    db,
    transact: createGroupCommit(db, signal.committed),
    announce: async (trx) => signal.announce(trx),
    onWork: signal.onWork,
    close: () => db.destroy(),
  };
  await migrate(engine, async () => {});
  return {
    base: storeOn(engine),
    async endLeases() {
      await db.updateTable('lane').set({ lease_until: 0 }).where('owner', 'is not', null).execute();
    },
    // Calls wait for others to share a batch and a commit with, each time until the event loop comes round.
    async settle() {
      for (let round = 0; round < 6; round += 1) await new Promise((resolve) => setImmediate(resolve));
    },
    fenceOf: () => 0,
    reopen() {},
    async rows() {
      const rows = await db.selectFrom('inbox').select(['delivery_id', 'state', 'reason']).orderBy('seq').execute();
      return rows.map(({ delivery_id: deliveryId, state, reason }) => ({
        deliveryId,
        state,
        reason: reason ?? undefined,
      }));
    },
    effects: () =>
      db.selectFrom('effect').select(['id', 'kind', 'state']).orderBy('inbox_seq').orderBy('ordinal').execute(),
    close: engine.close,
  };
}

export function storeInMemory(): SimulatedStore {
  const tables = emptyTables();
  return {
    base: createMemoryStore(tables),
    async endLeases() {
      for (const lane of tables.lanes.values()) if (lane.owner !== undefined) lane.leaseUntil = 0;
    },
    fenceOf: (lane) => tables.lanes.get(lane)?.fence ?? 0,
    reopen(lane, seq) {
      const row = tables.lanes.get(lane)?.inbox.find((one) => one.seq === seq);
      if (row?.state === 'done') row.state = 'ready';
    },
    async rows() {
      return [...tables.byDelivery.values()].map(({ deliveryId, state, reason }) => ({ deliveryId, state, reason }));
    },
    async effects() {
      return [...tables.byEffect.values()].map(({ id, effect, state }) => ({ id, kind: effect.kind, state }));
    },
  };
}
