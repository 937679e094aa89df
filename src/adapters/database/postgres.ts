import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { Engine, Log } from './engine.ts';
import { migrate, type VersionHandle } from './migrate.ts';
import { explainErrors, isTransient } from './postgres-errors.ts';
import { listen } from './postgres-listener.ts';
import type { Handle, Schema, Trx } from './schema.ts';
import { StoreFailure } from './store-failure.ts';
import { createWorkSignal } from './work-signal.ts';

/** Far above what one of our transactions takes: whoever waits longer holds up everybody else. */
const sessionSettings = [
  ['statement_timeout', '5s'],
  ['lock_timeout', '2s'],
  ['idle_in_transaction_session_timeout', '10s'],
] as const;

const oldestServer = 140_000;
const tries = 3;
/** Any number that no other program takes for an advisory lock in the same database. */
const migrationLock = 7_265_431_201;

export function isPostgresUrl(url: string): boolean {
  return /^postgres(ql)?:\/\//.test(url);
}

export interface PostgresOptions {
  /** For tests on a throw-away server only: accept one that may lose what it acknowledged. */
  readonly acceptDataLoss: boolean;
}

/** Connects to the server at a `postgres://` URL. Throws `StoreFailure` with what to do about it. */
export async function openPostgres(url: string, log: Log, options: PostgresOptions): Promise<Engine> {
  const pool = createPool(url, log);
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: explainErrors(pool) }) });
  try {
    await checkServer(db, options);
    const engine = await createEngine(url, db, log);
    await migrate(engine, lockForMigration).catch(async (error: unknown) => {
      await engine.close();
      throw error;
    });
    return engine;
  } catch (error) {
    if (!pool.ended) await pool.end();
    throw error;
  }
}

function createPool(url: string, log: Log): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'rollcall',
    max: 10,
    connectionTimeoutMillis: 5000,
    keepAlive: true,
    // 64-bit integers come as text by default. Ours are moments and counters, far below 2^53.
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format),
    },
    onConnect: async (client) => {
      for (const [name, value] of sessionSettings) {
        await client.query('select set_config($1, $2, false)', [name, value]);
      }
    },
  });
  // A broken connection is replaced by the next query. It may break while idle in the pool, or in use between two
  // queries; unheard, either would end the process.
  pool.on('error', (error) => log.warn({ err: error }, 'an idle database connection broke'));
  pool.on('connect', (client) =>
    client.on('error', (error) => log.warn({ err: error }, 'a database connection broke')),
  );
  return pool;
}

async function createEngine(url: string, db: Handle, log: Log): Promise<Engine> {
  const signal = createWorkSignal();
  const listener = await listen(url, signal.emit, log);
  return {
    kind: 'postgres',
    db,
    async transact<T>(work: (trx: Trx) => Promise<T>): Promise<T> {
      let transaction: Trx | undefined;
      const result = await retryTransient(() =>
        db.transaction().execute((trx) => {
          transaction = trx;
          return work(trx);
        }),
      );
      // Its own announcement comes back to this process too, but only where LISTEN works.
      if (transaction !== undefined) signal.committed(transaction);
      return result;
    },
    async announce(trx) {
      await sql`select pg_notify('rollcall_work', '')`.execute(trx);
      signal.announce(trx);
    },
    onWork: signal.onWork,
    async close() {
      await listener.close();
      await db.destroy();
    },
  };
}

/** Runs again what the server rolled back because of others: a deadlock or a conflict. */
async function retryTransient<T>(transaction: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await transaction();
    } catch (error) {
      if (tried >= tries || !isTransient(error)) throw error;
    }
  }
}

async function checkServer(db: Handle, options: PostgresOptions): Promise<void> {
  const { rows } = await sql<{
    readonly version: number;
    readonly fsync: string;
    readonly commits: string;
    readonly replica: boolean;
  }>`select
    current_setting('server_version_num')::integer as version,
    current_setting('fsync') as fsync,
    current_setting('synchronous_commit') as commits,
    pg_is_in_recovery() as replica`.execute(db);
  const [server] = rows;
  if (server === undefined) throw new StoreFailure('The PostgreSQL server does not answer.', { code: 'unavailable' });
  if (server.version < oldestServer) {
    const major = Math.floor(server.version / 10_000);
    throw new StoreFailure(`Rollcall needs PostgreSQL 14 or newer; this server is version ${major}.`, {
      code: 'unsupported',
    });
  }
  if (server.replica) {
    throw new StoreFailure('The PostgreSQL server is a read-only replica. Point DATABASE_URL at the primary.', {
      code: 'read-only',
    });
  }
  const unsafe = [server.fsync === 'off' && 'fsync', server.commits === 'off' && 'synchronous_commit'];
  for (const setting of unsafe) {
    if (setting === false || options.acceptDataLoss) continue;
    throw new StoreFailure(
      `The PostgreSQL server has ${setting} = off, so a power cut can lose what was acknowledged. Turn it on.`,
      { code: 'unsafe' },
    );
  }
}

/** One process migrates; the others wait for it, longer than a query may take otherwise. */
async function lockForMigration(trx: VersionHandle): Promise<void> {
  await sql`select set_config('statement_timeout', '5min', true), set_config('lock_timeout', '2min', true)`.execute(
    trx,
  );
  await sql`select pg_advisory_xact_lock(${sql.lit(migrationLock)})`.execute(trx);
}
