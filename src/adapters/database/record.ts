import type { Decision } from '../../core/decision.ts';
import type { RecordedChange } from '../../core/ledger/replay-ledger.ts';
import type { InboxRow, Lane, Store, StoredEffect } from '../../ports.ts';
import { insertEffects, recordedEffects } from './effects.ts';
import type { Engine } from './engine.ts';
import { holdLane, settleLane } from './lanes.ts';
import { appendLedger } from './ledger.ts';
import { saveReadings } from './readings.ts';
import { saveRelease } from './releases.ts';
import type { Trx } from './schema.ts';
import { replaceTimers } from './timers.ts';

/** The one place where a release's state changes. */
export function createRecord(engine: Engine): Pick<Store, 'record'> {
  async function record(lane: Lane, row: InboxRow, decision: Decision, now: number): Promise<readonly StoredEffect[]> {
    return await engine.transact(async (trx) => {
      await holdLane(trx, lane);
      const done = await trx
        .updateTable('inbox')
        .set({ state: 'done', reason: decision.reason, done_at: now, error: null })
        .where('seq', '=', row.seq)
        .where('state', '=', 'ready')
        .executeTakeFirst();
      // Recorded before, and only the answer to that was lost: the first decision stands.
      if (done.numUpdatedRows === 0n) return await recordedEffects(trx, row.seq);
      const change = await saveState(trx, row, decision, now);
      const effects = await insertEffects(trx, lane.key, row, decision.effects, now);
      await appendLedger(trx, lane.key, row, { ...decision, change }, now);
      await settleLane(trx, lane.key);
      return effects;
    });
  }

  return { record };
}

/** Returns what has changed; undefined where nothing has. */
async function saveState(
  trx: Trx,
  row: InboxRow,
  decision: Decision,
  now: number,
): Promise<RecordedChange | undefined> {
  if (decision.rollout === undefined) return undefined;
  const release = await saveRelease(trx, row.issue, decision.rollout, now);
  const { put, gone } = await saveReadings(trx, release, decision.readings, now);
  if (decision.timers !== undefined) await replaceTimers(trx, release.id, decision.timers);
  const change: RecordedChange = {
    ...(release.change === undefined ? {} : { state: release.change }),
    ...(put.length === 0 ? {} : { put }),
    ...(gone.length === 0 ? {} : { gone }),
  };
  return Object.keys(change).length === 0 ? undefined : change;
}
