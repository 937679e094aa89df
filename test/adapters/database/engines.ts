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
    const { rows } = await client.query("select tablename from pg_tables where schemaname = 'public'");
    const tables = rows.map((row) => row.tablename).filter((table) => table !== 'schema_version');
    if (tables.length > 0) await client.query(`truncate ${tables.join(', ')} restart identity`);
  } finally {
    await client.end();
  }
}

/** Runs the same tests on each engine; `open` gives a fresh, empty store that is closed after the test. */
export function onEachEngine(subject: string, tests: (open: () => Promise<OpenStore>) => void): void {
  const opened: OpenStore[] = [];
  async function closeAll(): Promise<void> {
    for (const store of opened.splice(0)) await store.close();
  }

  describe(`${subject} (SQLite)`, () => {
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

  describe.skipIf(programs === undefined)(`${subject} (PostgreSQL)`, () => {
    let server: PostgresServer | undefined;
    let databaseUrl: string | undefined;
    beforeAll(async () => {
      if (programs !== undefined) server = await startPostgres(programs);
      databaseUrl = await server?.createDatabase();
    });
    afterEach(closeAll);
    afterAll(() => server?.stop());
    tests(async () => {
      if (databaseUrl !== undefined) await emptyDatabase(databaseUrl);
      const store = await openStore({ databaseUrl, dataDir: 'unused', log: quiet, acceptDataLoss: true });
      opened.push(store);
      return store;
    });
  });
}
