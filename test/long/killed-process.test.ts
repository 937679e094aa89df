import { afterAll, beforeAll, describe, it } from 'vitest';
import { killRounds } from '../app/kill-rounds.ts';
import { killAtSteps } from '../app/kill-steps.ts';
import { findPostgres, type PostgresServer, startPostgres } from '../postgres.ts';

/** Spread over the time that a command takes, and a little beyond. */
const moments = Array.from({ length: 50 }, (_, round) => (round * 37) % 250);

it('goes on where it was killed, fifty times', () => killRounds(moments), 900_000);

const programs = findPostgres();

describe.skipIf(programs === undefined)('with PostgreSQL', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres(programs ?? '');
  });
  afterAll(() => server.stop());

  it('goes on where it was killed, fifty times', async () => {
    await killRounds(moments, await server.createDatabase());
  }, 900_000);

  it('moves a release once, whichever step it is killed after', async () => {
    await killAtSteps(await server.createDatabase());
  }, 300_000);
});
