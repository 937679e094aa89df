import type { Leadership } from '../adapters/database/leadership.ts';
import { minuteMs } from '../core/instant.ts';
import type { Clock } from '../ports.ts';
import type { Log } from './log.ts';

/** Work that is done again and again, by one process for all. */
export interface Round {
  readonly name: string;
  readonly everyMs: number;
  /** Returns the moment of the next one where that is not `everyMs` later. */
  run(): Promise<number | undefined>;
}

export interface Rounds {
  /** Does each now, in order, and then again and again. */
  start(): void;
  /** Resolves when none is under way. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

interface RoundsOptions {
  /** Undefined where no other process can be at work. */
  readonly leadership: Leadership | undefined;
  readonly owner: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** A round that fails is tried again at its next time. One that is still under way is not started a second time. */
export function createRounds(rounds: readonly Round[], { leadership, owner, clock, log }: RoundsOptions): Rounds {
  const running = new Set<Promise<void>>();
  const cancels = new Map<Round, () => void>();
  let stopped = false;

  function track(work: Promise<void>): void {
    const tracked: Promise<void> = work.finally(() => running.delete(tracked));
    running.add(tracked);
  }

  async function beginAll(): Promise<void> {
    for (const round of rounds) await begin(round);
  }

  async function begin(round: Round): Promise<void> {
    if (stopped) return;
    const next = await runOnce(round).catch((error: unknown): undefined => {
      log.warn({ round: round.name, err: error }, 'round failed, to be tried again');
    });
    if (stopped) return;
    const cancel = clock.at(next ?? clock.now() + round.everyMs, () => track(begin(round)));
    cancels.set(round, cancel);
  }

  async function runOnce(round: Round): Promise<number | undefined> {
    const leaseMs = round.everyMs + minuteMs;
    const isOurs = leadership === undefined || (await leadership.lead(round.name, owner, clock.now(), leaseMs));
    return isOurs ? await round.run() : undefined;
  }

  return {
    start: () => track(beginAll()),
    async idle() {
      while (running.size > 0) await Promise.all(running);
    },
    async stop() {
      stopped = true;
      for (const cancel of cancels.values()) cancel();
      await Promise.all(running);
    },
  };
}
