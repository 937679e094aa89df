/** The life of a simulated process: when it is killed nothing of it goes on, and while it stands still everything waits. */
import type { Instant } from '../../src/core/instant.ts';
import type { Clock } from '../../src/ports.ts';
import { drawDelay, type Faults, freezeMs } from './faults.ts';
import type { Timeline } from './timeline.ts';

export interface Life {
  readonly name: string;
  readonly alive: boolean;
  readonly frozen: boolean;
  /** As the process's own clock goes. */
  readonly clock: Clock;
  /** Calls back at a moment of the timeline if the process is still there, later if it stands still then. */
  at(at: Instant, callback: () => void): () => void;
  /** Something takes its time. Here the process may be killed, or stand still. */
  pause(usualMs: number): Promise<void>;
  /** Ends it at once: what waits for anything waits for ever. */
  kill(): void;
}

export interface LifeOptions {
  readonly name: string;
  readonly timeline: Timeline;
  readonly draw: () => number;
  readonly faults: Faults;
  /** By how much the process's clock is wrong, in milliseconds. */
  readonly skewMs: number;
  readonly trace: (line: string) => void;
  readonly onKilled: () => void;
  /** Calls take no time when nothing goes wrong any more, and then go on in the order in which promises do. */
  readonly hurries: boolean;
}

export function beginLife({ name, timeline, draw, faults, skewMs, trace, onKilled, hurries }: LifeOptions): Life {
  let alive = true;
  let frozenUntil: Instant = 0;

  function at(at: Instant, callback: () => void): () => void {
    let cancelled = false;
    let cancel = () => {};
    const arrive = () => {
      if (!alive || cancelled) return;
      if (frozenUntil > timeline.now()) cancel = timeline.at(frozenUntil, arrive);
      else callback();
    };
    cancel = timeline.at(at, arrive);
    return () => {
      cancelled = true;
      cancel();
    };
  }

  function kill(): void {
    if (!alive) return;
    alive = false;
    trace(`${name} is killed`);
    onKilled();
  }

  async function pause(usualMs: number): Promise<void> {
    if (faults.ended && hurries) return;
    if (faults.strike('crash')) kill();
    else if (faults.strike('freeze')) {
      frozenUntil = timeline.now() + freezeMs(draw);
      trace(`${name} stands still`);
    }
    await new Promise<void>((resolve) => at(timeline.now() + drawDelay(draw, usualMs), resolve));
  }

  return {
    name,
    get alive() {
      return alive;
    },
    get frozen() {
      return frozenUntil > timeline.now();
    },
    clock: {
      now: () => timeline.now() + skewMs,
      at: (moment, callback) => at(moment - skewMs, callback),
    },
    at,
    pause,
    kill,
  };
}
