import type { Event, SetAside } from '../../core/event.ts';
import type { Instant } from '../../core/instant.ts';
import type { IssueRef } from '../../ports.ts';
import { appendRow } from './inbox.ts';
import type { Trx } from './schema.ts';

/** An effect that was given up. */
export interface DeadEffect {
  readonly inbox_seq: number;
  readonly kind: string;
  readonly attempts: number;
  readonly code: string | undefined;
}

/**
 * Puts a `set-aside` event for what came in under `seq` at the end of the lane, once for each delivery. None for what
 * nobody waits for: another such event, or a look at the issue, or an issue that is not there any more. The caller holds
 * the lane.
 */
export async function leaveWord(
  trx: Trx,
  lane: string,
  seq: number,
  what: Pick<SetAside, 'undone' | 'attempts' | 'code'>,
  now: Instant,
): Promise<void> {
  if (what.code === 'issue-not-found') return;
  const row = await trx
    .selectFrom('inbox')
    .select(['delivery_id', 'event', 'issue'])
    .where('seq', '=', seq)
    .executeTakeFirstOrThrow();
  // The inbox wrote both from values of these types.
  const of = JSON.parse(row.event) as Event;
  const issue = JSON.parse(row.issue) as IssueRef;
  if (of.kind === 'set-aside' || of.kind === 'sync') return;
  const event: SetAside = { kind: 'set-aside', at: now, of, deliveryId: row.delivery_id, ...what };
  await appendRow(trx, lane, {
    id: `set-aside:${row.delivery_id}`,
    meaning: undefined,
    event,
    issue,
    receivedAt: now,
  });
}

/** The same for what had been decided, once for each event that led to it. */
export async function leaveWordOfEffects(
  trx: Trx,
  lane: string,
  dead: readonly DeadEffect[],
  now: Instant,
): Promise<void> {
  for (const seq of new Set(dead.map((effect) => effect.inbox_seq))) {
    const effects = dead.filter((effect) => effect.inbox_seq === seq);
    // What was held back by another failure says nothing about why.
    const cause = effects.find(({ code }) => code !== undefined && code !== 'held-back');
    const undone = effects.map(({ kind }) => kind);
    const attempts = Math.max(...effects.map((effect) => effect.attempts));
    await leaveWord(trx, lane, seq, { undone, attempts, code: cause?.code }, now);
  }
}
