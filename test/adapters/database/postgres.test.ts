import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type OpenStore, openStore } from '../../../src/adapters/database/open-store.ts';
import { StoreFailure } from '../../../src/adapters/database/store-failure.ts';
import { findPostgres, type PostgresServer, startPostgres } from '../../postgres.ts';
import { quiet } from './engines.ts';
import {
  claimLane,
  decideOn,
  decision,
  delivery,
  issueRef,
  leaseMs,
  nextRow,
  noon,
  reading,
  rollout,
} from './fixtures.ts';

const programs = findPostgres() ?? '';
if (programs === '') console.warn('PostgreSQL is not installed here: the tests of it are skipped.');

describe.skipIf(programs === '')('the PostgreSQL database', () => {
  const opened: OpenStore[] = [];
  const children: ChildProcess[] = [];
  let server: PostgresServer;

  beforeAll(async () => {
    server = await startPostgres(programs, { settings: ['track_commit_timestamp=on'] });
  });
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    for (const store of opened.splice(0)) await store.close();
  });
  afterAll(() => server.stop());

  async function open(databaseUrl: string): Promise<OpenStore> {
    const store = await openStore({ databaseUrl, dataDir: 'unused', log: quiet, acceptDataLoss: true });
    opened.push(store);
    return store;
  }

  async function failureOf(opening: Promise<unknown>): Promise<StoreFailure> {
    const error = await opening.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (!(error instanceof StoreFailure)) throw new Error('expected a StoreFailure', { cause: error });
    return error;
  }

  async function query(databaseUrl: string, text: string): Promise<readonly Record<string, unknown>[]> {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    try {
      return (await client.query(text)).rows;
    } finally {
      await client.end();
    }
  }

  it('is migrated once when several replicas start at the same time', async () => {
    const url = await server.createDatabase();
    const stores = await Promise.all([open(url), open(url), open(url)]);
    expect(await query(url, 'select version from schema_version')).toEqual([
      { version: 1 },
      { version: 2 },
      { version: 3 },
    ]);
    for (const [index, store] of stores.entries()) expect(await store.receive(delivery(`d${index}`))).toBe('accepted');
  });

  it('enters the state so far into ledgers of an earlier version', async () => {
    const url = await server.createDatabase();
    const store = await open(url);
    const note = { actor: 'engineer', action: '/advance', outcome: 'refused' as const, detail: undefined };
    await decideOn(store, 'd1', decision({ rollout: undefined, ledger: [note] }));
    await decideOn(store, 'd2', decision({ readings: { put: [reading('comment:1/0', 1)], withdraw: [] } }));
    await query(url, 'delete from ledger where change is not null');
    await query(url, 'alter table ledger drop column change');
    await query(url, 'delete from schema_version where version = 3');
    const later = await open(url);
    expect(await later.checkLedger(issueRef(7))).toEqual({ brokenAt: undefined, differs: [] });
    expect(await later.ledger(issueRef(7))).toHaveLength(2);
  });

  it('refuses a server that may lose what it acknowledged', async () => {
    const databaseUrl = await server.createDatabase();
    const failure = await failureOf(openStore({ databaseUrl, dataDir: 'unused', log: quiet }));
    expect(failure.code).toBe('unsafe');
    expect(failure.message).toContain('fsync');
  });

  it('refuses a database of a newer version', async () => {
    const url = await server.createDatabase();
    await open(url);
    await query(url, "insert into schema_version values (99, '2031-01-01')");
    expect((await failureOf(open(url))).code).toBe('newer');
  });

  it.each([
    { what: 'another database', url: 'mysql://localhost/rollcall', code: 'unsupported' },
    { what: 'a server that is not there', url: 'postgres://rollcall@127.0.0.1:1/rollcall', code: 'unavailable' },
  ])('says so when DATABASE_URL names $what', async ({ url, code }) => {
    expect((await failureOf(open(url))).code).toBe(code);
  });

  it('says so when the database does not exist', async () => {
    const url = await server.createDatabase();
    const failure = await failureOf(open(`${url}x`));
    expect(failure.code).toBe('unsupported');
    expect(failure.message).toContain('does not exist');
  });

  it('accepts a delivery once that comes a hundred times to three replicas', async () => {
    const url = await server.createDatabase();
    const stores = await Promise.all([open(url), open(url), open(url)]);
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, index) => stores[index % 3]?.receive(delivery('d1', { meaning: 'm1' }))),
    );
    expect(answers.filter((answer) => answer === 'accepted')).toHaveLength(1);
    expect(await query(url, 'select count(*)::integer as rows from inbox')).toEqual([{ rows: 1 }]);
  });

  it('commits the rows of a lane in the order of their numbers, whoever receives them', async () => {
    const url = await server.createDatabase();
    const stores = await Promise.all([open(url), open(url)]);
    await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        stores[index % 2]?.receive(delivery(`d${index}`, { number: index % 2 })),
      ),
    );
    // Within a lane, a transaction that got a later number must have started after the earlier one was committed.
    const rows = await query(
      url,
      `select count(*)::integer as bad from inbox a join inbox b on a.lane = b.lane and a.seq < b.seq
       where pg_xact_commit_timestamp(a.xmin) > pg_xact_commit_timestamp(b.xmin)`,
    );
    expect(rows).toEqual([{ bad: 0 }]);
  });

  it('shows a replica what another one has recorded', async () => {
    const url = await server.createDatabase();
    const [one, two] = [await open(url), await open(url)];
    await decideOn(one, 'd1', decision({ readings: { put: [reading('comment:1/0', 1)], withdraw: [] } }));
    expect((await two.load(issueRef(7))).readings).toEqual([reading('comment:1/0', 1)]);
    const changes = { put: [reading('comment:2/0', 2)], withdraw: ['comment:1'] };
    await decideOn(one, 'd2', decision({ rollout: rollout(50), readings: changes }));
    const { book: _book, ...release } = await two.load(issueRef(7));
    expect(release).toEqual({ rollout: rollout(50), readings: [reading('comment:2/0', 2)] });
  });

  it('runs no event twice and none out of order on three replicas, one of which freezes past its lease', async () => {
    const url = await server.createDatabase();
    const stores = await Promise.all([open(url), open(url), open(url)]);
    const [first] = stores;
    if (first === undefined) throw new Error('three stores were opened');
    for (let index = 0; index < 60; index += 1) await first.receive(delivery(`d${index}`, { number: (index % 4) + 1 }));
    const frozen = await claimLane(first, noon, 'frozen');
    const row = await nextRow(first, frozen);
    const later = noon + leaseMs;
    const order = new Map<string, number[]>();
    async function work(store: OpenStore, owner: string): Promise<void> {
      for (let lane = await store.claim(owner, later, leaseMs); lane; lane = await store.claim(owner, later, leaseMs)) {
        for (let todo = await store.next(lane, later); todo?.kind === 'event'; todo = await store.next(lane, later)) {
          await store.record(lane, todo.row, decision(), later);
          order.set(lane.key, [...(order.get(lane.key) ?? []), Number(todo.row.deliveryId.slice(1))]);
        }
        await store.release(lane);
      }
    }
    await Promise.all(stores.map((store, index) => work(store, `w${index}`)));
    await expect(first.record(frozen, row, decision(), later)).rejects.toThrow('lost');
    expect([...order.values()].map((ids) => ids.length)).toEqual([15, 15, 15, 15]);
    for (const ids of order.values()) expect(ids).toEqual([...ids].sort((a, b) => a - b));
  });

  it('fires each timer once when two replicas and a worker are at it', async () => {
    const url = await server.createDatabase();
    const [one, two] = [await open(url), await open(url)];
    const timers = Array.from({ length: 20 }, (_, index) => ({ key: `t${index}`, dueAt: noon + index }));
    for (const number of [1, 2, 3]) await decideOn(one, `d${number}`, decision({ timers }), { number });
    const fired = await Promise.all([
      one.fireTimers(noon + 99, 100),
      two.fireTimers(noon + 99, 100),
      decideOn(two, 'd9', decision({ timers: [...timers, { key: 'more', dueAt: noon + 999 }] }), { number: 9 }),
    ]);
    // The worker's own may be there in time or not.
    const rest = await one.fireTimers(noon + 99, 100);
    expect(fired[0] + fired[1] + rest).toBe(80);
    expect(await query(url, "select count(*)::integer as rows from inbox where delivery_id like 'timer:%'")).toEqual([
      { rows: 80 },
    ]);
  });

  it('never lets receivers, workers and schedulers wait for each other in a circle', async () => {
    const url = await server.createDatabase();
    const stores = await Promise.all([open(url), open(url)]);
    const timersAt = (now: number) => [1, 2, 3].map((place) => ({ key: `t${place}`, dueAt: now + place }));
    async function work(store: OpenStore, owner: string, now: number): Promise<void> {
      for (let lane = await store.claim(owner, now, leaseMs); lane; lane = await store.claim(owner, now, leaseMs)) {
        for (let todo = await store.next(lane, now); todo?.kind === 'event'; todo = await store.next(lane, now)) {
          await store.record(lane, todo.row, decision({ timers: timersAt(now) }), now);
        }
        await store.release(lane);
      }
    }
    for (let round = 0; round < 8; round += 1) {
      const now = noon + round * 10;
      await Promise.all(
        stores.flatMap((store, replica) => [
          ...[1, 2, 3, 4].map((number) => store.receive(delivery(`d${round}-${replica}-${number}`, { number }))),
          store.fireTimers(now, 5),
          work(store, `w${replica}`, now),
        ]),
      );
    }
    const [one] = stores;
    await one?.fireTimers(noon + 1000, 100);
    if (one !== undefined) await work(one, 'last', noon + 1000);
    expect(await query(url, "select count(*)::integer as rows from inbox where state <> 'done'")).toEqual([
      { rows: 0 },
    ]);
    // A connection reports what it has counted when it ends, at the latest.
    for (const store of opened.splice(0)) await store.close();
    const deadlocks = 'select deadlocks::integer from pg_stat_database where datname = current_database()';
    expect(await query(url, deadlocks)).toEqual([{ deadlocks: 0 }]);
  });

  it('tells workers of other processes', async () => {
    const url = await server.createDatabase();
    const [one, two] = [await open(url), await open(url)];
    const heard = new Promise<void>((resolve) => two.onWork(resolve));
    await one.receive(delivery('d1'));
    await heard;
  });

  it('does not wait for ever for a lane that somebody holds', async () => {
    const url = await server.createDatabase();
    const store = await open(url);
    await store.receive(delivery('d1'));
    const holder = new pg.Client({ connectionString: url });
    await holder.connect();
    await holder.query('begin');
    await holder.query('select * from lane for update');
    expect((await failureOf(store.receive(delivery('d2')))).code).toBe('unavailable');
    await holder.query('rollback');
    await holder.end();
    expect(await store.receive(delivery('d2'))).toBe('accepted');
  });

  it('loses nothing that was acknowledged when a receiving process is killed', async () => {
    const url = await server.createDatabase();
    const script = fileURLToPath(new URL('./receiving-process.ts', import.meta.url));
    const child = spawn(process.execPath, ['--import', 'tsx', script, 'unused', 'r', url], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    const acknowledged: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      if (line !== 'open') acknowledged.push(line);
      if (acknowledged.length >= 100) child.kill('SIGKILL');
    }
    const store = await open(url);
    for (const id of acknowledged) expect(await store.receive(delivery(id))).toBe('duplicate');
    expect(acknowledged.length).toBeGreaterThanOrEqual(100);
  });

  it('comes back by itself, with nothing lost, after the server crashed', async () => {
    const url = await server.createDatabase();
    const store = await open(url);
    const acknowledged: string[] = [];
    let crashed = false;
    let failures = 0;
    async function keepReceiving(prefix: string): Promise<void> {
      for (let count = 0; !crashed || count < 20; count += 1) {
        const id = `${prefix}-${count}`;
        try {
          await store.receive(delivery(id));
          acknowledged.push(id);
        } catch (error) {
          expect(error).toMatchObject({ name: 'StoreFailure', code: 'unavailable' });
          failures += 1;
        }
      }
    }
    const receiving = Promise.all(['a', 'b', 'c'].map(keepReceiving));
    while (acknowledged.length < 30) await store.ready();
    await server.crash();
    crashed = true;
    await receiving;
    expect(failures).toBeGreaterThan(0);
    await store.ready();
    for (const id of acknowledged) expect(await store.receive(delivery(id))).toBe('duplicate');
  });
});
