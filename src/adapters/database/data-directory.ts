import { mkdirSync, statfsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Database from 'libsql';
import { StoreFailure } from './store-failure.ts';

/** Linux's `statfs` types of NFS, SMB, CIFS and SMB2, whose file locks cannot be relied on. */
const networkFileSystems = [0x6969, 0x517b, 0xff534d42, 0xfe534d42];

/** Makes sure of a directory that only this user may read, on a local disk. Returns its absolute path. */
export function prepareDirectory(dataDir: string): string {
  const directory = resolve(dataDir);
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new StoreFailure(`The data directory ${directory} cannot be created: ${reasonOf(error)}.`, {
      code: 'read-only',
      cause: error,
    });
  }
  if (networkFileSystems.includes(statfsSync(directory).type)) {
    throw new StoreFailure(
      `The data directory ${directory} is on a network file system, where SQLite can lose data. ` +
        'Use a local disk, or set DATABASE_URL to a PostgreSQL server.',
      { code: 'unsupported' },
    );
  }
  return directory;
}

/**
 * Takes the directory for this process alone. The lock is SQLite's own on a file of its own: the operating system drops
 * it with the process, however it ends, so there is nothing stale to clean up. Throws `StoreFailure`.
 */
export function lockDirectory(directory: string): { unlock(): void } {
  const path = join(directory, 'rollcall.lock');
  let connection: Database.Database | undefined;
  try {
    connection = new Database(path);
    connection.exec('begin exclusive');
  } catch (error) {
    connection?.close();
    throw explainLock(directory, error);
  }
  const held = connection;
  return { unlock: () => held.close() };
}

function explainLock(directory: string, error: unknown): StoreFailure {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'SQLITE_BUSY') {
    return new StoreFailure(
      `Another Rollcall process is using the data directory ${directory}. Stop it first, give this one its own ` +
        'ROLLCALL_DATA_DIR, or set DATABASE_URL to a PostgreSQL server, which many processes can share.',
      { code: 'in-use', cause: error },
    );
  }
  return new StoreFailure(
    `The data directory ${directory} cannot be locked: ${reasonOf(error)}. Rollcall must be able to write there.`,
    { code: 'read-only', cause: error },
  );
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
