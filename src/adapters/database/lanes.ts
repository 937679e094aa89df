import { sql } from 'kysely';
import { type Lane, LeaseLost, type Store } from '../../ports.ts';
import { compileOnce } from './compile-once.ts';
import type { Engine } from './engine.ts';
import type { Handle, Trx } from './schema.ts';

/** The lane of a tracking issue. */
export function laneKey(repositoryId: number, number: number): string {
  return `${repositoryId}#${number}`;
}

/**
 * Marks a lane as having work and holds its row until the transaction ends, so that `seq` grows in the order in which
 * the rows of a lane are committed. A lane that waits for a retry goes on waiting.
 */
export type WakeLane = (trx: Trx, key: string, since: number) => Promise<void>;

export function laneWaker(db: Handle): WakeLane {
  const run = compileOnce(db, (on, { key, since }: { readonly key: string; readonly since: number }) =>
    on
      .insertInto('lane')
      .values({ key, waiting_since: since, owner: null })
      .onConflict((conflict) =>
        conflict.column('key').doUpdateSet((eb) => ({
          waiting_since: eb.fn.coalesce('lane.waiting_since', 'excluded.waiting_since'),
        })),
      ),
  );
  return async (trx, key, since) => {
    await run(trx, { key, since });
  };
}

/** Holds the lane's row until the transaction ends. Throws `LeaseLost` when the lease is another's by now. */
export async function holdLane(trx: Trx, lane: Lane): Promise<void> {
  const held = await trx
    .updateTable('lane')
    .set((eb) => ({ fence: eb.ref('fence') }))
    .where('key', '=', lane.key)
    .where('fence', '=', lane.fence)
    .executeTakeFirst();
  if (held.numUpdatedRows === 0n) throw new LeaseLost(lane.key);
}

/** Works out anew what a held lane waits for: effects that are pending come before the next event. */
export async function settleLane(trx: Trx, key: string): Promise<void> {
  const head = (await firstEffect(trx, key)) ?? (await firstRow(trx, key));
  await trx
    .updateTable('lane')
    .set({ waiting_since: head?.since ?? null, run_after: head?.retry_at ?? 0 })
    .where('key', '=', key)
    .execute();
}

function firstEffect(trx: Trx, key: string) {
  return trx
    .selectFrom('effect')
    .select(['decided_at as since', 'retry_at'])
    .where('lane', '=', key)
    .where('state', '=', sql.lit('pending'))
    .orderBy('inbox_seq')
    .orderBy('ordinal')
    .limit(1)
    .executeTakeFirst();
}

function firstRow(trx: Trx, key: string) {
  return trx
    .selectFrom('inbox')
    .select(['seq', 'received_at as since', 'retry_at'])
    .where('lane', '=', key)
    .where('state', '=', sql.lit('ready'))
    .orderBy('seq')
    .limit(1)
    .executeTakeFirst();
}

/** Leases: who may work on a lane, until when. */
export function createLanes(engine: Engine): Pick<Store, 'claim' | 'renew' | 'release' | 'nextWake'> {
  async function claim(owner: string, now: number, leaseMs: number): Promise<Lane | undefined> {
    return await engine.transact(async (trx) => {
      const ready = await trx
        .selectFrom('lane')
        .select(['key', 'owner', 'fence'])
        .where('waiting_since', 'is not', null)
        .where('run_after', '<=', now)
        .where('lease_until', '<=', now)
        .orderBy('waiting_since')
        .limit(1)
        .$if(engine.kind === 'postgres', (query) => query.forUpdate().skipLocked())
        .executeTakeFirst();
      if (ready === undefined) return undefined;
      const fence = ready.fence + 1;
      await trx
        .updateTable('lane')
        .set({ owner, lease_until: now + leaseMs, fence })
        .where('key', '=', ready.key)
        .execute();
      if (ready.owner !== null) await countVanishedAttempt(trx, ready.key);
      return { key: ready.key, owner, fence };
    });
  }

  async function renew(lane: Lane, now: number, leaseMs: number): Promise<boolean> {
    const renewed = await engine.transact((trx) =>
      trx
        .updateTable('lane')
        .set({ lease_until: now + leaseMs })
        .where('key', '=', lane.key)
        .where('fence', '=', lane.fence)
        .executeTakeFirst(),
    );
    return renewed.numUpdatedRows > 0n;
  }

  async function release(lane: Lane): Promise<void> {
    await engine.transact(async (trx) => {
      const given = await trx
        .updateTable('lane')
        .set({ owner: null, lease_until: 0 })
        .where('key', '=', lane.key)
        .where('fence', '=', lane.fence)
        .returning('waiting_since')
        .executeTakeFirst();
      // What came in after the worker had looked for the last time was announced while nobody could claim it.
      if (given !== undefined && given.waiting_since !== null) await engine.announce(trx);
    });
  }

  async function nextWake() {
    const lane = await engine.db
      .selectFrom('lane')
      .select((eb) =>
        eb.fn
          .min(
            eb
              .case()
              .when('lease_until', '>', eb.ref('run_after'))
              .then(eb.ref('lease_until'))
              .else(eb.ref('run_after'))
              .end(),
          )
          .as('at'),
      )
      .where('waiting_since', 'is not', null)
      .executeTakeFirst();
    const timer = await engine.db
      .selectFrom('timer')
      .select((eb) => eb.fn.min('due_at').as('at'))
      .executeTakeFirst();
    const sweep = await engine.db
      .selectFrom('effect')
      .select((eb) => eb.fn.min('sweep_at').as('at'))
      .where('sweep_at', 'is not', null)
      .executeTakeFirst();
    return { retryAt: lane?.at ?? undefined, timerAt: timer?.at ?? undefined, sweepAt: sweep?.at ?? undefined };
  }

  return { claim, renew, release, nextWake };
}

/**
 * A lease that ended without being given back means that its worker died or hung on the lane's head. That is an attempt
 * too: an event that kills its worker must not do so for ever. Effects count theirs before they are tried.
 */
async function countVanishedAttempt(trx: Trx, key: string): Promise<void> {
  if ((await firstEffect(trx, key)) !== undefined) return;
  const head = await firstRow(trx, key);
  if (head === undefined) return;
  await trx
    .updateTable('inbox')
    .set((eb) => ({ attempts: eb('attempts', '+', 1) }))
    .where('seq', '=', head.seq)
    .execute();
}
