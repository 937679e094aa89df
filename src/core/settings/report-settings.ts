import { z } from 'zod';
import { readDuration } from '../calendar/duration.ts';
import { expects } from './expectation.ts';
import { isoDayOf, weekdayPattern } from './weekdays.ts';

const hourPattern = '(?:[01]?[0-9]|2[0-3])(?::00)?';
const maxReportDays = 400;

/** `9`, `9:00`: reports are posted at full hours. */
const hour = z
  .union(
    [
      z.int(expects('hour')).min(0, expects('hour')).max(23, expects('hour')),
      z.string(expects('hour')).regex(new RegExp(`^${hourPattern}$`), expects('hour')),
    ],
    expects('hour'),
  )
  .meta({ description: 'Hour of the day at which reports are posted, in the time zone.', examples: ['9:00', 9] })
  .transform((value) => Number.parseInt(String(value), 10));

interface Weekly {
  readonly on: boolean;
  /** ISO weekday. */
  readonly day: number | undefined;
  readonly hour: number | undefined;
}

const weekly = z
  .union(
    [
      z.boolean(expects('weekly')),
      z
        .string(expects('weekly'))
        .regex(new RegExp(`^(?:on|off|${weekdayPattern}(?:,? (?:at )?${hourPattern})?)$`), expects('weekly')),
    ],
    expects('weekly'),
  )
  .meta({
    description: 'The weekly update: a weekday and an hour, `on` for every seventh day after the start, or `off`.',
    examples: ['friday 15:00', 'on', 'off'],
  })
  .transform((value): Weekly => {
    if (typeof value === 'boolean') return { on: value, day: undefined, hour: undefined };
    const [word = '', ...rest] = value.split(/,? /);
    const time = rest.at(-1);
    return {
      on: word !== 'off',
      day: isoDayOf(word) || undefined,
      hour: time === undefined ? undefined : Number.parseInt(time, 10),
    };
  });

function daysAfterGoLive(description: string, examples: readonly (string | number)[]) {
  return z
    .union(
      [
        z.int(expects('days')).min(1, expects('days')).max(maxReportDays, expects('days')),
        z
          .string(expects('days'))
          .max(60, expects('days'))
          .refine((text) => wholeDays(text) !== undefined, expects('days')),
      ],
      expects('days'),
    )
    .meta({ description, examples: [...examples] })
    .transform((value) => (typeof value === 'number' ? value : (wholeDays(value) ?? 1)));
}

function wholeDays(text: string): number | undefined {
  const duration = readDuration(text);
  if (duration === undefined || duration.shortestDays !== duration.longestDays) return undefined;
  const days = duration.longestDays;
  return Number.isInteger(days) && days >= 1 && days <= maxReportDays ? days : undefined;
}

export const reports = z
  .strictObject(
    {
      hour: hour.optional(),
      weekly: weekly.optional(),
      'one-week': daysAfterGoLive('When the 1-week results are posted, counted from go-live.', [
        '7 days',
        7,
      ]).optional(),
      'one-month': daysAfterGoLive('When the 1-month results are posted, counted from go-live.', [
        '30 days',
      ]).optional(),
    },
    expects('mapping'),
  )
  .meta({ description: 'Reports that are posted by the calendar.' });
