/** When reports fall due. All of them come at a full hour of the settings' time zone, also when the clocks change. */
import type { Instant } from '../instant.ts';
import type { Settings } from '../settings.ts';
import { addDays, type CalendarDate, daysBetween, isoWeekday } from './calendar-date.ts';
import { instantAt, localDate } from './time-zone.ts';

type CalendarSettings = Pick<Settings, 'reports' | 'timeZone'>;

/**
 * The first weekly update after `after`: every seventh day after the day the rollout left planning (`startedAt`), or
 * on the weekday that the settings name. Undefined when weekly updates are off.
 */
export function weeklyDueAfter(startedAt: Instant, after: Instant, settings: CalendarSettings): Instant | undefined {
  const { weekly, weeklyDay, weeklyHour, hour } = settings.reports;
  if (!weekly) return undefined;
  const started = localDate(startedAt, settings.timeZone);
  const first = weeklyDay === undefined ? addDays(started, 7) : nextWeekday(started, weeklyDay);
  const later = Math.max(startedAt, after);
  const weeks = Math.max(0, Math.floor(daysBetween(first, localDate(later, settings.timeZone)) / 7));
  const candidate = addDays(first, weeks * 7);
  const due = instantAt(candidate, weeklyHour ?? hour, settings.timeZone);
  return due > later ? due : instantAt(addDays(candidate, 7), weeklyHour ?? hour, settings.timeZone);
}

/** When the 1-week or 1-month results are posted: so many days after the day of the go-live. */
export function resultsDue(report: '1-week' | '1-month', wentLiveAt: Instant, settings: CalendarSettings): Instant {
  const { oneWeekDays, oneMonthDays, hour } = settings.reports;
  const days = report === '1-week' ? oneWeekDays : oneMonthDays;
  return instantAt(addDays(localDate(wentLiveAt, settings.timeZone), days), hour, settings.timeZone);
}

/** The date itself when it is that weekday. */
function nextWeekday(date: CalendarDate, weekday: number): CalendarDate {
  return addDays(date, (weekday - isoWeekday(date) + 7) % 7);
}
