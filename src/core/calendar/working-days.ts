import { addDays, type CalendarDate, isoWeekday } from './calendar-date.ts';

export function isWorkingDay(date: CalendarDate, workingDays: readonly number[]): boolean {
  return workingDays.includes(isoWeekday(date));
}

/**
 * The date that is `count` working days later; 0 gives the date itself, or the next working day where it is none.
 * Without any working day in the week all days count.
 */
export function addWorkingDays(date: CalendarDate, count: number, workingDays: readonly number[]): CalendarDate {
  if (workingDays.length === 0) return addDays(date, count);
  const daysPerWeek = new Set(workingDays).size;
  let current = date;
  while (!isWorkingDay(current, workingDays)) current = addDays(current, 1);
  const weeks = Math.floor(count / daysPerWeek);
  current = addDays(current, weeks * 7);
  for (let left = count - weeks * daysPerWeek; left > 0; ) {
    current = addDays(current, 1);
    if (isWorkingDay(current, workingDays)) left -= 1;
  }
  return current;
}
