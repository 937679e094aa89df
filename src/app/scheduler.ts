import type { Clock, Store } from '../ports.ts';
import type { Log } from './log.ts';

/** So many timers are fired in one transaction. */
const batch = 100;
/** A database that is away for a moment must not end the looking for timers. */
const tryAgainMs = 5_000;

export interface Scheduler {
  /** Looks when the next timer is due: to be called when timers may have changed. */
  wake(): void;
  /** Fires what is due now; resolves when it is in the inbox. */
  fireDue(): Promise<void>;
  stop(): void;
}

interface SchedulerOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly onFired: () => void;
  /** How often to look for timers of other processes, in milliseconds; undefined when this one is the only one. */
  readonly pollMs: number | undefined;
}

/** Turns timers that fall due into events, oldest first; those that fell due while nobody was there come first. */
export function createScheduler({ store, clock, log, onFired, pollMs }: SchedulerOptions): Scheduler {
  let cancel = () => {};
  let stopped = false;

  return { wake, fireDue, stop };

  function wake(): void {
    plan().catch((error: unknown) => tryLater(error, 'timers could not be read, to be tried again'));
  }

  function tryLater(error: unknown, message: string): void {
    log.error({ err: error }, message);
    if (stopped) return;
    cancel();
    cancel = clock.at(clock.now() + tryAgainMs, fireAndPlan);
  }

  async function plan(): Promise<void> {
    const now = clock.now();
    const { timerAt } = await store.nextWake(now);
    if (stopped) return;
    cancel();
    const poll = pollMs === undefined ? undefined : now + pollMs;
    const at = Math.min(timerAt ?? Number.POSITIVE_INFINITY, poll ?? Number.POSITIVE_INFINITY);
    if (at !== Number.POSITIVE_INFINITY) cancel = clock.at(at, fireAndPlan);
  }

  function fireAndPlan(): void {
    fireDue()
      .then(plan)
      .catch((error: unknown) => tryLater(error, 'timers could not be fired, to be tried again'));
  }

  async function fireDue(): Promise<void> {
    for (;;) {
      const fired = await store.fireTimers(clock.now(), batch);
      if (fired > 0) onFired();
      if (fired < batch) return;
    }
  }

  function stop(): void {
    stopped = true;
    cancel();
  }
}
