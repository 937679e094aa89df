import { dayMs, type Instant } from '../instant.ts';
import { addDays, type CalendarDate, calendarDate, daysBetween, daysInMonth, isoDate } from './calendar-date.ts';
import { findDate, isAt, type PartialDate, readDateAt } from './partial-date.ts';

/** Dates as people wrote them. A single date is a range of one day. */
export interface DateRange {
  readonly from: CalendarDate;
  /** May lie before `from`, as written; undefined for `May 4+`. */
  readonly to: CalendarDate | undefined;
  /** The year was not written: it is the one that fits best to the reference date, and people should be told. */
  readonly inferredYear: boolean;
}

/** Beyond it a text is no longer a date with a note. */
const maxLength = 1000;
/** Plans look ahead: a date without a year lies at most this far back, otherwise it is next year's. */
const maxDaysBack = 120;
/** `12/29-1/4` runs into the next year; `9/20-8/9` is the wrong way round. */
const maxInferredDays = 183;

const separator = /\s*(?:-|to|through|thru|until|till)\s*/y;
const openEnd = /\s*(?:\+|(?:and )?onwards?\b|(?:or|and) (?:later|after)\b|-\s*(?:ongoing|open|tbd|tba|\?|$))/iy;
const openStart = /(?:after|starting|from|since|not before|no earlier than)[\s~]*$/i;
const weekOf = /week (?:of|beginning|starting)(?: the)?[\s~]*(?:mon[a-z]*,?\s*)?$/i;
/** "1/4 of all visitors" is a share. */
const fraction = /\s*of\s+(?!20\d\d)/iy;

/**
 * Reads the first date or range of dates in a text: `mm/dd/yy`, `mm/dd/yyyy`, `m/d`, `May 4, 2021`, `15 March 2021`,
 * `May 4-7`, `week of 5/3`, `5/4-5/9/2021`, ISO, and ranges of all these. Slashes are month first, as in the
 * plans; what is no day of the calendar is no date. `reference` gives the year where none is written.
 */
export function readDates(text: string, reference: Instant): DateRange | undefined {
  const plain = text
    .slice(0, maxLength)
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\u00a0*_]/g, ' ');
  for (let found = findDate(plain, 0); found !== undefined; found = findDate(plain, found.end)) {
    if (found.date.slashed && found.date.year === undefined && isAt(fraction, plain, found.end)) continue;
    const range = readRange(plain, found.date, found.start, found.end, reference);
    if (range !== undefined) return range;
  }
  return undefined;
}

function readRange(
  text: string,
  first: PartialDate,
  start: number,
  end: number,
  reference: Instant,
): DateRange | undefined {
  if (first.day === undefined) return wholeMonth(first);
  separator.lastIndex = end;
  const second = separator.test(text) ? readDateAt(text, separator.lastIndex, first) : undefined;
  if (second !== undefined) {
    const range = complete(first, second, reference);
    if (range !== undefined) return range;
  }

  const from = complete(first, undefined, reference);
  if (from === undefined) return undefined;
  const before = text.slice(0, start).slice(-40);
  if (isAt(openEnd, text, end) || openStart.test(before)) return { ...from, to: undefined };
  if (weekOf.test(before)) return { ...from, to: addDays(from.from, 6) };
  return from;
}

/** `March 2021`: all of it. */
function wholeMonth({ year, month }: PartialDate): DateRange | undefined {
  if (year === undefined) return undefined;
  const from = calendarDate(year, month, 1);
  return from === undefined
    ? undefined
    : { from, to: addDays(from, daysInMonth(year, month) - 1), inferredYear: false };
}

/** Gives both ends a year: their own, or the other end's, or the one that fits to the reference date. */
function complete(first: PartialDate, second: PartialDate | undefined, reference: Instant): DateRange | undefined {
  const inferredYear = first.year === undefined && second?.year === undefined;
  const from = first.year === undefined ? startOf(first, second, reference) : inYear(first, first.year);
  if (from === undefined) return undefined;
  if (second === undefined) return { from, to: from, inferredYear };

  const to = second.year === undefined ? endAfter(second, from) : inYear(second, second.year);
  return to === undefined ? undefined : { from, to, inferredYear };
}

function startOf(first: PartialDate, second: PartialDate | undefined, reference: Instant): CalendarDate | undefined {
  if (second?.year === undefined) return inferDate(first, reference);
  const yearBefore = inYear(first, second.year - 1);
  return isPlausible(yearBefore, inYear(second, second.year)) ? yearBefore : inYear(first, second.year);
}

/** The end has the year of the start, or the next one where that makes a plausible range. */
function endAfter(second: PartialDate, from: CalendarDate): CalendarDate | undefined {
  const year = Number(from.slice(0, 4));
  const nextYear = inYear(second, year + 1);
  return isPlausible(from, nextYear) ? nextYear : inYear(second, year);
}

/** Whether a range over New Year is short enough to have been meant. */
function isPlausible(from: CalendarDate | undefined, to: CalendarDate | undefined): boolean {
  return from !== undefined && to !== undefined && daysBetween(from, to) <= maxInferredDays;
}

function inferDate(date: PartialDate, reference: Instant): CalendarDate | undefined {
  const earliest = isoDate(reference - maxDaysBack * dayMs);
  const year = Number(earliest.slice(0, 4));
  const thisYear = inYear(date, year);
  return thisYear !== undefined && thisYear >= earliest ? thisYear : inYear(date, year + 1);
}

/** `March` has no day, and none in any year. */
function inYear({ month, day = 0 }: PartialDate, year: number): CalendarDate | undefined {
  return calendarDate(year, month, day);
}
