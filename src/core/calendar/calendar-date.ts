import { dayMs, type Instant } from '../instant.ts';

/** A day of the calendar without a time zone: `2021-03-15`. Sorts and compares as a string. */
export type CalendarDate = string;

const shape = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Undefined for a day that is not in the calendar, such as 30 February. Months count from 1. */
export function calendarDate(year: number, month: number, day: number): CalendarDate | undefined {
  if (year < 1000 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) {
    return undefined;
  }
  return isoDate(Date.UTC(year, month - 1, day));
}

/** The day of an instant in UTC. */
export function isoDate(instant: Instant): CalendarDate {
  return new Date(instant).toISOString().slice(0, 10);
}

export function isCalendarDate(text: string): boolean {
  const match = shape.exec(text);
  return match !== null && calendarDate(Number(match[1]), Number(match[2]), Number(match[3])) !== undefined;
}

/** Midnight UTC of a well-formed date: a number to calculate with, not a moment in anybody's day. */
export function utcMidnight(date: CalendarDate): Instant {
  return Date.parse(`${date}T00:00:00Z`);
}

export function addDays(date: CalendarDate, days: number): CalendarDate {
  return isoDate(utcMidnight(date) + days * dayMs);
}

/** Negative when `to` is before `from`. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return Math.round((utcMidnight(to) - utcMidnight(from)) / dayMs);
}

/** ISO weekday: 1 is Monday, 7 is Sunday. */
export function isoWeekday(date: CalendarDate): number {
  return new Date(utcMidnight(date)).getUTCDay() || 7;
}

export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
