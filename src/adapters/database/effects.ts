import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Effect } from '../../core/effect.ts';
import { dayMs, minuteMs } from '../../core/instant.ts';
import type { EffectsOutcome, Failure, InboxRow, IssueRef, Lane, Store, StoredEffect } from '../../ports.ts';
import type { Engine } from './engine.ts';
import { inBatches } from './in-batches.ts';
import { holdLane, settleLane } from './lanes.ts';
import { rememberOwnWork } from './own-work.ts';
import type { Handle, Trx } from './schema.ts';
import { type DeadEffect, leaveWordOfEffects } from './set-aside.ts';
import { storableText } from './storable-text.ts';
import { slotOf, supersedeEffects, type WantedEffect } from './superseded-effects.ts';

const columns = ['id', 'body', 'issue', 'attempts', 'remote_id', 'decided_at', 'done_at', 'retry_at'] as const;

interface EffectRow {
  readonly id: string;
  readonly body: string;
  readonly issue: string;
  readonly attempts: number;
  readonly remote_id: string | null;
  readonly decided_at: number;
  readonly done_at: number | null;
}

/** Effects of a lane that are yet to be made true, in order, each with the moment from which it may be tried. */
export async function pendingEffects(
  db: Handle,
  lane: string,
): Promise<readonly { readonly stored: StoredEffect; readonly retryAt: number }[]> {
  const rows = await db
    .selectFrom('effect')
    .select(columns)
    .where('lane', '=', lane)
    .where('state', '=', sql.lit('pending'))
    .orderBy('inbox_seq')
    .orderBy('ordinal')
    .execute();
  return rows.map((row) => ({ stored: toStored(row), retryAt: row.retry_at }));
}

/** Pending effects of a decision that was recorded before. */
export async function recordedEffects(trx: Trx, inboxSeq: number): Promise<readonly StoredEffect[]> {
  const rows = await trx
    .selectFrom('effect')
    .select(columns)
    .where('inbox_seq', '=', inboxSeq)
    .where('state', '=', sql.lit('pending'))
    .orderBy('ordinal')
    .execute();
  return rows.map(toStored);
}

/** Writes a decision's effects and lets them take the place of older ones that are not yet applied. */
export async function insertEffects(
  trx: Trx,
  lane: string,
  row: InboxRow,
  effects: readonly Effect[],
  now: number,
): Promise<readonly StoredEffect[]> {
  const wanted = await supersedeEffects(trx, lane, effects);
  const stored = storedEffects(row, wanted, now);
  const rows = stored.map(({ id, effect, attempts }, ordinal) => ({
    id,
    inbox_seq: row.seq,
    ordinal,
    lane,
    kind: effect.kind,
    slot: slotOf(effect) ?? null,
    body: JSON.stringify(effect),
    issue: JSON.stringify(row.issue),
    state: 'pending' as const,
    attempts,
    remote_id: null,
    decided_at: now,
    done_at: null,
    sweep_at: null,
    error: null,
  }));
  for (const batch of inBatches(rows)) await trx.insertInto('effect').values(batch).execute();
  return stored;
}

/** A decision's effects as they are kept, before any of them is done. */
export function storedEffects(row: InboxRow, wanted: readonly WantedEffect[], now: number): readonly StoredEffect[] {
  return wanted.map(({ effect, attempts }, ordinal) => ({
    id: effectId(row.deliveryId, ordinal),
    effect,
    issue: row.issue,
    attempts,
    remoteId: undefined,
    decidedAt: now,
    doneAt: undefined,
  }));
}

/** 100 bits of SHA-256 in base32, so that the same decision has the same ids in every run. */
function effectId(deliveryId: string, ordinal: number): string {
  const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
  const digest = createHash('sha256').update(`${deliveryId}|${ordinal}`).digest();
  let bits = 0n;
  for (const byte of digest.subarray(0, 13)) bits = (bits << 8n) | BigInt(byte);
  let id = '';
  for (let place = 0n; place < 20n; place += 1n) id += alphabet[Number((bits >> (place * 5n)) & 31n)];
  return id;
}

/** Applying effects: every attempt is counted before it is made, every outcome is written down. */
export function createEffects(
  engine: Engine,
): Pick<Store, 'beginEffects' | 'finishEffects' | 'dueSweeps' | 'finishSweep'> {
  async function beginEffects(lane: Lane, effects: readonly StoredEffect[]): Promise<void> {
    await engine.transact(async (trx) => {
      await holdLane(trx, lane);
      for (const batch of inBatches(effects.map((effect) => effect.id))) {
        await trx
          .updateTable('effect')
          .set((eb) => ({ attempts: eb('attempts', '+', 1) }))
          .where('id', 'in', batch)
          .execute();
      }
    });
  }

  async function finishEffects(lane: Lane, outcome: EffectsOutcome, now: number): Promise<void> {
    await engine.transact(async (trx) => {
      await holdLane(trx, lane);
      for (const [id, { remoteId }] of Object.entries(outcome.done)) await markDone(trx, id, remoteId, now);
      const dead: DeadEffect[] = [];
      for (const [id, failure] of Object.entries(outcome.failed)) {
        const row = await markFailed(trx, id, failure);
        if (row !== undefined && failure.retryAt === undefined) dead.push({ ...row, code: failure.code });
      }
      await leaveWordOfEffects(trx, lane.key, dead, now);
      await settleLane(trx, lane.key);
    });
  }

  async function dueSweeps(now: number, limit: number): Promise<readonly StoredEffect[]> {
    const rows = await engine.db
      .selectFrom('effect')
      .select(columns)
      .where('sweep_at', '<=', now)
      .orderBy('sweep_at')
      .limit(limit)
      .execute();
    return rows.map(toStored);
  }

  async function finishSweep(effectId: string, nextSweepAt: number | undefined): Promise<void> {
    await engine.transact((trx) =>
      trx
        .updateTable('effect')
        .set({ sweep_at: nextSweepAt ?? null })
        .where('id', '=', effectId)
        .execute(),
    );
  }

  return { beginEffects, finishEffects, dueSweeps, finishSweep };
}

/** That it was tried stays known, as it may have got through; how often does not, where it was none of its own fault. */
function markFailed(trx: Trx, id: string, { error, retryAt, counts }: Failure) {
  return trx
    .updateTable('effect')
    .set({
      state: retryAt === undefined ? 'dead' : 'pending',
      retry_at: retryAt ?? 0,
      error: storableText(error),
      ...(counts ? {} : { attempts: 1 }),
    })
    .where('id', '=', id)
    .where('state', '=', 'pending')
    .returning(['inbox_seq', 'kind', 'attempts'])
    .executeTakeFirst();
}

const sweepOffsetsMs = [2 * minuteMs, 15 * minuteMs, dayMs, 2 * dayMs, 3 * dayMs];

/**
 * When to look again for late duplicates of what was created at `doneAt`: 2 and 15 minutes later, then daily for three
 * days; undefined when that is over.
 */
export function nextSweepAt(doneAt: number, now: number): number | undefined {
  return sweepOffsetsMs.map((offset) => doneAt + offset).find((at) => at > now);
}

/** What creates a comment or an issue can be there twice after a request that was thought lost. */
export const creatingKinds: readonly Effect['kind'][] = ['ensure-checklist-issue', 'upsert-comment', 'post-once'];

async function markDone(trx: Trx, id: string, remoteId: string | undefined, now: number): Promise<void> {
  const done = await trx
    .updateTable('effect')
    .set((eb) => ({
      state: 'done',
      done_at: now,
      error: null,
      remote_id: remoteId ?? null,
      sweep_at:
        remoteId === undefined
          ? null
          : eb
              .case()
              .when('kind', 'in', creatingKinds)
              .then(nextSweepAt(now, now) ?? null)
              .else(null)
              .end(),
    }))
    .where('id', '=', id)
    .where('state', '=', 'pending')
    .returning(['lane', 'body'])
    .executeTakeFirst();
  // `insertEffects` wrote it from an `Effect`.
  if (done !== undefined && remoteId !== undefined) {
    await rememberOwnWork(trx, done.lane, JSON.parse(done.body) as Effect, remoteId);
  }
}

function toStored(row: EffectRow): StoredEffect {
  return {
    id: row.id,
    // `insertEffects` wrote both from values of these types.
    effect: JSON.parse(row.body) as Effect,
    issue: JSON.parse(row.issue) as IssueRef,
    attempts: row.attempts,
    remoteId: row.remote_id ?? undefined,
    decidedAt: row.decided_at,
    doneAt: row.done_at ?? undefined,
  };
}
