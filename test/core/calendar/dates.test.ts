import { describe, expect, it } from 'vitest';
import { isCalendarDate } from '../../../src/core/calendar/calendar-date.ts';
import { readDates } from '../../../src/core/calendar/dates.ts';
import { processorTime } from '../../processor-time.ts';

const reference = Date.parse('2021-03-01T14:00:00Z');

describe('readDates', () => {
  it.each([
    ['03/15/21', '2021-03-15', '2021-03-15', 'mm/dd/yy'],
    ['3/5/2021', '2021-03-05', '2021-03-05', 'm/d/yyyy'],
    ['2021-03-15', '2021-03-15', '2021-03-15', 'ISO'],
    ['2021-03-15T09:00Z', '2021-03-15', '2021-03-15', 'ISO with a time'],
    ['May 4, 2021', '2021-05-04', '2021-05-04', 'a month in words'],
    ['**May 4, 2021**  ', '2021-05-04', '2021-05-04', 'emphasis'],
    ['Aug 3rd, 2021.', '2021-08-03', '2021-08-03', 'an ordinal'],
    ['15 March 2021', '2021-03-15', '2021-03-15', 'day first'],
    ['the 3rd of May 2021', '2021-05-03', '2021-05-03', 'day first with of'],
    ['5/6/2021 @ 2pm', '2021-05-06', '2021-05-06', 'a time behind'],
    ['5/10/21 - 5/21/21 (nobody here 5/13-5/14/21)', '2021-05-10', '2021-05-21', 'the first range counts'],
    ['[5/4/2021-5/28/2021]', '2021-05-04', '2021-05-28', 'brackets that were left standing'],
    ['_[05/04/21 – 05/28/21]_', '2021-05-04', '2021-05-28', 'an en dash'],
    ['5/4/2021 to 6/30/2021', '2021-05-04', '2021-06-30', 'to'],
    ['2021-03-15 - 2021-03-20', '2021-03-15', '2021-03-20', 'an ISO range'],
    ['5/4-5/9/2021', '2021-05-04', '2021-05-09', 'the year only at the end'],
    ['12/29-1/4/2022', '2021-12-29', '2022-01-04', 'the year only at the end, over New Year'],
    ['12/29/2021 - 1/4', '2021-12-29', '2022-01-04', 'the year only at the start, over New Year'],
    ['May 4-7, 2021', '2021-05-04', '2021-05-07', 'a range of days'],
    ['4-7 May 2021', '2021-05-04', '2021-05-07', 'a range of days before the month'],
    ['Sept. 7 - Oct 1, 2021', '2021-09-07', '2021-10-01', 'two months and one year'],
    ['March 2021', '2021-03-01', '2021-03-31', 'a whole month'],
    ['week of 05/03/2021', '2021-05-03', '2021-05-09', 'a week'],
    ['May 4, 2021+', '2021-05-04', undefined, 'an open end'],
    ['05/04/2021 and onwards', '2021-05-04', undefined, 'an open end in words'],
    ['starting 05/04/2021', '2021-05-04', undefined, 'only a start'],
    ['05/04/22 - 05/28/21', '2022-05-04', '2021-05-28', 'the wrong way round, as written'],
    ['15.3.2021', '2021-03-15', '2021-03-15', 'dots, day first'],
    ["May 4 '21", '2021-05-04', '2021-05-04', 'an apostrophe for the century'],
    ['week\u00a0of 5/3/2021', '2021-05-03', '2021-05-09', 'a no-break space'],
    ['1/4/2021 of this year', '2021-01-04', '2021-01-04', 'a date of three parts is no fraction'],
    ['12/29/2023 - 2/29', '2023-12-29', '2024-02-29', 'over New Year to a leap day'],
    ['12/29/2021 - 6/30', '2021-12-29', '2022-06-30', 'half a year over New Year'],
    ['12/29/2021 - 7/1', '2021-12-29', '2021-07-01', 'more than half a year is the wrong way round'],
    ['12/29-6/30/2022', '2021-12-29', '2022-06-30', 'half a year, with the year at the end'],
    ['12/29-7/1/2022', '2022-12-29', '2022-07-01', 'the wrong way round, with the year at the end'],
    ['5/4/2021 - 2/30/2021', '2021-05-04', '2021-05-04', 'an end that is no day is none'],
    ['2/30/2021, or rather 3/2/2021', '2021-03-02', '2021-03-02', 'a day that is none is passed over'],
  ])('reads %j as %s to %s: %4$s', (text, from, to, _description) => {
    expect(readDates(text, reference)).toEqual({ from, to, inferredYear: false });
  });

  it.each([
    ['3/15', '2021-03-15', '2021-03-15', 'ahead'],
    ['2/15', '2021-02-15', '2021-02-15', 'two weeks ago'],
    ['11/15', '2020-11-15', '2020-11-15', 'within four months ago'],
    ['11/1', '2020-11-01', '2020-11-01', '120 days ago'],
    ['10/31', '2021-10-31', '2021-10-31', '121 days ago'],
    ['May 4 of this year', '2021-05-04', '2021-05-04', 'a month in words is no fraction'],
    ['5/4 - 7', '2021-05-04', '2021-05-04', 'a number behind a date with slashes'],
    ['5 April - 1 shop', '2021-04-05', '2021-04-05', 'one thing behind a date'],
    ['5/4-2/30/2021', '2021-05-04', '2021-05-04', 'an end that is no day'],
    ['10/15', '2021-10-15', '2021-10-15', 'further back is next time'],
    ['12/3-12/9', '2020-12-03', '2020-12-09', 'a range'],
    ['12/29 - 1/4', '2020-12-29', '2021-01-04', 'a range over New Year'],
    ['9/20-8/9', '2021-09-20', '2021-08-09', 'the wrong way round stays so'],
    ['Monday, 5/3 - Friday, 5/7', '2021-05-03', '2021-05-07', 'weekdays'],
    ['May 4-7', '2021-05-04', '2021-05-07', 'a month in words'],
    ['May 4', '2021-05-04', '2021-05-04', 'a day in words'],
    ['May 4+', '2021-05-04', undefined, 'an open end'],
    ['week of 5/3 (#12)', '2021-05-03', '2021-05-09', 'a week and a ticket'],
    ['5/3 (Monday)', '2021-05-03', '2021-05-03', 'a weekday behind'],
    ['1 day, February 3', '2021-02-03', '2021-02-03', 'a length before'],
  ])('infers the year of %j as %s to %s: %4$s', (text, from, to, _description) => {
    expect(readDates(text, reference)).toEqual({ from, to, inferredYear: true });
  });

  it.each([
    ['2021-02-28', true, 'a day'],
    ['2021-02-29', false, 'no leap year'],
    ['2024-02-29', true, 'a leap year'],
    ['2021-04-31', false, 'a day too many'],
    ['2021-04-00', false, 'a day too few'],
    ['2021-00-10', false, 'month 0'],
    ['2021-13-10', false, 'month 13'],
    ['2021-12-31', true, 'the last day'],
    ['1000-01-01', true, 'the first day that we know'],
    ['0999-12-31', false, 'the day before it'],
    ['9999-12-31', true, 'the last of all days'],
    ['2021-4-1', false, 'digits left out'],
    ['on 2021-04-01', false, 'words before it'],
    ['2021-04-01T00:00', false, 'a time'],
  ])('knows of %s whether it is in the calendar: %s, %s', (text, expected) => {
    expect(isCalendarDate(text)).toBe(expected);
  });

  it('finds the leap day only in a leap year', () => {
    expect(readDates('2/29', Date.parse('2024-01-10T00:00:00Z'))?.from).toBe('2024-02-29');
    expect(readDates('2/29', reference)).toBeUndefined();
  });

  it.each([
    ['', 'nothing'],
    ['mm/dd/yy - mm/dd/yy', 'the placeholder'],
    ['x/xx/xx', 'another placeholder'],
    ['TBD', 'to be decided'],
    ['13/45/2021', 'no such day'],
    ['2/30/2021+', 'no such day, and no end'],
    ['0/5/2021', 'no such month'],
    ['5/0/2021', 'day 0'],
    ['March', 'a month without a year'],
    ['about 1/4 of all visitors', 'a fraction'],
    ['24/7', 'always'],
    ['401/403', 'status codes'],
    ['https://example.org/10/12', 'a path'],
    ['we may need 3 days', 'a verb'],
    ['1-2 days', 'a length'],
    ['4 hours / 80-90 people', 'a length and a sample'],
    ['marching 5 miles', 'a word that begins like a month'],
  ])('finds no date in %j: %s', (text) => {
    expect(readDates(text, reference)).toBeUndefined();
  });

  it('takes linear time on hostile texts', () => {
    const started = processorTime();

    for (const part of ['1/1-', '13/13 ', 'may ', '1 of ', '- ', '2020-']) readDates(part.repeat(16_000), reference);
    expect(processorTime() - started).toBeLessThan(2_000);
  });
});
