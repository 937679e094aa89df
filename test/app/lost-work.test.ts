/** A database that is away for a moment must not leave a process that never looks for work again. */
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { createScheduler } from '../../src/app/scheduler.ts';
import { createWorker } from '../../src/app/worker.ts';
import type { Lane, Store } from '../../src/ports.ts';
import { movableClock } from '../../src/sandbox/movable-clock.ts';

const log = pino({ level: 'silent' });
const noon = Date.parse('2021-03-01T12:00:00Z');
const lane: Lane = { key: '22#7', owner: 'worker', fence: 1 };

/** A store of which only what is given is used. */
function only(part: Partial<Store>): Store {
  return part as Store;
}

/** Fails as often as said, and then gives `value`. */
function failing<T>(times: number, value: T): () => Promise<T> {
  let left = times;
  return () => {
    left -= 1;
    return left < 0 ? Promise.resolve(value) : Promise.reject(new Error('the database is away'));
  };
}

const nothing = { retryAt: undefined, timerAt: undefined, sweepAt: undefined };

describe('the worker', () => {
  it.each(['claim', 'nextWake'] as const)('looks again five seconds after %s has failed', async (what) => {
    const clock = movableClock(noon);
    const done: string[] = [];
    const away = failing(2, undefined);
    const free: Lane[] = [];
    let looks = 0;
    const store = only({
      async claim() {
        if (what === 'claim') await away();
        const next = what === 'nextWake' && looks === 0 ? undefined : free.pop();
        looks += 1;
        return next;
      },
      async nextWake() {
        if (what === 'nextWake') await away();
        return nothing;
      },
      next: async () => undefined,
      release: async ({ key }) => {
        done.push(key);
      },
    });
    const worker = createWorker({
      ...{ store, clock, log, owner: 'worker', concurrency: 2, pollMs: undefined },
      pipeline: async () => {},
      onLaneDone: () => {},
    });
    free.push(lane);
    worker.wake();
    for (let seconds = 0; seconds < 15; seconds += 5) {
      await new Promise(setImmediate);
      clock.advance(5_000);
    }
    await new Promise(setImmediate);
    expect(done).toEqual([lane.key]);
    await worker.stop();
  });
});

describe('the scheduler', () => {
  it.each(['nextWake', 'fireTimers'] as const)('looks again five seconds after %s has failed', async (what) => {
    const clock = movableClock(noon);
    let fired = 0;
    const away = failing(2, undefined);
    const store = only({
      async nextWake() {
        if (what === 'nextWake') await away();
        return { ...nothing, timerAt: fired === 0 ? noon : undefined };
      },
      async fireTimers() {
        if (what === 'fireTimers') await away();
        fired += 1;
        return 1;
      },
    });
    const scheduler = createScheduler({ store, clock, log, onFired: () => {}, pollMs: undefined });
    scheduler.wake();
    for (let seconds = 0; seconds < 15; seconds += 5) {
      await new Promise(setImmediate);
      clock.advance(5_000);
    }
    await new Promise(setImmediate);
    expect(fired).toBeGreaterThan(0);
    scheduler.stop();
  });
});
