import type { Instant } from '../../../src/core/instant.ts';
import type { Clock } from '../../../src/ports.ts';

export interface FakeClock extends Clock {
  moveTo(instant: Instant): void;
}

export function createFakeClock(start: Instant): FakeClock {
  let now = start;
  let waiting: { readonly at: Instant; readonly callback: () => void }[] = [];
  return {
    now: () => now,
    at(at, callback) {
      const entry = { at, callback };
      waiting.push(entry);
      return () => {
        waiting = waiting.filter((other) => other !== entry);
      };
    },
    moveTo(instant) {
      now = instant;
      const due = waiting.filter((entry) => entry.at <= now);
      waiting = waiting.filter((entry) => entry.at > now);
      for (const entry of due) entry.callback();
    },
  };
}
