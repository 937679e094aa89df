import type { Arrivals, PutAside } from '../adapters/database/arrivals.ts';
import type { Clock } from '../ports.ts';
import type { Log } from './log.ts';

/** Written together after this time, in milliseconds, or as soon as there are so many. */
const flushMs = 2_000;
const mostWaiting = 200;

export interface PutAsideList {
  add(delivery: PutAside): void;
  /** Writes down what is waiting. */
  flush(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Remembers deliveries that were put aside, many in one write: most of what a repository sends is none of ours and must
 * cost next to nothing. What a crash loses here is asked for again, and put aside again.
 */
export function createPutAsideList(store: Arrivals, clock: Clock, log: Log): PutAsideList {
  let waiting: PutAside[] = [];
  let cancel: (() => void) | undefined;
  const list: PutAsideList = {
    add(delivery) {
      waiting.push(delivery);
      if (waiting.length >= mostWaiting) flushSoon();
      else cancel ??= clock.at(clock.now() + flushMs, flushSoon);
    },
    async flush() {
      cancel?.();
      cancel = undefined;
      const batch = waiting;
      waiting = [];
      await store.rememberPutAside(batch);
    },
    stop: () => list.flush().catch(logFailure),
  };
  function flushSoon(): void {
    list.flush().catch(logFailure);
  }
  function logFailure(error: unknown): void {
    log.warn({ err: error }, 'ignored deliveries could not be remembered; they will be asked for again');
  }
  return list;
}
