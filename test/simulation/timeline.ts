/** Simulated time: everything that is going to happen, in order. What happens at the same moment happens in drawn order. */
import type { Instant } from '../../src/core/instant.ts';

export interface Timeline {
  now(): Instant;
  /** Calls back at a moment, or now if it has passed; the returned function cancels. */
  at(at: Instant, callback: () => void): () => void;
  /** Lets everything happen that is due until a moment, and what follows from it. */
  runUntil(until: Instant): Promise<void>;
  /** How much has happened. */
  readonly steps: number;
}

interface Appointment {
  readonly at: Instant;
  readonly order: number;
  callback: (() => void) | undefined;
}

/** Resolves when whatever follows at once from what has happened is over. */
export type Settle = () => Promise<void>;

/** Enough for what goes on through promises: Node.js takes the next tick when no promise has anything left to do. */
const nextTick: Settle = () => new Promise((resolve) => process.nextTick(resolve));

/** More than any simulation needs: one that does not end is stopped here. */
const mostSteps = 200_000;

export function createTimeline(start: Instant, draw: () => number, settle: Settle = nextTick): Timeline {
  let now = start;
  let steps = 0;
  // A binary heap: the next appointment is the first.
  const heap: Appointment[] = [];

  function comesBefore(a: Appointment, b: Appointment): boolean {
    return a.at < b.at || (a.at === b.at && a.order < b.order);
  }

  function push(appointment: Appointment): void {
    let place = heap.length;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const parent = heap[above];
      if (parent === undefined || !comesBefore(appointment, parent)) break;
      heap[place] = parent;
      place = above;
    }
    heap[place] = appointment;
  }

  function pop(): Appointment | undefined {
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || first === last) return first;
    let place = 0;
    for (;;) {
      const left = place * 2 + 1;
      const [one, other] = [heap[left], heap[left + 1]];
      if (one === undefined) break;
      const [child, below] = other !== undefined && comesBefore(other, one) ? [other, left + 1] : [one, left];
      if (!comesBefore(child, last)) break;
      heap[place] = child;
      place = below;
    }
    heap[place] = last;
    return first;
  }

  async function runUntil(until: Instant): Promise<void> {
    await settle();
    for (let next = heap[0]; next !== undefined && next.at <= until; next = heap[0]) {
      pop();
      now = Math.max(now, next.at);
      if (next.callback === undefined) continue;
      steps += 1;
      if (steps > mostSteps) throw new Error('the simulation does not come to rest');
      next.callback();
      await settle();
    }
    now = Math.max(now, until);
  }

  return {
    now: () => now,
    at(at, callback) {
      const appointment: Appointment = { at: Math.max(at, now), order: draw(), callback };
      push(appointment);
      return () => {
        appointment.callback = undefined;
      };
    },
    runUntil,
    get steps() {
      return steps;
    },
  };
}
