import type { Event, SetAside } from '../../core/event.ts';
import type { Instant } from '../../core/instant.ts';
import type { Delivery, InboxRow, IssueRef } from '../../ports.ts';
import { appendRow } from './inbox.ts';
import type { Trx } from './schema.ts';

/** An effect that was given up. */
export interface DeadEffect {
  readonly inbox_seq: number;
  readonly kind: string;
  readonly attempts: number;
  readonly code: string | undefined;
}

type What = Pick<SetAside, 'undone' | 'attempts' | 'code'>;
type Word = Omit<Delivery, 'parentNumber'>;

/**
 * The `set-aside` event for something that came in; undefined for what nobody waits for: another such event, or a look at
 * the issue, or an issue that is not there any more.
 */
export function wordOf(
  { deliveryId, event: of, issue }: Pick<InboxRow, 'deliveryId' | 'event' | 'issue'>,
  what: What,
  now: Instant,
): Word | undefined {
  if (what.code === 'issue-not-found' || of.kind === 'set-aside' || of.kind === 'sync') return undefined;
  const event: SetAside = { kind: 'set-aside', at: now, of, deliveryId, ...what };
  return { id: `set-aside:${deliveryId}`, meaning: undefined, event, issue, receivedAt: now };
}

/** What is to be said of effects that were given up, once for each event that led to them. */
export function wordsOfEffects(dead: readonly DeadEffect[]): readonly (readonly [seq: number, what: What])[] {
  return [...new Set(dead.map((effect) => effect.inbox_seq))].map((seq) => {
    const effects = dead.filter((effect) => effect.inbox_seq === seq);
    // What was held back by another failure says nothing about why.
    const cause = effects.find(({ code }) => code !== undefined && code !== 'held-back');
    const undone = effects.map(({ kind }) => kind);
    const attempts = Math.max(...effects.map((effect) => effect.attempts));
    return [seq, { undone, attempts, code: cause?.code }];
  });
}

/** Puts a `set-aside` event for what came in under `seq` at the end of the lane. The caller holds the lane. */
export async function leaveWord(trx: Trx, lane: string, seq: number, what: What, now: Instant): Promise<void> {
  const row = await trx
    .selectFrom('inbox')
    .select(['delivery_id', 'event', 'issue'])
    .where('seq', '=', seq)
    .executeTakeFirstOrThrow();
  // The inbox wrote both from values of these types.
  const event = JSON.parse(row.event) as Event;
  const issue = JSON.parse(row.issue) as IssueRef;
  const word = wordOf({ deliveryId: row.delivery_id, event, issue }, what, now);
  if (word !== undefined) await appendRow(trx, lane, word);
}

/** The same for what had been decided. */
export async function leaveWordOfEffects(
  trx: Trx,
  lane: string,
  dead: readonly DeadEffect[],
  now: Instant,
): Promise<void> {
  for (const [seq, what] of wordsOfEffects(dead)) await leaveWord(trx, lane, seq, what, now);
}
