import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { backUp } from '../../src/adapters/database/backup.ts';
import { moveToPostgres } from '../../src/adapters/database/move.ts';
import { openStore } from '../../src/adapters/database/open-store.ts';
import type { Issue } from '../../src/sandbox/github/state/world.ts';
import { findPostgres, type PostgresServer, startPostgres } from '../postgres.ts';
import { botComments, labelsOf, startWorld, type World } from './world.ts';

let world: World;
let issue: Issue;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rollcall-operations-'));
  world = await startWorld();
  issue = world.openPlan();
  await world.settle();
});
afterEach(async () => {
  await world.end();
  await rm(folder, { recursive: true, force: true });
});

const log = { info: () => {}, warn: () => {}, error: () => {} };

async function get(path: string): Promise<{ readonly status: number; readonly text: string }> {
  const answer = await fetch(new URL(path, world.app.webhookUrl));
  return { status: answer.status, text: await answer.text() };
}

describe('the health pages', () => {
  it('tell of the database and of what waits', async () => {
    world.github.faults.switchOn({ requests: 'too-many', retryAfterSeconds: 600, next: 1 });
    world.as('product-manager').comment(issue, '/advance canary');
    await world.github.quiet();
    await world.app.settle();
    world.github.clock.advance(60_000);
    const { status, text } = await get('/readyz');
    expect(status).toBe(200);
    expect(JSON.parse(text)).toEqual({ database: 'ok', queue: { events: 1, effects: 0, oldestSeconds: 60 } });
    expect((await get('/metrics')).text).toContain('rollcall_queue_age_seconds 60\n');
    await world.settle();
    expect(JSON.parse((await get('/readyz')).text)).toMatchObject({ queue: { events: 0, effects: 0 } });
  });

  it('count what was decided and asked, and hide what is secret', async () => {
    world.as('product-manager').comment(issue, '/advance canary');
    await world.settle();
    const { text } = await get('/metrics');
    expect(text).toContain('rollcall_decisions_total{reason="adopted"} 1\n');
    expect(text).toContain('rollcall_decisions_total{reason="commands"} 1\n');
    expect(text).toMatch(/rollcall_github_requests_total\{operation="RollcallRead",status="200"\} \d+\n/);
    expect(text).toMatch(/rollcall_github_remaining\{installation="\d+"\} \d+\n/);
    expect(text).not.toContain('booking');
    expect(text).not.toContain(world.github.webhookSecret);
    for (const line of text.trimEnd().split('\n')) expect(line).toMatch(/^# |^\w+(?:\{.*\})? [\d.]+$/);
  });
});

describe('a backup', () => {
  it('is made while the app is at work, and can be started from', async () => {
    const file = join(folder, 'rollcall.db');
    world.as('product-manager').comment(issue, '/advance canary');
    await world.settle();
    backUp(world.dataDir, file);
    expect(() => backUp(world.dataDir, file)).toThrow(/there already/);
    await world.stopApp();
    await world.startApp({ dataDir: folder });
    world.as('product-manager').comment(issue, '/hold why not');
    await world.settle();
    expect((await world.app.releases())[0]?.rollout.position).toMatchObject({ at: 'stage', stage: 'canary' });
    expect(botComments(issue).at(-1)).toContain('on hold');
  });
});

const programs = findPostgres();

describe.skipIf(programs === undefined)('with PostgreSQL', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres(programs ?? '');
  });
  afterAll(() => server.stop());

  it('a move carries everything over, once', async () => {
    world.as('product-manager').comment(issue, '/advance canary');
    world.as('analyst').comment(issue, '/metric error rate = 2%');
    await world.settle();
    const [before] = await world.app.releases();
    if (before === undefined) throw new Error('no release');
    const ledger = await world.app.store.ledger(before.issue);
    await world.stopApp();
    const databaseUrl = await server.createDatabase();
    const options = { dataDir: world.dataDir, databaseUrl, log, acceptDataLoss: true };
    const counts = await moveToPostgres(options);
    expect(counts['release']).toBe(1);
    await expect(moveToPostgres(options)).rejects.toThrow(/in use already/);

    const store = await openStore({ databaseUrl, dataDir: 'unused', log, acceptDataLoss: true });
    expect(await store.releases()).toEqual([before]);
    expect(await store.ledger(before.issue)).toEqual(ledger);
    expect(await store.checkLedger(before.issue)).toEqual({ brokenAt: undefined, differs: [] });
    await store.close();

    await world.startApp({ databaseUrl, acceptDataLoss: true });
    world.as('product-manager').comment(issue, '/hold why not');
    await world.settle();
    expect(botComments(issue).at(-1)).toContain('on hold');
    expect(issue.subIssues).toHaveLength(1);
    expect(existsSync(join(world.dataDir, 'rollcall.db'))).toBe(true);
  });

  it('one process takes webhooks in and another works on them', async () => {
    const databaseUrl = await server.createDatabase();
    await world.stopApp();
    const other = world.openPlan();
    await world.startApp({ databaseUrl, acceptDataLoss: true, role: 'web' });
    world.as('product-manager').comment(other, '/advance canary');
    await world.github.quiet();
    expect(labelsOf(other)).toEqual(['release-tracking']);
    const worker = await world.startAnother({ databaseUrl, acceptDataLoss: true, role: 'worker' });
    await worker.settle();
    expect(labelsOf(other)).toContain('stage: canary');
    expect((await fetch(worker.webhookUrl, { method: 'POST' })).status).toBe(404);
    await worker.stop();
  });
});
