import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, copyFileSync, openSync, readFileSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import Database from 'libsql';
import { afterEach, describe, expect, it } from 'vitest';
import { createInbox } from '../../../src/adapters/database/inbox.ts';
import { openStore } from '../../../src/adapters/database/open-store.ts';
import { explain, openSqlite } from '../../../src/adapters/database/sqlite.ts';
import { StoreFailure } from '../../../src/adapters/database/store-failure.ts';
import { quiet, removeDirectories, temporaryDirectory } from './engines.ts';
import { claimLane, decideOn, decision, delivery, issueRef, nextRow, noon, reading, rollout } from './fixtures.ts';

const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  removeDirectories();
});

/** Starts a process that receives; resolves with the ids it acknowledged, once it was killed after `count` of them. */
async function receiveUntilKilled(dataDir: string, prefix: string, count: number): Promise<readonly string[]> {
  const child = startReceiving(dataDir, prefix);
  const acknowledged: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    if (line !== 'open') acknowledged.push(line);
    if (acknowledged.length >= count) child.kill('SIGKILL');
  }
  return acknowledged;
}

function startReceiving(dataDir: string, prefix: string) {
  const script = fileURLToPath(new URL('./receiving-process.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script, dataDir, prefix], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  return child;
}

async function failureOf(opening: Promise<unknown>): Promise<StoreFailure> {
  const error = await opening.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof StoreFailure)) throw new Error('expected a StoreFailure', { cause: error });
  return error;
}

function open(dataDir: string) {
  return openStore({ dataDir, log: quiet });
}

describe('the embedded database', () => {
  it('is where it was left after it was closed', async () => {
    const directory = temporaryDirectory();
    const before = await open(directory);
    const put = [reading('comment:1/0', 1)];
    await decideOn(before, 'd1', decision({ rollout: rollout(10), readings: { put, withdraw: [] } }));
    await before.receive(delivery('d2'));
    await before.close();
    const after = await open(directory);
    const { book: _book, ...release } = await after.load(issueRef(7));
    expect(release).toEqual({ rollout: rollout(10), readings: put });
    expect((await nextRow(after, await claimLane(after))).deliveryId).toBe('d2');
    await after.close();
  });

  it('loses nothing that was acknowledged when its process is killed, and goes on at once', async () => {
    const directory = temporaryDirectory();
    const acknowledged: string[] = [];
    for (const round of [1, 2, 3]) acknowledged.push(...(await receiveUntilKilled(directory, `r${round}`, round * 40)));
    const store = await open(directory);
    for (const id of acknowledged) expect(await store.receive(delivery(id))).toBe('duplicate');
    expect(acknowledged.length).toBeGreaterThanOrEqual(240);
    const lane = await claimLane(store);
    expect((await nextRow(store, lane)).attempts).toBe(0);
    await store.close();
  });

  it('waits for the disk with every commit, and lets other work go on meanwhile', async () => {
    const engine = await openSqlite(temporaryDirectory());
    const { rows } = await sql<{ readonly synchronous: number }>`pragma synchronous`.execute(engine.db);
    const full = 2;
    expect(rows).toEqual([{ synchronous: full }]);
    const order: string[] = [];
    const committed = engine
      .transact((trx) => trx.insertInto('fact').values({ key: 'a', value: '1' }).execute())
      .then(() => order.push('committed'));
    // Queued behind the transaction's own turn: were the disk waited for in that turn, this would come second.
    void setImmediate().then(() => order.push('other work'));
    await committed;
    expect(order).toEqual(['other work', 'committed']);
    await engine.close();
  });

  it('refuses a transaction that begins while it is being closed, and the process lives on', async () => {
    const engine = await openSqlite(temporaryDirectory());
    const closing = engine.close();
    const late = engine.db.transaction().execute(async (trx) => {
      await trx.insertInto('fact').values({ key: 'a', value: '1' }).execute();
      await setImmediate();
      await trx.insertInto('fact').values({ key: 'b', value: '1' }).execute();
    });
    await expect(late).rejects.toThrow(/closed|destroyed/);
    await closing;
  });

  it('takes up at once the lane of a worker whose process is gone', async () => {
    const directory = temporaryDirectory();
    const before = await open(directory);
    await before.receive(delivery('d1'));
    await claimLane(before);
    await before.close();
    const after = await open(directory);
    expect((await nextRow(after, await claimLane(after))).attempts).toBe(1);
    await after.close();
  });

  it('belongs to one process at a time', async () => {
    const directory = temporaryDirectory();
    const child = startReceiving(directory, 'r');
    await once(child.stdout, 'data');
    const failure = await failureOf(open(directory));
    expect(failure.code).toBe('in-use');
    expect(failure.message).toContain(directory);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const store = await open(directory);
    expect((await failureOf(open(directory))).code).toBe('in-use');
    await store.close();
  });

  it('refuses a file that is no database, and leaves it as it is', async () => {
    const directory = temporaryDirectory();
    const file = join(directory, 'rollcall.db');
    const text = 'not a database, but something else\n'.repeat(500);
    writeFileSync(file, text);
    const failure = await failureOf(open(directory));
    expect(failure.code).toBe('damaged');
    expect(failure.message).toContain(file);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('refuses a file with damaged pages', async () => {
    const directory = temporaryDirectory();
    const store = await open(directory);
    for (let count = 0; count < 50; count += 1) await store.receive(delivery(`d${count}`));
    await store.close();
    const path = join(directory, 'rollcall.db');
    const { size } = statSync(path);
    const file = openSync(path, 'r+');
    for (let offset = 8192; offset < size; offset += 4096) writeSync(file, Buffer.alloc(2048, 0xa5), 0, 2048, offset);
    closeSync(file);
    expect((await failureOf(open(directory))).code).toBe('damaged');
  });

  it('refuses a file of a newer version, and leaves it as it is', async () => {
    const directory = temporaryDirectory();
    await (await open(directory)).close();
    const path = join(directory, 'rollcall.db');
    const newer = new Database(path);
    newer.exec("insert into schema_version (version, applied_at) values (99, '2031-01-01')");
    newer.close();
    const before = readFileSync(path);
    const failure = await failureOf(open(directory));
    expect(failure.code).toBe('newer');
    expect(failure.message).toContain('99');
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('says so when the directory is a file', async () => {
    const directory = temporaryDirectory();
    writeFileSync(join(directory, 'taken'), '');
    expect((await failureOf(open(join(directory, 'taken', 'data')))).code).toBe('read-only');
  });

  it('says so when the disk is full, loses nothing of what it acknowledged, and goes on when there is room', async () => {
    const engine = await openSqlite(temporaryDirectory());
    const inbox = createInbox(engine);
    await inbox.receive(delivery('first'));
    const { rows } = await sql<{ readonly page_count: number }>`pragma page_count`.execute(engine.db);
    await sql`pragma max_page_count = ${sql.lit((rows[0]?.page_count ?? 0) + 20)}`.execute(engine.db);
    const ids = Array.from({ length: 300 }, (_, index) => `d${index}`);
    const received = await Promise.allSettled(ids.map((id) => inbox.receive(delivery(id))));
    const full = received.filter((outcome) => outcome.status === 'rejected').map((outcome) => outcome.reason);
    expect(full.length).toBeGreaterThan(0);
    for (const error of full) expect(error).toMatchObject({ name: 'StoreFailure', code: 'full' });
    await sql`pragma max_page_count = 100000`.execute(engine.db);
    const again = await Promise.all(ids.map((id) => inbox.receive(delivery(id))));
    const before = received.map((outcome) => (outcome.status === 'fulfilled' ? 'duplicate' : 'accepted'));
    expect(before).toContain('duplicate');
    expect(again).toEqual(before);
    await engine.close();
  });

  it.each([
    { code: 'SQLITE_FULL', message: 'database or disk is full', says: 'full' },
    { code: 'SQLITE_CORRUPT_VTAB', message: 'malformed', says: 'damaged' },
    { code: 'SQLITE_NOTADB', message: 'file is not a database', says: 'damaged' },
    { code: 'SQLITE_READONLY_DIRECTORY', message: 'readonly', says: 'read-only' },
    { code: 'SQLITE_CANTOPEN', message: 'unable to open', says: 'read-only' },
    { code: '', message: 'ConnectionFailed("Unable to open connection")', says: 'read-only' },
    { code: 'SQLITE_IOERR_FSYNC', message: 'disk I/O error', says: 'unavailable' },
  ])('explains $code as $says', ({ code, message, says }) => {
    const explained = explain('/data/rollcall.db', Object.assign(new Error(message), { code }));
    expect(explained).toMatchObject({ name: 'StoreFailure', code: says });
    expect((explained as Error).message).toContain('/data/rollcall.db');
  });

  it('leaves an error alone that no operator can act on', () => {
    const error = Object.assign(new Error('no such column'), { code: 'SQLITE_ERROR' });
    expect(explain('/data/rollcall.db', error)).toBe(error);
  });

  it('can be read from a copy that was made of a closed file', async () => {
    const directory = temporaryDirectory();
    const store = await open(directory);
    await decideOn(store, 'd1', decision());
    await store.close();
    const other = temporaryDirectory();
    copyFileSync(join(directory, 'rollcall.db'), join(other, 'rollcall.db'));
    const copy = await open(other);
    expect(await copy.isTracked(22, 7, undefined)).toBe(true);
    await copy.close();
  });

  it('says so when a ledger row was changed, taken out or put in', async () => {
    const directory = temporaryDirectory();
    const store = await open(directory);
    const note = { actor: 'engineer', action: '/advance', outcome: 'done' as const, detail: undefined };
    for (const id of ['d1', 'd2', 'd3']) await decideOn(store, id, decision({ ledger: [note] }));
    expect(await store.checkLedger(issueRef(7))).toEqual({ brokenAt: undefined, differs: [] });
    const hand = new Database(join(directory, 'rollcall.db'));
    hand.exec("update ledger set outcome = 'refused' where ordinal = 2");
    expect((await store.checkLedger(issueRef(7))).brokenAt).toBe(2);
    hand.exec('delete from ledger where ordinal = 2');
    expect((await store.checkLedger(issueRef(7))).brokenAt).toBe(2);
    hand.close();
    await store.close();
  });

  it('says so when the state or a reading is not what the ledger leads to', async () => {
    const directory = temporaryDirectory();
    const store = await open(directory);
    const put = [reading('comment:1/0', 1)];
    await decideOn(store, 'd1', decision({ rollout: rollout(10) }));
    await decideOn(store, 'd2', decision({ rollout: rollout(20), readings: { put, withdraw: [] } }));
    expect((await store.checkLedger(issueRef(7))).differs).toEqual([]);
    const hand = new Database(join(directory, 'rollcall.db'));
    hand.exec(`update release set rollout = replace(rollout, '"share":20', '"share":30')`);
    expect((await store.checkLedger(issueRef(7))).differs).toEqual(['share']);
    hand.exec(`update reading set body = replace(body, '"value":1', '"value":2')`);
    expect((await store.checkLedger(issueRef(7))).differs).toEqual(['readings', 'share']);
    hand.exec(`update release set rollout = replace(rollout, '"share":30', '"share":10')`);
    hand.exec('delete from ledger where ordinal = 2');
    expect(await store.checkLedger(issueRef(7))).toEqual({ brokenAt: undefined, differs: ['readings'] });
    hand.close();
    await store.close();
  });

  it('enters the state so far into ledgers of an earlier version', async () => {
    const directory = temporaryDirectory();
    const store = await open(directory);
    const note = { actor: 'engineer', action: '/advance', outcome: 'refused' as const, detail: undefined };
    await decideOn(store, 'd1', decision({ rollout: undefined, ledger: [note] }));
    const put = [reading('comment:1/0', 1), reading('comment:1/1', 2)];
    await decideOn(store, 'd2', decision({ rollout: rollout(10), readings: { put, withdraw: [] } }));
    await decideOn(store, 'd3', decision({ rollout: rollout(10) }), { number: 8 });
    await store.close();
    const hand = new Database(join(directory, 'rollcall.db'));
    hand.exec('delete from ledger where change is not null');
    hand.exec('alter table ledger drop column change');
    hand.exec('delete from schema_version where version = 3');
    hand.close();
    const later = await open(directory);
    for (const number of [7, 8]) {
      expect(await later.checkLedger(issueRef(number))).toEqual({ brokenAt: undefined, differs: [] });
    }
    await decideOn(later, 'd4', decision({ rollout: rollout(20), ledger: [note] }));
    expect(await later.checkLedger(issueRef(7))).toEqual({ brokenAt: undefined, differs: [] });
    expect((await later.ledger(issueRef(7))).map(({ action }) => action)).toEqual([
      '/advance',
      'state so far',
      '/advance',
    ]);
    await later.close();
  });

  it('keeps the history of readings that no longer count', async () => {
    const directory = temporaryDirectory();
    const store = await open(directory);
    await decideOn(store, 'd1', decision({ readings: { put: [reading('comment:1/0', 1)], withdraw: [] } }));
    await decideOn(store, 'd2', decision({ readings: { put: [reading('comment:1/0', 2)], withdraw: [] } }));
    await decideOn(store, 'd3', decision({ readings: { put: [reading('comment:1/0', 2)], withdraw: [] } }));
    await decideOn(store, 'd4', decision({ readings: { put: [], withdraw: ['comment:1'] } }), { now: noon + 1 });
    await store.close();
    const hand = new Database(join(directory, 'rollcall.db'));
    expect(hand.prepare('select superseded_by, superseded_at from reading order by seq').all()).toEqual([
      { superseded_by: 'edit', superseded_at: noon },
      { superseded_by: 'withdrawal', superseded_at: noon + 1 },
    ]);
    hand.close();
  });
});
