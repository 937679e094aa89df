import type { OpenStore } from '../adapters/database/open-store.ts';
import type { Deliveries, HookDelivery } from '../adapters/github/deliveries.ts';
import { dayMs, hourMs, type Instant, minuteMs } from '../core/instant.ts';
import { type Clock, GitHubFailure, type Store } from '../ports.ts';
import type { Log } from './log.ts';

/** github.com keeps deliveries for three days, an Enterprise Server for seven. What is older cannot be had again. */
export const deliveryWindowMs = 3 * dayMs;
const warnAfterMs = 48 * hourMs;
/** Younger ones may still be on their way. */
const graceMs = minuteMs;
/** GitHub's list is not promised to be complete at once. */
const overlapMs = 10 * minuteMs;
const maxTries = 5;
const perMinute = 60;
const watermark = 'deliveries-checked-until';

interface MissedDeliveriesOptions {
  readonly store: Pick<OpenStore, 'unknownDeliveries' | 'rememberPutAside'> & Pick<Store, 'getFact' | 'putFact'>;
  readonly deliveries: Deliveries;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
}

export interface Missed {
  /** How many deliveries GitHub was asked for again. */
  readonly asked: number;
  /** More are to be asked for, a minute later. */
  readonly more: boolean;
  /** We were away for longer than GitHub keeps deliveries: what happened in between must be looked up. */
  readonly gap: boolean;
}

/**
 * Asks GitHub again for every delivery that is not known here. What GitHub calls delivered may still be missing, after a
 * power cut or from a restored backup, so being known is what counts. Each is asked for at most five times: the attempts
 * are in GitHub's own list. Throws `GitHubFailure`.
 */
export async function askForMissed(options: MissedDeliveriesOptions): Promise<Missed> {
  const { store, clock, log } = options;
  const now = clock.now();
  const known = await store.getFact(watermark);
  const checkedUntil = known === undefined ? undefined : Number(known);
  const gap = checkedUntil !== undefined && checkedUntil < now - deliveryWindowMs;
  const since = Math.max(now - deliveryWindowMs, (checkedUntil ?? 0) - overlapMs);
  const missing = await findMissing(options, since);
  const oldest = Math.min(...missing.map(({ firstAt }) => firstAt));
  if (oldest < now - warnAfterMs) log.warn({ since: oldest, count: missing.length }, 'missing for two days');
  const due = missing.map(({ last }) => last).filter((last) => last.deliveredAt <= now - graceMs);
  const batch = due.slice(0, perMinute);
  const asked = await askAgain(options, batch);
  // What is still missing is looked at again next time, and so is what came in while we looked.
  await store.putFact(watermark, String(Math.min(now - graceMs, oldest)));
  return { asked, more: due.length > batch.length, gap };
}

/** Those that are worth another try, oldest first. */
async function findMissing(
  { store, deliveries, clock, log }: MissedDeliveriesOptions,
  since: number,
): Promise<readonly Attempted[]> {
  const attempts = await deliveries.list(since);
  const unknown = new Set(await store.unknownDeliveries(attempts.map((attempt) => attempt.guid)));
  const missing: Attempted[] = [];
  for (const attempted of attemptsAt(unknown, attempts)) {
    if (attempted.tries < maxTries) {
      missing.push(attempted);
      continue;
    }
    const { guid: deliveryId, event } = attempted.last;
    log.error({ delivery: deliveryId, event }, 'a delivery never arrived, and is given up');
    await store.rememberPutAside([{ deliveryId, event, outcome: 'given-up', receivedAt: clock.now() }]);
  }
  return missing;
}

interface Attempted {
  readonly firstAt: Instant;
  readonly last: HookDelivery;
  /** How often it has been asked for again, by whomever. */
  readonly tries: number;
}

/** What GitHub has tried to deliver some deliveries, oldest first. */
export function attemptsAt(guids: ReadonlySet<string>, attempts: readonly HookDelivery[]): readonly Attempted[] {
  const found = new Map<string, Attempted>();
  // GitHub lists the newest first.
  for (const attempt of attempts.toReversed()) {
    if (!guids.has(attempt.guid)) continue;
    const before = found.get(attempt.guid);
    const tries = (before?.tries ?? 0) + (attempt.isRedelivery ? 1 : 0);
    found.set(attempt.guid, { firstAt: before?.firstAt ?? attempt.deliveredAt, last: attempt, tries });
  }
  return [...found.values()];
}

/** Returns how many GitHub will send again. Throws `GitHubFailure` where it is the one that is in trouble. */
export async function askAgain(
  { deliveries, log }: Pick<MissedDeliveriesOptions, 'deliveries' | 'log'>,
  missing: readonly HookDelivery[],
): Promise<number> {
  let asked = 0;
  for (const { id, guid, event, statusCode } of missing) {
    try {
      await deliveries.redeliver(id);
      asked += 1;
      log.warn({ delivery: guid, event, statusCode }, 'a delivery is missing and was asked for again');
    } catch (error) {
      // One that GitHub has no more must not hold up the others.
      if (!(error instanceof GitHubFailure) || error.retry !== undefined) throw error;
      log.error({ delivery: guid, event, err: error }, 'a delivery is missing and cannot be had again');
    }
  }
  return asked;
}
