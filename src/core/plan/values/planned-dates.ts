import { readDates } from '../../calendar/dates.ts';
import type { Instant } from '../../instant.ts';
import type { PlannedDates } from '../plan.ts';

/** Dates as written with what could be read of them; `from` and `to` are missing where nothing could. */
export function readPlannedDates(text: string, now: Instant): PlannedDates {
  const range = readDates(text, now);
  return {
    text,
    from: range?.from,
    to: range?.to,
    ...(range?.inferredYear ? { inferredYear: true } : {}),
  };
}
