import type { Instant } from '../core/instant.ts';
import type { Clock } from '../ports.ts';

/** A clock that stands still until it is moved. */
export interface MovableClock extends Clock {
  /** Moves to `to`; callbacks that fall due on the way run at their own moment, in order. Never goes back. */
  set(to: Instant): void;
  advance(ms: number): void;
}

interface Appointment {
  readonly at: Instant;
  readonly order: number;
  readonly callback: () => void;
}

export function movableClock(start: Instant): MovableClock {
  let now = start;
  let order = 0;
  const appointments = new Set<Appointment>();

  function nextDue(until: Instant): Appointment | undefined {
    let next: Appointment | undefined;
    for (const appointment of appointments) {
      if (appointment.at > until) continue;
      const earlier = next === undefined || appointment.at < next.at;
      const before = next !== undefined && appointment.at === next.at && appointment.order < next.order;
      if (earlier || before) next = appointment;
    }
    return next;
  }

  function set(to: Instant): void {
    for (let due = nextDue(to); due !== undefined; due = nextDue(to)) {
      appointments.delete(due);
      now = Math.max(now, due.at);
      due.callback();
    }
    now = Math.max(now, to);
  }

  return {
    now: () => now,
    at(at, callback) {
      const appointment: Appointment = { at, order: order++, callback };
      // As a real timer does, one that is due already runs soon, never inside the call that asks for it.
      if (at <= now) queueMicrotask(() => appointments.delete(appointment) && callback());
      appointments.add(appointment);
      return () => appointments.delete(appointment);
    },
    set,
    advance: (ms) => set(now + ms),
  };
}
