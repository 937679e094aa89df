import type { Clock } from '../ports.ts';

/** The longest a timer of Node may wait; longer waits are made of several. */
const longestTimeoutMs = 2 ** 31 - 1;

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  at(at, callback) {
    let timer: NodeJS.Timeout;
    const wait = () => {
      const left = at - Date.now();
      timer = setTimeout(left > longestTimeoutMs ? wait : callback, Math.min(Math.max(0, left), longestTimeoutMs));
      timer.unref();
    };
    wait();
    return () => clearTimeout(timer);
  },
};
