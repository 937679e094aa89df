/** The store as one simulated process sees it: each call takes its time, and the connection may be lost on either way. */
import type { OpenStore } from '../../src/adapters/database/open-store.ts';
import type { Faults } from './faults.ts';
import type { Life } from './life.ts';

/** On either way, in milliseconds. */
const usualMs = 4;

type Call = (...args: never[]) => Promise<unknown>;

/** `isShared`: other processes use it too, as they do PostgreSQL. */
export function storeOfProcess(base: OpenStore, life: Life, faults: Faults, isShared: boolean): OpenStore {
  const wrapped = Object.entries(base).map(([name, value]) => [
    name,
    typeof value === 'function' ? slow(value) : value,
  ]);

  function slow(call: Call): Call {
    return async (...args) => {
      await life.pause(usualMs);
      if (faults.strike('store-before')) throw new Error('connection lost');
      const result = await call(...args);
      await life.pause(usualMs);
      if (faults.strike('store-after')) throw new Error('connection lost');
      return result;
    };
  }

  return {
    // Each function of the store has one of its own type in its place.
    ...(Object.fromEntries(wrapped) as unknown as OpenStore),
    engine: isShared ? 'postgres' : 'sqlite',
    // A hint: it takes its time, and says nothing to a process that is gone.
    onWork: (callback) => base.onWork(() => life.at(0, callback)),
  };
}
