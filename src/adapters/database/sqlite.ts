import { chmodSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely, type SqliteDatabase, type SqliteStatement, sql } from 'kysely';
import Database from 'libsql';
import AsyncDatabase from 'libsql/promise';
import { lockDirectory, prepareDirectory } from './data-directory.ts';
import type { Engine } from './engine.ts';
import { createGroupCommit } from './group-commit.ts';
import { migrate } from './migrate.ts';
import type { Schema } from './schema.ts';
import { CommittingDialect } from './sqlite-driver.ts';
import { StoreFailure } from './store-failure.ts';
import { createWorkSignal } from './work-signal.ts';

/** Larger files are not read through at every start: it would take longer than the start may. */
const checkedFileBytes = 64 * 1024 * 1024;
const cachedStatements = 300;
/**
 * Pages of the log, 16 MB, before they go into the file. That syncs both, and writes a page once however often it has
 * changed: with SQLite's own 1,000 the intake was a tenth slower.
 */
const logPages = 4_000;

/** Opens `rollcall.db` in the directory, for this process alone. Throws `StoreFailure` with what to do about it. */
export async function openSqlite(dataDir: string): Promise<Engine> {
  const directory = prepareDirectory(dataDir);
  const lock = lockDirectory(directory);
  let connection: Database.Database | undefined;
  try {
    const path = join(directory, 'rollcall.db');
    connection = openFile(path);
    const engine = createEngine(path, connection, lock.unlock);
    await migrate(engine, async () => {});
    await endLeases(engine);
    return engine;
  } catch (error) {
    connection?.close();
    lock.unlock();
    throw error;
  }
}

function openFile(path: string): Database.Database {
  try {
    const connection = new Database(path);
    chmodSync(path, 0o600);
    connection.pragma('busy_timeout = 5000');
    connection.pragma('journal_mode = WAL');
    // An acknowledged delivery survives a power cut only with FULL: NORMAL lost rows in every round of the test.
    connection.pragma('synchronous = FULL');
    connection.pragma(`wal_autocheckpoint = ${logPages}`);
    connection.pragma('foreign_keys = ON');
    checkFile(path, connection);
    return connection;
  } catch (error) {
    throw explain(path, error);
  }
}

function checkFile(path: string, connection: Database.Database): void {
  if (statSync(path).size > checkedFileBytes) return;
  // One row with the word ok, or one row for each fault found.
  const [row] = connection.pragma('quick_check(1)') as { readonly quick_check: string }[];
  if (row !== undefined && row.quick_check !== 'ok') throw damaged(path, row.quick_check, undefined);
}

function createEngine(path: string, connection: Database.Database, unlock: () => void): Engine {
  const signal = createWorkSignal();
  const database = cacheStatements(path, connection);
  let committing: Promise<void> = Promise.resolve();
  const db = new Kysely<Schema>({
    dialect: new CommittingDialect({
      dialect: { database },
      async commit() {
        database.refuseWhenClosed();
        const done = commitOffThread(path, connection);
        committing = done.catch(() => {});
        await done;
      },
    }),
  });
  return {
    kind: 'sqlite',
    db,
    transact: createGroupCommit(db, signal.committed),
    async announce(trx) {
      signal.announce(trx);
    },
    onWork: signal.onWork,
    async close() {
      // Leaves everything in the one file, so that a copy of it is a backup. Without it the next start reads both.
      await sql`pragma wal_checkpoint(truncate)`.execute(db).catch(() => undefined);
      database.markClosed();
      await committing;
      await db.destroy();
      unlock();
    },
  };
}

/**
 * The commit waits for the disk on a thread of the driver's own, so that webhooks are taken in meanwhile. Both of the
 * driver's classes hold the same connection in the same field; only the other one has `exec` as a promise.
 */
async function commitOffThread(path: string, connection: Database.Database): Promise<void> {
  try {
    await AsyncDatabase.prototype.exec.call(connection, 'commit');
  } catch (error) {
    throw explain(path, error);
  }
}

/** A driver that is asked for something after `close` takes the whole process down, so it is not asked. */
interface ClosableDatabase extends SqliteDatabase {
  markClosed(): void;
  /** Throws when it is. */
  refuseWhenClosed(): void;
}

/** Prepares each statement once, and says in an operator's words what went wrong. */
function cacheStatements(path: string, connection: Database.Database): ClosableDatabase {
  const prepared = new Map<string, SqliteStatement>();
  let closed = false;
  function refuseWhenClosed(): void {
    if (closed) throw new StoreFailure(`${path} is closed.`, { code: 'unavailable', cause: undefined });
  }
  function prepare(text: string): SqliteStatement {
    const known = prepared.get(text);
    if (known !== undefined) return known;
    if (prepared.size >= cachedStatements) prepared.clear();
    const statement = connection.prepare<unknown[]>(text);
    const explained: SqliteStatement = {
      reader: statement.reader,
      all: (parameters) => explaining(path, () => statement.all(parameters)),
      run: (parameters) => explaining(path, () => statement.run(parameters)),
      iterate: (parameters) => statement.iterate(parameters),
    };
    prepared.set(text, explained);
    return explained;
  }
  return {
    markClosed() {
      closed = true;
    },
    refuseWhenClosed,
    prepare(text) {
      if (closed && text === 'rollback') return nothing;
      refuseWhenClosed();
      // SQLite ends a transaction by itself when the disk is full; a second end would hide the reason.
      if (text === 'rollback' && !connection.inTransaction) return nothing;
      return explaining(path, () => prepare(text));
    },
    close() {
      prepared.clear();
      connection.close();
    },
  };
}

const nothing: SqliteStatement = {
  reader: false,
  all: () => [],
  run: () => ({ changes: 0, lastInsertRowid: 0 }),
  iterate: () => [][Symbol.iterator](),
};

function explaining<T>(path: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw explain(path, error);
  }
}

/** Turns SQLite's result codes that an operator can act on into `StoreFailure`; other errors stay as they are. */
export function explain(path: string, error: unknown): unknown {
  if (error instanceof StoreFailure || !(error instanceof Error)) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code === 'SQLITE_FULL') {
    return new StoreFailure(
      `The disk of ${path} is full. Nothing that was acknowledged is lost; make room and it goes on.`,
      { code: 'full', cause: error },
    );
  }
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) return damaged(path, error.message, error);
  if (code.startsWith('SQLITE_READONLY') || code === 'SQLITE_PERM' || code.startsWith('SQLITE_CANTOPEN')) {
    return readOnly(path, error);
  }
  if (error.message.startsWith('ConnectionFailed') || code === 'EPERM' || code === 'EACCES')
    return readOnly(path, error);
  if (code.startsWith('SQLITE_IOERR')) {
    return new StoreFailure(`The disk of ${path} cannot be read or written: ${error.message}.`, {
      code: 'unavailable',
      cause: error,
    });
  }
  return error;
}

function damaged(path: string, detail: string, cause: unknown): StoreFailure {
  return new StoreFailure(
    `${path} is damaged (${detail}). Nothing was changed. Restore a backup over it, or move it away and rebuild each ` +
      'release from GitHub with `rollcall release rebuild`.',
    { code: 'damaged', cause },
  );
}

function readOnly(path: string, cause: Error): StoreFailure {
  return new StoreFailure(
    `${path} cannot be written (${cause.message}). Rollcall must be able to write the file and its directory.`,
    { code: 'read-only', cause },
  );
}

/** Nobody else can be at work on this file, so leases that are left over are those of a process that is gone. */
async function endLeases(engine: Engine): Promise<void> {
  await engine.transact((trx) =>
    trx.updateTable('lane').set({ lease_until: 0 }).where('owner', 'is not', null).execute(),
  );
}
