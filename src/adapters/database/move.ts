import { sql } from 'kysely';
import type { Engine, Log } from './engine.ts';
import { inBatches } from './in-batches.ts';
import { isPostgresUrl, openPostgres } from './postgres.ts';
import type { Trx } from './schema.ts';
import { openSqlite } from './sqlite.ts';
import { StoreFailure } from './store-failure.ts';

/** Every table that has state, those that others refer to first, with the column that is counted, if any. */
const tables = [
  ['inbox', 'seq'],
  ['lane', undefined],
  ['release', 'id'],
  ['reading', 'seq'],
  ['timer', undefined],
  ['ledger', 'seq'],
  ['fact', undefined],
  ['effect', undefined],
  ['seen_delivery', undefined],
  ['own_work', undefined],
] as const;

interface MoveOptions {
  readonly dataDir: string;
  readonly databaseUrl: string;
  readonly log: Log;
  /** For tests on a throw-away PostgreSQL server only. */
  readonly acceptDataLoss: boolean;
}

/**
 * Carries everything from the embedded database to an empty PostgreSQL, in one transaction. The embedded database stays
 * as it is. Returns the number of rows by table. Throws `StoreFailure`.
 */
export async function moveToPostgres(options: MoveOptions): Promise<Readonly<Record<string, number>>> {
  if (!isPostgresUrl(options.databaseUrl)) {
    throw new StoreFailure('Everything can be moved to PostgreSQL only: the address must begin with postgres://.', {
      code: 'unsupported',
    });
  }
  const from = await openSqlite(options.dataDir);
  try {
    const to = await openPostgres(options.databaseUrl, options.log, options);
    try {
      return await to.transact((trx) => copyAll(from, trx));
    } finally {
      await to.close();
    }
  } finally {
    await from.close();
  }
}

async function copyAll(from: Engine, trx: Trx): Promise<Readonly<Record<string, number>>> {
  const used = await trx.selectFrom('inbox').select('seq').limit(1).executeTakeFirst();
  if (used !== undefined) {
    throw new StoreFailure('The PostgreSQL database is in use already. Nothing was changed; take an empty one.', {
      code: 'in-use',
    });
  }
  // What the start of a version writes by itself.
  await trx.deleteFrom('fact').execute();
  const counts: Record<string, number> = {};
  for (const [table, counted] of tables) {
    const { rows } = await sql<Readonly<Record<string, unknown>>>`select * from ${sql.table(table)}`.execute(from.db);
    for (const batch of inBatches(rows)) await insert(trx, table, batch);
    counts[table] = rows.length;
    if (counted === undefined || rows.length === 0) continue;
    await sql`select setval(pg_get_serial_sequence(${sql.lit(table)}, ${sql.lit(counted)}), (select max(${sql.ref(counted)}) from ${sql.table(table)}))`.execute(
      trx,
    );
  }
  return counts;
}

async function insert(trx: Trx, table: string, rows: readonly Readonly<Record<string, unknown>>[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  const values = rows.map((row) => sql`(${sql.join(columns.map((column) => row[column]))})`);
  await sql`insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))}) overriding system value values ${sql.join(values)}`.execute(
    trx,
  );
}
