import { type Instant, minuteMs } from '../core/instant.ts';
import type { AppUnderTest } from './app-under-test.ts';
import type { GitHubSandbox } from './github/start-github.ts';

/** The longest that the clock is moved by itself so that what failed is tried again. */
const longestRetryMs = 30 * minuteMs;
/** So many rounds at one moment mean that two parts answer each other for ever. */
const mostRounds = 1_000;

/** Moves the app and its GitHub along together. */
export interface Driver {
  /** Lets everything that was started come to rest, retries included. */
  settle(): Promise<void>;
  /** Moves the clock; what falls due on the way happens at its own moment, in order. */
  waitUntil(to: Instant): Promise<void>;
}

/** `onRest` is called each time that everything has come to rest at a moment. */
export function driver(github: GitHubSandbox, app: AppUnderTest, onRest: () => void): Driver {
  const { clock } = github;

  /** Webhooks go out, the app works, that causes webhooks, until nothing new comes. */
  async function rest(): Promise<void> {
    for (let round = 0; round < mostRounds; round += 1) {
      const before = github.deliveries.length;
      await github.quiet();
      await app.settle();
      if (github.deliveries.length === before) {
        onRest();
        return;
      }
    }
    throw new Error(`the app is still answering itself after ${mostRounds} rounds`);
  }

  async function goOn(at: Instant): Promise<void> {
    clock.set(at);
    await github.quiet();
    await app.fireDue();
    await rest();
  }

  async function settle(): Promise<void> {
    await rest();
    const latest = clock.now() + longestRetryMs;
    for (let round = 0; round < mostRounds; round += 1) {
      const { retryAt } = await app.nextWake();
      if (retryAt === undefined || retryAt > latest) return;
      await goOn(retryAt);
    }
    throw new Error(`the app has tried again ${mostRounds} times`);
  }

  async function nextMoment(to: Instant): Promise<Instant | undefined> {
    const { retryAt, timerAt } = await app.nextWake();
    const moments = [retryAt, timerAt, github.nextDueAt()].filter((at) => at !== undefined && at <= to);
    return moments.length === 0 ? undefined : Math.min(...moments.map((at) => at ?? to));
  }

  return {
    settle,
    async waitUntil(to) {
      let stuck = 0;
      for (let next = await nextMoment(to); next !== undefined; next = await nextMoment(to)) {
        stuck = next <= clock.now() ? stuck + 1 : 0;
        if (stuck > mostRounds) throw new Error(`something stays due at ${new Date(next).toISOString()}`);
        await goOn(next);
      }
      await goOn(to);
    },
  };
}
