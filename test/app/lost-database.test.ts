/** A database that goes away for a moment, at any moment, changes nothing of how a release ends. */
import pg from 'pg';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { StoreFailure } from '../../src/adapters/database/store-failure.ts';
import type { PipelinePorts } from '../../src/app/pipeline.ts';
import type { AppOptions } from '../../src/app/wire.ts';
import { hourMs, minuteMs } from '../../src/core/instant.ts';
import { onPostgres } from './engines.ts';
import { live, recorded, timeless } from './life.ts';
import { startWorld, type World } from './world.ts';

// On a machine that is busy with other things each of them takes many times as long.
vi.setConfig({ testTimeout: 60_000 });

let undisturbed: Awaited<ReturnType<typeof liveThrough>>;

beforeAll(async () => {
  undisturbed = await liveThrough({}, () => {});
});

async function liveThrough(app: Partial<AppOptions>, disturb: (world: World) => Promise<void> | void) {
  const world = await startWorld({ app });
  try {
    await live(world, async () => {
      // What came in while nobody could take it is delivered again before the next thing happens.
      await comeToRest(world);
      await disturb(world);
    });
    await comeToRest(world);
    await world.wait(hourMs);
    await world.settle();
    return { seen: timeless(world), recorded: await recorded(world) };
  } finally {
    await world.end();
  }
}

async function comeToRest(world: World): Promise<void> {
  await world.wait(6 * minuteMs);
  await world.settle();
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

/** Until then the next question may meet a connection that is gone. */
async function untilBack({ app }: World): Promise<void> {
  for (let answered = 0; answered < 20; ) {
    await app.store.getFact('anything').then(
      () => (answered += 1),
      () => (answered = 0),
    );
  }
}

/**
 * From now on a connection is cut once each time that `armed` is put back to 1: in the middle of the transaction that does
 * `operation` on `table`. The count is a sequence, which no rollback takes back.
 */
function cutOn(operation: string, table: string): string {
  return `
    create sequence armed;
    select nextval('armed');
    create function cut() returns trigger language plpgsql as $$
      begin
        if nextval('armed') = 1 then perform pg_terminate_backend(pg_backend_pid()); end if;
        return new;
      end $$;
    create trigger cut before ${operation} on ${table} for each row execute function cut()`;
}

const writes = ['receive', 'load', 'record', 'beginEffects', 'finishEffects', 'fail', 'claim', 'release'];

/** Every write of the store fails once each time that it is armed, before it is done or after. */
function createTrouble(when: 'before' | 'after') {
  const failures: string[] = [];
  let armed = new Set<string>();
  let isWrapped = false;
  function troubled<Args extends readonly unknown[], Result>(name: string, act: (...args: Args) => Promise<Result>) {
    return async (...args: Args): Promise<Result> => {
      const fails = armed.delete(name);
      if (fails) failures.push(name);
      if (fails && when === 'before') throw new StoreFailure('The disk is full.', { code: 'full' });
      const result = await act(...args);
      if (fails) throw new StoreFailure('The disk cannot be written.', { code: 'unavailable' });
      return result;
    };
  }
  return {
    failures,
    arm({ app: { store } }: World) {
      armed = new Set(writes);
      if (isWrapped) return;
      isWrapped = true;
      // These do not go through the pipeline.
      const { receive, claim, release } = store;
      Object.assign(store, {
        receive: troubled('receive', receive),
        claim: troubled('claim', claim),
        release: troubled('release', release),
      });
    },
    between: ({ store, github }: PipelinePorts): PipelinePorts => ({
      github,
      store: {
        ...store,
        load: troubled('load', store.load),
        record: troubled('record', store.record),
        beginEffects: troubled('beginEffects', store.beginEffects),
        finishEffects: troubled('finishEffects', store.finishEffects),
        fail: troubled('fail', store.fail),
      },
    }),
  };
}

describe('each time that something happens on the embedded store', () => {
  it.each(['before', 'after'] as const)('each kind of write fails once, %s it is done', async (when) => {
    const trouble = createTrouble(when);
    const disturbed = await liveThrough({ between: trouble.between }, (world) => trouble.arm(world));
    const counts = writes.map((name) => trouble.failures.filter((one) => one === name).length);
    expect(Math.min(...counts)).toBeGreaterThan(1);
    expect(disturbed.seen).toBe(undisturbed.seen);
    expect(disturbed.recorded).toEqual(undisturbed.recorded);
  });
});

onPostgres((server) => {
  describe('each time that something happens', () => {
    it('every connection is cut', async () => {
      const databaseUrl = await server().createDatabase();
      const disturbed = await liveThrough({ databaseUrl, acceptDataLoss: true }, async (world) => {
        await query(
          databaseUrl,
          'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
        );
        await untilBack(world);
      });
      expect(disturbed.seen).toBe(undisturbed.seen);
      expect(disturbed.recorded).toEqual(undisturbed.recorded);
    });

    it('the server crashes and comes back', async () => {
      const databaseUrl = await server().createDatabase();
      const disturbed = await liveThrough({ databaseUrl, acceptDataLoss: true }, async (world) => {
        await server().crash();
        await untilBack(world);
      });
      expect(disturbed.seen).toBe(undisturbed.seen);
      expect(disturbed.recorded).toEqual(undisturbed.recorded);
    });

    it.each<[what: string, operation: string, table: string]>([
      ['a webhook is taken in', 'insert', 'inbox'],
      ['a lane is leased', 'update', 'lane'],
      ['the state is written', 'update', 'release'],
      ['the effects are written', 'insert', 'effect'],
      ['the ledger is written', 'insert', 'ledger'],
      ['an attempt is counted, or its outcome is written', 'update', 'effect'],
    ])('the connection is cut while %s', async (_what, operation, table) => {
      const databaseUrl = await server().createDatabase();
      let cuts = 0;
      const disturbed = await liveThrough({ databaseUrl, acceptDataLoss: true }, async () => {
        const [armed] = await query(databaseUrl, "select to_regclass('armed') as name");
        if (armed?.['name'] === null) await query(databaseUrl, cutOn(operation, table));
        const [count] = await query(databaseUrl, 'select last_value::integer as seen from armed');
        cuts += Number(count?.['seen']) > 1 ? 1 : 0;
        await query(databaseUrl, "select setval('armed', 1, false)");
      });
      expect(cuts).toBeGreaterThan(5);
      expect(disturbed.seen).toBe(undisturbed.seen);
      expect(disturbed.recorded).toEqual(undisturbed.recorded);
    });
  });
});
