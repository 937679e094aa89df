/** What the person who runs Rollcall has the command line for, from its words on. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { runCommandLine } from '../../src/cli/command-line.ts';
import { minuteMs } from '../../src/core/instant.ts';
import type { Issue } from '../../src/sandbox/github/state/world.ts';
import { movableClock } from '../../src/sandbox/movable-clock.ts';
import { botComments, labelsOf, startWorld, type World } from '../app/world.ts';
import { findPostgres, type PostgresServer, startPostgres } from '../postgres.ts';

let folder: string;
let world: World;
let issue: Issue;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-operator-'));
  // The command line goes by the real clock.
  world = await startWorld({ github: { clock: movableClock(Date.now()) } });
  const { app, privateKey, webhookSecret, url } = world.github;
  const variables = {
    APP_ID: String(app.id),
    PRIVATE_KEY: privateKey,
    WEBHOOK_SECRET: webhookSecret,
    GHE_HOST: new URL(url).host,
    GHE_PROTOCOL: 'http',
    ROLLCALL_DATA_DIR: world.dataDir,
    DATABASE_URL: undefined,
  };
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  issue = world.openPlan();
  await world.settle();
  world.as('product-manager').comment(issue, '/advance canary');
  await world.settle();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await world.end();
  rmSync(folder, { recursive: true, force: true });
});

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function rollcall(...words: readonly string[]): Promise<Ran> {
  const written = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((stream) =>
    vi.spyOn(process[stream], 'write').mockImplementation((text) => {
      written[stream] += String(text);
      return true;
    }),
  );
  try {
    const code = await runCommandLine(words);
    return { code, out: written.stdout, err: written.stderr };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

describe('rollcall backup', () => {
  it('copies the database while the app is at work, over nothing that is there', async () => {
    const file = join(folder, 'rollcall.db');
    expect(await rollcall('backup', file)).toEqual({ code: 0, out: `${file}\n`, err: '' });
    const again = await rollcall('backup', file);
    expect(again).toMatchObject({ code: 2, out: '' });
    expect(again.err).toContain('is there already');

    vi.stubEnv('ROLLCALL_DATA_DIR', folder);
    const shown = await rollcall('release', 'show', 'acme/appointments#1');
    expect(shown.out).toContain('state: stage canary, 10%');
  });

  it.each<[what: string, words: readonly string[], variables: Readonly<Record<string, string>>, says: string]>([
    ['no file', [], {}, 'usage: rollcall backup FILE'],
    ['two files', ['a', 'b'], {}, 'usage: rollcall backup FILE'],
    ['no database', ['a'], { ROLLCALL_DATA_DIR: '/nowhere' }, 'There is no database in /nowhere'],
    ['PostgreSQL', ['a'], { DATABASE_URL: 'postgres://localhost/rollcall' }, 'pg_dump'],
  ])('says so with %s', async (_what, words, variables, says) => {
    for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
    const { code, err } = await rollcall('backup', ...words);
    expect([code, err]).toEqual([2, expect.stringContaining(says)]);
  });
});

describe('rollcall release show', () => {
  it('shows a release while the app is at work, and says when it knows none', async () => {
    const { code, out } = await rollcall('release', 'show', 'Acme/Appointments#1');
    expect(code).toBe(0);
    expect(out).toMatch(/^acme\/appointments#1\nstate: stage canary, 10%\n/);
    expect(out).toMatch(/ {2}product-manager {2}\/advance: done canary\n/);
    const json = JSON.parse((await rollcall('release', 'show', 'acme/appointments#1', '--json')).out);
    expect(json).toMatchObject({ rollout: { position: { at: 'stage', stage: 'canary' } }, ledger: expect.any(Array) });
    const unknown = await rollcall('release', 'show', 'acme/appointments#77');
    expect([unknown.code, unknown.err]).toEqual([2, 'acme/appointments#77 is not known here.\n']);
    expect((await rollcall('release', 'show', 'appointments')).err).toContain('usage: rollcall release show');
  });
});

describe('rollcall release rebuild', () => {
  it('makes a release anew from its issue in an empty database, once, and the app goes on from there', async () => {
    await world.stopApp();
    vi.stubEnv('ROLLCALL_DATA_DIR', folder);
    const made = await rollcall('release', 'rebuild', 'acme/appointments#1');
    expect(made).toEqual({ code: 0, out: expect.stringMatching(/^stage canary, 10%, from 1 comments\n$/), err: '' });
    const again = await rollcall('release', 'rebuild', 'acme/appointments#1');
    expect([again.code, again.err]).toEqual([2, 'This release is known: there is nothing to make.\n']);
    await world.startApp({ dataDir: folder });
    world.as('product-manager').comment(issue, '/hold why not');
    await world.settle();
    expect(botComments(issue).at(-1)).toContain('on hold');
    expect(issue.subIssues).toHaveLength(1);
  });

  it('says so when the app is running, and when there is no such issue', async () => {
    const running = await rollcall('release', 'rebuild', 'acme/appointments#1');
    expect([running.code, running.err]).toEqual([2, expect.stringContaining('Another Rollcall process is using')]);
    await world.stopApp();
    const missing = await rollcall('release', 'rebuild', 'acme/appointments#99');
    expect(missing.code).toBe(2);
    expect(missing.err).not.toBe('');
  });
});

describe('rollcall redeliver', () => {
  it('has what failed delivered again, and nothing else', async () => {
    await world.stopApp();
    world.as('product-manager').comment(issue, '/hold why not');
    await world.github.quiet();
    const asked = await rollcall('redeliver', '--hours', '1');
    expect(asked).toEqual({ code: 0, out: expect.stringMatching(/^1 of \d+ deliveries asked for again\n$/), err: '' });
    await world.github.quiet();
    await world.startApp();
    await rollcall('redeliver');
    await world.settle();
    expect(botComments(issue).at(-1)).toContain('on hold');
    expect((await rollcall('redeliver')).out).toMatch(/^0 of /);
  });

  it.each(['0', '73', 'a while'])('takes no more than 72 hours: %s', async (hours) => {
    const { code, err } = await rollcall('redeliver', '--hours', hours);
    expect([code, err]).toEqual([2, '--hours takes a number up to 72.\n']);
  });

  it('needs to know the App', async () => {
    vi.stubEnv('APP_ID', undefined);
    const { code, err } = await rollcall('redeliver');
    expect([code, err]).toEqual([78, expect.stringContaining('APP_ID must be')]);
  });
});

const programs = findPostgres();

describe.skipIf(programs === undefined)('rollcall move', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres(programs ?? '', { settings: ['fsync=on'] });
  });
  afterAll(() => server.stop());

  it('carries everything to PostgreSQL once the app is stopped, and the app goes on there', async () => {
    const databaseUrl = await server.createDatabase();
    const early = await rollcall('move', '--to', databaseUrl);
    expect([early.code, early.err]).toEqual([2, expect.stringContaining('Another Rollcall process is using')]);
    await world.stopApp();
    const { code, out } = await rollcall('move', '--to', databaseUrl);
    expect(code).toBe(0);
    expect(out).toMatch(/^release: 1$/m);
    expect(out).toContain('Set DATABASE_URL and start Rollcall again.');
    const again = await rollcall('move', '--to', databaseUrl);
    expect([again.code, again.err]).toEqual([2, expect.stringContaining('in use already')]);

    vi.stubEnv('DATABASE_URL', databaseUrl);
    expect((await rollcall('release', 'show', 'acme/appointments#1')).out).toContain('state: stage canary, 10%');
    expect(existsSync(join(world.dataDir, 'rollcall.db'))).toBe(true);
    await world.startApp({ databaseUrl });
    world.as('product-manager').comment(issue, '/hold why not');
    await world.settle();
    await world.wait(5 * minuteMs);
    expect(botComments(issue).at(-1)).toContain('on hold');
    expect(labelsOf(issue)).toContain('stage: canary');
  });

  it.each([
    ['no address', [], 'usage: rollcall move --to postgres://…'],
    ['another kind of database', ['--to', 'mysql://localhost/rollcall'], 'postgres://'],
    ['a server that is not there', ['--to', 'postgres://rollcall@127.0.0.1:1/rollcall'], 'cannot be used now'],
  ])('says so with %s', async (_what, words, says) => {
    await world.stopApp();
    const { code, err } = await rollcall('move', ...words);
    expect([code, err]).toEqual([2, expect.stringContaining(says)]);
  });
});
