import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import type { Log } from '../../../src/adapters/database/engine.ts';
import { type OpenStore, openStore } from '../../../src/adapters/database/open-store.ts';
import { findPostgres, type PostgresServer, startPostgres } from '../../postgres.ts';

export const quiet: Log = { info: () => {}, warn: () => {}, error: () => {} };

const directories: string[] = [];

/** A directory that is gone after the test. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'rollcall-store-'));
  directories.push(directory);
  return directory;
}

export function removeDirectories(): void {
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true, force: true });
}

const programs = findPostgres();

/** Much faster than a new database for each test. */
async function emptyDatabase(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const tables = ['effect', 'reading', 'timer', 'ledger', 'fact', 'lane', 'release', 'inbox'];
    await client.query(tables.map((table) => `delete from ${table}`).join('; '));
  } finally {
    await client.end();
  }
}

/** Gives a fresh, empty store that is closed after the test. */
export type OpenNew = () => Promise<OpenStore>;

/** Runs the same tests on each engine that is there. */
export function onEachEngine(tests: (open: OpenNew) => void): void {
  const opened: OpenStore[] = [];
  async function closeAll(): Promise<void> {
    for (const store of opened.splice(0)) await store.close();
  }

  describe('SQLite', () => {
    afterEach(async () => {
      await closeAll();
      removeDirectories();
    });
    tests(async () => {
      const store = await openStore({ dataDir: temporaryDirectory(), log: quiet });
      opened.push(store);
      return store;
    });
  });

  describe.skipIf(programs === undefined)('PostgreSQL', () => {
    let server: PostgresServer | undefined;
    let databaseUrl = '';
    beforeAll(async () => {
      server = await startPostgres(programs ?? '');
      databaseUrl = await server.createDatabase();
    });
    afterEach(async () => {
      await closeAll();
      await emptyDatabase(databaseUrl);
    });
    afterAll(() => server?.stop());
    tests(async () => {
      const store = await openStore({ databaseUrl, dataDir: 'unused', log: quiet, acceptDataLoss: true });
      opened.push(store);
      return store;
    });
  });
}
