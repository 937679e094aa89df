import { type Instant, minuteMs } from '../core/instant.ts';
import { type Clock, type Lane, LeaseLost, type Store } from '../ports.ts';
import type { Log } from './log.ts';
import type { Pipeline } from './pipeline.ts';

/** A lease outlives the slowest honest piece of work; a killed worker's lanes are taken over after it. */
const leaseMs = minuteMs / 2;
const renewMs = leaseMs / 3;
/** A database that is away for a moment must not end the looking for work. */
const lookAgainMs = 5_000;

export interface WorkerOptions {
  readonly store: Store;
  readonly pipeline: Pipeline;
  readonly clock: Clock;
  readonly log: Log;
  /** Unique to this process. */
  readonly owner: string;
  /** So many lanes at a time. */
  readonly concurrency: number;
  /** How often to look for work that nobody told of, in milliseconds; undefined when this process is the only one. */
  readonly pollMs: number | undefined;
  /** A lane's work is done: its timers may be others now. */
  readonly onLaneDone: () => void;
}

export interface Worker {
  /** Looks for work now. */
  wake(): void;
  /** Resolves when nothing is ready to be done and nothing is being done. */
  idle(): Promise<void>;
  /** Takes no new work; resolves when what is under way is finished. */
  stop(): Promise<void>;
}

/** Takes lanes that have work and does it in order, several lanes at a time. */
export function createWorker(options: WorkerOptions): Worker {
  const { store, clock, log, owner, concurrency } = options;
  const running = new Set<Promise<void>>();
  let looking: Promise<void> | undefined;
  let lookAgain = false;
  let stopped = false;
  let cancelWake: () => void = () => {};

  const worker: Worker = { wake, idle, stop };
  return worker;

  function wake(): void {
    lookAgain = true;
    if (looking !== undefined || stopped) return;
    looking = look()
      .catch((error: unknown) => {
        log.error({ err: error }, 'looking for work failed, to be tried again');
        wakeAt(clock.now() + lookAgainMs);
      })
      .finally(() => {
        looking = undefined;
        if (lookAgain && !stopped) wake();
      });
  }

  async function look(): Promise<void> {
    while (lookAgain && !stopped) {
      lookAgain = false;
      while (running.size < concurrency && !stopped) {
        const lane = await store.claim(owner, clock.now(), leaseMs);
        if (lane === undefined) break;
        start(lane);
      }
    }
    // With every place taken the next look comes when one is free.
    if (!stopped && running.size < concurrency) await wakeLater();
  }

  function start(lane: Lane): void {
    const work = workOn(lane)
      .catch((error: unknown) => log.error({ lane: lane.key, err: error }, 'lane failed'))
      .finally(() => {
        running.delete(work);
        options.onLaneDone();
        wake();
      });
    running.add(work);
  }

  async function workOn(lane: Lane): Promise<void> {
    const stopRenewing = keepRenewing(lane);
    try {
      for (;;) {
        const work = stopped ? undefined : await store.next(lane, clock.now());
        if (work === undefined) break;
        await options.pipeline(lane, work);
      }
      await store.release(lane);
    } catch (error) {
      if (!(error instanceof LeaseLost)) throw error;
      log.warn({ lane: lane.key }, 'lease lost: another process goes on');
    } finally {
      stopRenewing();
    }
  }

  function keepRenewing(lane: Lane): () => void {
    let cancel = () => {};
    const renew = () => {
      store
        .renew(lane, clock.now(), leaseMs)
        .catch((error: unknown) => log.warn({ lane: lane.key, err: error }, 'renewing failed'));
      cancel = clock.at(clock.now() + renewMs, renew);
    };
    cancel = clock.at(clock.now() + renewMs, renew);
    return () => cancel();
  }

  async function wakeLater(): Promise<void> {
    const now = clock.now();
    const { retryAt } = await store.nextWake(now);
    const poll = options.pollMs === undefined ? undefined : now + options.pollMs;
    const at = earliest(retryAt, poll);
    wakeAt(at);
  }

  function wakeAt(at: Instant | undefined): void {
    cancelWake();
    cancelWake = at === undefined || stopped ? () => {} : clock.at(at, wake);
  }

  async function idle(): Promise<void> {
    wake();
    while (looking !== undefined || running.size > 0) {
      await looking;
      await Promise.all(running);
    }
  }

  async function stop(): Promise<void> {
    stopped = true;
    cancelWake();
    await looking;
    await Promise.all(running);
  }
}

function earliest(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return Math.min(a, b);
}
