import { chmodSync, existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Database from 'libsql';
import { explain } from './sqlite.ts';
import { StoreFailure } from './store-failure.ts';

/**
 * Copies the embedded database as it is at this moment into a new file, also while a process is using it. Throws
 * `StoreFailure` with what to do about it.
 */
export function backUp(dataDir: string, file: string): void {
  const source = join(resolve(dataDir), 'rollcall.db');
  if (!existsSync(source))
    throw new StoreFailure(`There is no database in ${resolve(dataDir)}.`, { code: 'unavailable' });
  if (existsSync(file)) throw new StoreFailure(`${file} is there already.`, { code: 'in-use' });
  let connection: Database.Database | undefined;
  try {
    connection = new Database(source);
    connection.pragma('busy_timeout = 5000');
    connection.prepare('vacuum into ?').run(resolve(file));
    chmodSync(file, 0o600);
  } catch (error) {
    throw explain(file, error);
  } finally {
    connection?.close();
  }
}
