import { type MovableClock, movableClock } from '../../src/sandbox/movable-clock.ts';

/** How often it is set, in milliseconds. */
const tickMs = 10;

/** Goes with the machine's clock, and can be put on: hours of a server pass in minutes. */
export function runningClock(): MovableClock {
  const clock = movableClock(Date.now());
  let ahead = 0;
  setInterval(() => clock.set(Date.now() + ahead), tickMs).unref();
  return {
    ...clock,
    advance(ms) {
      ahead += ms;
      clock.set(Date.now() + ahead);
    },
  };
}
