import { describe, expect, it } from 'vitest';
import { readDuration } from '../../../src/core/calendar/duration.ts';
import { processorTime } from '../../processor-time.ts';

const hour = 1 / 24;

describe('readDuration', () => {
  it.each([
    ['1 day', 1, 1, false, 'one day'],
    ['1-2 days', 1, 2, false, 'a range'],
    ['1 – 2 Days', 1, 2, false, 'an en dash and capitals'],
    ['[4-6 business days]', 4, 6, true, 'brackets that were left standing'],
    ['2 business days (from the first Monday on)', 2, 2, true, 'a note behind'],
    ['2 working days', 2, 2, true, 'working days'],
    ['3 weekdays', 3, 3, true, 'weekdays'],
    ['24–48 hours', 1, 2, false, 'hours become days'],
    ['0-24 hrs', 0, 1, false, 'from nothing'],
    ['1 week', 7, 7, false, 'a week'],
    ['One week', 7, 7, false, 'a number word'],
    ['a week', 7, 7, false, 'an article'],
    ['two (2) weeks', 14, 14, false, 'word and figure'],
    ['~1 week', 7, 7, false, 'an approximation'],
    ['about 2 weeks', 14, 14, false, 'an approximation in a word'],
    ['**2 days**', 2, 2, false, 'emphasis'],
    ['4 hours to 1 day', 4 * hour, 1, false, 'two units'],
    ['2 weeks minimum (longer if numbers are missing)', 14, 14, false, 'a minimum behind'],
    ['at least 2 days', 2, 2, false, 'a minimum before'],
    ['minimum 2 hours', 2 * hour, 2 * hour, false, 'a minimum in one word'],
    ['up to 2 days', 0, 2, false, 'only a maximum'],
    ['between 1 and 2 days', 1, 2, false, 'between'],
    ['1 or 2 days', 1, 2, false, 'or'],
    ['6 hours (one shift)', 6 * hour, 6 * hour, false, 'an explanation in brackets'],
    ['4 hours / 80-90 people', 4 * hour, 4 * hour, false, 'a sample rule behind'],
    ['1.5-2 weeks (5/3-5/14)', 10.5, 14, false, 'halves'],
    ['1 month', 30, 30, false, 'a month'],
    ['1 day, February 3', 1, 1, false, 'a date behind'],
    ['2-month long trial', 60, 60, false, 'a hyphen before the unit'],
    ['48h', 2, 2, false, 'a short unit'],
    ['2 day(s)', 2, 2, false, 'a plural in brackets'],
    ['1 day and 12 hours', 1.5, 1.5, false, 'a sum'],
    ['half a day', 0.5, 0.5, false, 'half'],
    ['2+ weeks', 14, 14, false, 'an open end'],
    ['at\u00a0least 2 days', 2, 2, false, 'a no-break space'],
    ['1 business week', 5, 5, true, 'a business week'],
    ['2 work weeks', 10, 10, true, 'work weeks'],
    ['3 workdays', 3, 3, true, 'workdays'],
    ['1 day or 2', 1, 1, false, 'a second number without a unit'],
    ['4 hours, 1 day later again', 4 * hour, 4 * hour, false, 'a larger unit behind'],
    ['1 day, 1 day later again', 1, 1, false, 'the same unit behind'],
    ['1 day 12 hours', 1.5, 1.5, false, 'a sum without a word'],
    ['2 days or 1 week', 2, 7, false, 'two units and or'],
    ['1 day to 36 hours, 30 minutes each', 1, 1.5, false, 'a range and a note with a unit'],
    ['30 minutes', 30 / 1440, 30 / 1440, false, 'minutes'],
  ])('reads %j as %d to %d days: %5$s', (text, shortest, longest, business) => {
    const duration = readDuration(text);

    expect(duration?.shortestDays).toBeCloseTo(shortest, 9);
    expect(duration?.longestDays).toBeCloseTo(longest, 9);
    expect(duration?.business).toBe(business);
  });

  it.each([
    ['', 'nothing'],
    ['Ongoing', 'no end'],
    ['N/A', 'not applicable'],
    ['[FILL_IN] (*at least 3 hours*)', 'a placeholder with a hint'],
    ['to be agreed, at least 2 weeks', 'a condition first'],
    ['May 4, 2021', 'a date'],
    ['5/3/2021-5/7/2021', 'a range of dates'],
    ['05/10/2021 - 05/12/2021', 'a range of dates with spaces'],
    ['5/17-5/19', 'a range of dates without a year'],
    ['500 users', 'people'],
    ['a tenth of the people came within 30 hrs', 'an observation'],
    ['3 sprints', 'a unit of unknown length'],
    ['constructor', 'a name every object has'],
    ['5 constructor', 'a unit every object has'],
    ['2-1 days', 'a range the wrong way round'],
  ])('does not take %j for a duration: %s', (text) => {
    expect(readDuration(text)).toBeUndefined();
  });

  it('looks at a bounded part of a hostile text', () => {
    const started = processorTime();

    expect(readDuration(`${'~ about '.repeat(8000)}1 day`)).toBeUndefined();
    expect(readDuration('('.repeat(65_000))).toBeUndefined();
    expect(processorTime() - started).toBeLessThan(1_000);
  });
});
