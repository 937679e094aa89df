/** The app's tests on each engine that is there. */
import { afterAll, beforeAll, describe } from 'vitest';
import type { AppOptions } from '../../src/app/wire.ts';
import { findPostgres, type PostgresServer, startPostgres } from '../postgres.ts';

/** Gives what makes the app use a fresh database. */
export type NewDatabase = () => Promise<Partial<AppOptions>>;

/** One server serves a whole file: a database for each test is what is cheap. */
export function onEachEngine(tests: (newDatabase: NewDatabase, engine: 'embedded' | 'PostgreSQL') => void): void {
  describe('embedded', () => tests(async () => ({}), 'embedded'));
  onPostgres((server) =>
    tests(async () => ({ databaseUrl: await server().createDatabase(), acceptDataLoss: true }), 'PostgreSQL'),
  );
}

/** Only on PostgreSQL; nothing where it is not installed. */
export function onPostgres(tests: (server: () => PostgresServer) => void): void {
  const programs = findPostgres();
  describe.skipIf(programs === undefined)('PostgreSQL', () => {
    let running: PostgresServer | undefined;
    beforeAll(async () => {
      running = await startPostgres(programs ?? '');
    });
    afterAll(() => running?.stop());
    tests(() => {
      if (running === undefined) throw new Error('the server has not been started yet');
      return running;
    });
  });
}
