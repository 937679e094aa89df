import { z } from 'zod';
import { isCalendarDate } from '../calendar/calendar-date.ts';
import type { FreezeWindow } from '../settings.ts';
import { expects } from './expectation.ts';

const datePattern = '\\d{4}-\\d{2}-\\d{2}';
const linePattern = new RegExp(`^(${datePattern})(?: (?:to|-|–) (${datePattern}))?(?:[,:]? (.{1,200}))?$`);

const date = z
  .string(expects('date'))
  .regex(new RegExp(`^${datePattern}$`), expects('date'))
  .refine(isCalendarDate, expects('date'));

const line = z
  .string(expects('freeze-window'))
  .regex(linePattern, expects('freeze-window'))
  .transform((text): FreezeWindow => {
    const [, from = '', to = from, why = ''] = linePattern.exec(text) ?? [];
    return { from, to, why };
  });

const mapping = z
  .strictObject(
    { from: date, to: date.optional(), why: z.string(expects('line')).max(200, expects('line')).optional() },
    expects('freeze-window'),
  )
  .transform(({ from, to = from, why = '' }): FreezeWindow => ({ from, to, why }));

/** `2021-12-20 to 2022-01-03 holidays`, or the same as `from`, `to` and `why`. Both days belong to it. */
export const freezeWindow = z
  .union([line, mapping], expects('freeze-window'))
  .refine(({ from, to }) => isCalendarDate(from) && isCalendarDate(to) && from <= to, expects('freeze-window'));
