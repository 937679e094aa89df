import type { Timer } from '../../core/decision.ts';
import type { IssueRef, Store } from '../../ports.ts';
import type { Engine } from './engine.ts';
import { inBatches } from './in-batches.ts';
import { type InsertRow, rowInserter } from './inbox.ts';
import { laneWaker, settleLane } from './lanes.ts';
import type { Trx } from './schema.ts';

/** The release has these timers from now on and no others. */
export async function replaceTimers(trx: Trx, releaseId: number, timers: readonly Timer[]): Promise<void> {
  const present = await trx.selectFrom('timer').select(['key', 'due_at']).where('release_id', '=', releaseId).execute();
  const before = new Map(present.map((timer) => [timer.key, timer.due_at]));
  const after = new Map(timers.map((timer) => [timer.key, timer.dueAt]));
  const same = before.size === after.size && [...after].every(([key, dueAt]) => before.get(key) === dueAt);
  if (same) return;
  await trx.deleteFrom('timer').where('release_id', '=', releaseId).execute();
  for (const batch of inBatches([...after])) {
    await trx
      .insertInto('timer')
      .values(batch.map(([key, dueAt]) => ({ release_id: releaseId, key, due_at: dueAt })))
      .execute();
  }
}

interface DueTimer {
  readonly release_id: number;
  readonly key: string;
  readonly due_at: number;
  readonly lane: string;
  readonly issue: string;
}

/** Due moments become inbox rows in the transaction that removes them, so none is missed and none comes twice. */
export function createTimers(engine: Engine): Pick<Store, 'fireTimers'> {
  const wakeLane = laneWaker(engine.db);
  const insertRow = rowInserter(engine.db);

  async function fireTimers(now: number, limit: number): Promise<number> {
    const due: readonly DueTimer[] = await engine.db
      .selectFrom('timer')
      .innerJoin('release', 'release.id', 'timer.release_id')
      .select(['timer.release_id', 'timer.key', 'timer.due_at', 'release.lane', 'release.issue'])
      .where('timer.due_at', '<=', now)
      .orderBy('timer.due_at')
      .orderBy('timer.release_id')
      .orderBy('timer.key')
      .limit(limit)
      .execute();
    if (due.length === 0) return 0;
    return await engine.transact(async (trx) => {
      // Lanes before timers, and lanes in one order: two schedulers and a worker can then never wait for each other.
      const lanes = [...new Set(due.map((timer) => timer.lane))].sort();
      for (const lane of lanes) await wakeLane(trx, lane, now);
      const woken = new Set<string>();
      let removed = 0;
      for (const timer of due) {
        const outcome = await fire(trx, insertRow, timer, now);
        if (outcome === 'fired') woken.add(timer.lane);
        if (outcome !== 'gone') removed += 1;
      }
      for (const lane of lanes) if (!woken.has(lane)) await settleLane(trx, lane);
      if (woken.size > 0) await engine.announce(trx);
      return removed;
    });
  }

  return { fireTimers };
}

/**
 * `gone`: another process was faster, or a decision has replaced it. `fired-before`: a decision had put a moment back
 * that is in the inbox already.
 */
async function fire(
  trx: Trx,
  insertRow: InsertRow,
  timer: DueTimer,
  now: number,
): Promise<'fired' | 'fired-before' | 'gone'> {
  const removed = await trx
    .deleteFrom('timer')
    .where('release_id', '=', timer.release_id)
    .where('key', '=', timer.key)
    .where('due_at', '=', timer.due_at)
    .executeTakeFirst();
  if (removed.numDeletedRows === 0n) return 'gone';
  const inserted = await insertRow(trx, timer.lane, {
    id: `timer:${timer.lane}:${timer.key}:${timer.due_at}`,
    meaning: undefined,
    event: { kind: 'timer', timer: timer.key, dueAt: timer.due_at, at: now },
    // `saveRelease` wrote it from an `IssueRef`.
    issue: JSON.parse(timer.issue) as IssueRef,
    receivedAt: now,
  });
  return inserted ? 'fired' : 'fired-before';
}
