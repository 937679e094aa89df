import { type Kysely, sql } from 'kysely';
import type { Engine } from './engine.ts';
import { initial } from './migrations/001-initial.ts';
import { arrivals } from './migrations/002-arrivals.ts';
import { ledgerChanges } from './migrations/003-ledger-changes.ts';
import { StoreFailure } from './store-failure.ts';

/** One step from the schema before it. Never changed after a release; a new one is written instead. */
export interface Migration {
  readonly version: number;
  up(db: VersionHandle, kind: Engine['kind']): Promise<void>;
}

const migrations: readonly Migration[] = [initial, arrivals, ledgerChanges];

export type VersionHandle = Kysely<VersionTable>;

interface VersionTable {
  readonly schema_version: { version: number; applied_at: string };
}

/**
 * Brings the schema up to date, each step in a transaction of its own. `lock` is called first in each transaction and
 * keeps other processes out until it ends. Throws `StoreFailure` when a newer version has written the database.
 */
export async function migrate(engine: Engine, lock: (trx: VersionHandle) => Promise<void>): Promise<void> {
  const newest = migrations.at(-1)?.version ?? 0;
  let version = -1;
  while (version < newest) {
    version = await engine.transact(async (typed) => {
      // The version table is not in the schema that the store works with, so its own type is put in here.
      const trx = typed as unknown as VersionHandle;
      await lock(trx);
      await sql`create table if not exists schema_version (version integer primary key, applied_at text not null)`.execute(
        trx,
      );
      const found = await trx
        .selectFrom('schema_version')
        .select((eb) => eb.fn.max('version').as('version'))
        .executeTakeFirst();
      return await step(engine, trx, found?.version ?? 0, newest);
    });
  }
}

async function step(engine: Engine, trx: VersionHandle, current: number, newest: number): Promise<number> {
  if (current > newest) {
    throw new StoreFailure(
      `The database was written by a newer version of Rollcall (its schema is ${current}, this version knows ${newest}). ` +
        'Nothing was changed. Start the newer version again, or restore a backup from before the upgrade.',
      { code: 'newer' },
    );
  }
  const next = migrations.find((migration) => migration.version > current);
  if (next === undefined) return current;
  await next.up(trx, engine.kind);
  await trx
    .insertInto('schema_version')
    .values({ version: next.version, applied_at: sql<string>`current_timestamp` })
    .execute();
  return next.version;
}
