import { z } from 'zod';
import { expects, weekdayNames } from './expectation.ts';

/** Any weekday, small or with a capital. JSON Schema knows no flag for letter case. */
export const weekdayPattern = `(?:${weekdayNames.map((name) => `[${name[0]?.toUpperCase()}${name[0]}]${name.slice(1)}`).join('|')})`;

const separator = / ?- ?| to /;

/** `monday-friday`, or a list of days. */
export const workingDays = z
  .union(
    [
      z
        .string(expects('working-days'))
        .regex(new RegExp(`^${weekdayPattern}(?:${separator.source})${weekdayPattern}$`), expects('working-days')),
      z
        .array(z.string(expects('working-days')).regex(new RegExp(`^${weekdayPattern}$`), expects('working-days')))
        .min(1, expects('working-days'))
        .max(7, expects('working-days')),
    ],
    expects('working-days'),
  )
  .meta({
    description: 'Days on which people work.',
    examples: ['monday-friday', ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday']],
  })
  .transform((value) => (typeof value === 'string' ? daysOfSpan(value) : [...new Set(value.map(isoDayOf))].sort()));

/** 1 for Monday to 7 for Sunday, 0 for another word. */
export function isoDayOf(name: string): number {
  return weekdayNames.indexOf(name.toLowerCase()) + 1;
}

/** `sunday-thursday` runs over the end of the week. */
function daysOfSpan(text: string): number[] {
  const [first = '', last = ''] = text.split(separator);
  const days = [isoDayOf(first)];
  for (let day = isoDayOf(first); day !== isoDayOf(last); ) {
    day = (day % 7) + 1;
    days.push(day);
  }
  return days.sort();
}
