import type { Instant } from '../instant.ts';
import type { CalendarDate } from './calendar-date.ts';
import { localTime } from './time-zone.ts';

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** `15 March 2021` */
export function formatCalendarDate(date: CalendarDate): string {
  const [year, month, day] = date.split('-');
  return `${Number(day)} ${months[Number(month) - 1] ?? month} ${year}`;
}

/** `15 March 2021`: the day it is in the zone. */
export function formatDate(instant: Instant, zone: string): string {
  return formatCalendarDate(localTime(instant, zone).date);
}

/** `15 March 2021, 09:00` in the zone; which zone that is has to be said once elsewhere. */
export function formatMoment(instant: Instant, zone: string): string {
  const { date, hour, minute } = localTime(instant, zone);
  return `${formatCalendarDate(date)}, ${twoDigits(hour)}:${twoDigits(minute)}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
