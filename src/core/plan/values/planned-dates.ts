import { readDates } from '../../calendar/dates.ts';
import type { Instant } from '../../instant.ts';
import type { PlannedDates } from '../plan.ts';

const month = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?';
const day = `(?:\\d{4}-\\d{2}-\\d{2}|\\d{1,2}/\\d{1,2}(?:/\\d{2,4})?|${month} \\d{1,2}(?:st|nd|rd|th)?(?:,? \\d{4})?|\\d{1,2} ${month}(?: \\d{4})?)`;
const time = '(?: ?@ ?[\\d:]{1,5}(?: ?[ap]m?)?(?: [A-Z]{2,4})?)?';
const firstDay = new RegExp(`${day}${time}`, 'i');
const firstRange = new RegExp(`(?:week of )?${day}(?: ?(?:-|–|to) ?(?:${day}|\\d{1,2}(?!\\d|[/%]| [a-z])))?`, 'i');

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

/** Dates within a longer text; their text is only that of the dates. Undefined where there are none. */
export function findPlannedDates(text: string, now: Instant): PlannedDates | undefined {
  const planned = readPlannedDates(text, now);
  if (planned.from === undefined) return undefined;
  return { ...planned, text: firstRange.exec(text.slice(0, 500))?.[0] ?? text };
}

/** The first day that a text names, as written. */
export function firstDayIn(text: string, now: Instant): string | undefined {
  return readDates(text, now) === undefined ? undefined : firstDay.exec(text.slice(0, 500))?.[0];
}
