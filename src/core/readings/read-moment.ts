import { addDays, type CalendarDate, isCalendarDate } from '../calendar/calendar-date.ts';
import { readDates } from '../calendar/dates.ts';
import { instantAt, localDate } from '../calendar/time-zone.ts';
import { dayMs, hourMs, type Instant, minuteMs } from '../instant.ts';
import type { ReadingContext } from './reading-context.ts';

export type ReadMoment =
  | { readonly kind: 'moment'; readonly at: Instant }
  | { readonly kind: 'none'; readonly why: 'bad-date' | 'future-date' };

/** A date without a year lies in the past, at most this far. */
const maxDaysBack = 364;
/** `readDates` looks this far back from its reference date. */
const datesLookBack = 120;

/**
 * The moment a number holds for: the time where one is written, else the end of the day or of the last day, as a number
 * for a day is of all of it. Of today it is now.
 */
export function readMoment(text: string, { now, timeZone }: Pick<ReadingContext, 'now' | 'timeZone'>): ReadMoment {
  const today = localDate(now, timeZone);
  const named = /^(today|now|yesterday)\b/i.exec(text)?.[1]?.toLowerCase();
  if (named !== undefined) {
    return { kind: 'moment', at: endOf(today, named === 'yesterday' ? addDays(today, -1) : today, now, timeZone) };
  }
  const exact = readTime(text, timeZone);
  if (exact !== undefined) {
    return exact > now ? { kind: 'none', why: 'future-date' } : { kind: 'moment', at: exact };
  }
  const dates = readDates(text, now - (maxDaysBack - datesLookBack) * dayMs);
  if (dates === undefined) return { kind: 'none', why: 'bad-date' };
  const to = dates.to ?? today;
  if (to < dates.from) return { kind: 'none', why: 'bad-date' };
  if (dates.from > today) return { kind: 'none', why: 'future-date' };
  return { kind: 'moment', at: endOf(today, to, now, timeZone) };
}

function endOf(today: CalendarDate, day: CalendarDate, now: Instant, timeZone: string): Instant {
  return day >= today ? now : instantAt(addDays(day, 1), 0, timeZone) - 1;
}

const time =
  /^(\d{4}-\d\d-\d\d)[T ](\d{1,2}):(\d\d)(?::\d\d(?:\.\d{1,9})?)?\s?(Z|UTC|GMT|([+-])(\d\d):?(\d\d))?(?!\S)/i;

/** `2021-03-02 14:00`, with or without a zone of its own. */
function readTime(text: string, timeZone: string): Instant | undefined {
  const [, date = '', hour, minute, zone, sign, hours = '0', rest = '0'] = time.exec(text) ?? [];
  if (!isCalendarDate(date) || Number(hour) > 23 || Number(minute) > 59) return undefined;
  const minutes = Number(minute) * minuteMs;
  if (zone === undefined) return instantAt(date, Number(hour), timeZone) + minutes;
  const offset = (sign === '-' ? -1 : 1) * (Number(hours) * hourMs + Number(rest) * minuteMs);
  return instantAt(date, Number(hour), 'UTC') + minutes - offset;
}
