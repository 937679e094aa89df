import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe } from 'vitest';
import type { Log } from '../../../src/adapters/database/engine.ts';
import { type OpenStore, openStore } from '../../../src/adapters/database/open-store.ts';

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

/** Runs the same tests on each engine; `open` gives a fresh, empty store that is closed after the test. */
export function onEachEngine(subject: string, tests: (open: () => Promise<OpenStore>) => void): void {
  describe(`${subject} (SQLite)`, () => {
    const opened: OpenStore[] = [];
    afterEach(async () => {
      for (const store of opened.splice(0)) await store.close();
      removeDirectories();
    });
    tests(async () => {
      const store = await openStore({ dataDir: temporaryDirectory(), log: quiet });
      opened.push(store);
      return store;
    });
  });
}
