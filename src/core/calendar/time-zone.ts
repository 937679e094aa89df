// Intl.DateTimeFormat is deterministic: given a moment and a zone it reads no clock.
import { dayMs, hourMs, type Instant } from '../instant.ts';
import { type CalendarDate, utcMidnight } from './calendar-date.ts';

/** What clocks and calendars on the wall show. */
export interface LocalTime {
  readonly date: CalendarDate;
  readonly hour: number;
  readonly minute: number;
}

/** Making a formatter takes 50 µs, and a repository has one zone: as many are kept as there are zones in the world. */
const maxFormatters = 600;
const formatters = new Map<string, Intl.DateTimeFormat>();

/** Whether it is the IANA name of a time zone: `America/New_York`, `UTC`. Letter case does not matter. */
export function isTimeZone(name: string): boolean {
  try {
    formatterOf(name);
    return true;
  } catch {
    return false;
  }
}

export function timeZoneNames(): readonly string[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone')];
}

/** Throws a RangeError for a zone that is none, as all functions with a zone do. */
export function localTime(instant: Instant, zone: string): LocalTime {
  const parts = formatterOf(zone).formatToParts(instant);
  const part = (wanted: Intl.DateTimeFormatPartTypes) => parts.find(({ type }) => type === wanted)?.value ?? '';
  const date = `${part('year')}-${part('month')}-${part('day')}`;
  return { date, hour: Number(part('hour')), minute: Number(part('minute')) };
}

export function localDate(instant: Instant, zone: string): CalendarDate {
  return localTime(instant, zone).date;
}

/**
 * The moment at which it is `hour` o'clock (0 to 23) of the date in the zone. An hour that the clocks leave out in
 * spring is moved on by what they leave out, 02:00 to 03:00; of an hour that comes twice in autumn it is the first.
 */
export function instantAt(date: CalendarDate, hour: number, zone: string): Instant {
  const wall = utcMidnight(date) + hour * hourMs;
  const before = wall - offsetAt(wall - dayMs, zone);
  const after = wall - offsetAt(wall + dayMs, zone);
  const candidates = [Math.min(before, after), Math.max(before, after)];
  return candidates.find((instant) => instant + offsetAt(instant, zone) === wall) ?? before;
}

/** How far the zone's clocks are ahead of UTC, in milliseconds. */
function offsetAt(instant: Instant, zone: string): number {
  const { date, hour, minute } = localTime(instant, zone);
  const minuteStart = Math.floor(instant / 60_000) * 60_000;
  return utcMidnight(date) + hour * hourMs + minute * 60_000 - minuteStart;
}

function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  if (formatters.size >= maxFormatters) formatters.clear();
  formatters.set(zone, made);
  return made;
}
