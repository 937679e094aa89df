import { describe, expect, it } from 'vitest';
import { freezeAt, isFrozen } from '../../../src/core/calendar/freeze.ts';
import { resultsDue, weeklyDueAfter } from '../../../src/core/calendar/report-due.ts';
import { addWorkingDays, isWorkingDay } from '../../../src/core/calendar/working-days.ts';
import { defaultSettings } from '../../../src/core/settings/default-settings.ts';
import type { Settings } from '../../../src/core/settings.ts';

const at = Date.parse;
const newYork: Settings = { ...defaultSettings, timeZone: 'America/New_York' };

function withReports(reports: Partial<Settings['reports']>): Settings {
  return { ...newYork, reports: { ...newYork.reports, ...reports } };
}

function iso(instant: number | undefined): string | undefined {
  return instant === undefined ? undefined : new Date(instant).toISOString();
}

describe('weeklyDueAfter', () => {
  const started = at('2021-03-01T20:00:00Z');

  it.each([
    ['2021-03-01T20:00:00Z', '2021-03-08T14:00:00.000Z', 'a week after the start, at nine'],
    ['2021-03-08T13:59:59Z', '2021-03-08T14:00:00.000Z', 'still to come'],
    ['2021-03-08T14:00:00Z', '2021-03-15T13:00:00.000Z', 'the next one, at nine of summer time'],
    ['2021-03-10T00:00:00Z', '2021-03-15T13:00:00.000Z', 'in the middle of the week'],
    ['2021-05-04T00:00:00Z', '2021-05-10T13:00:00.000Z', 'after weeks in which nobody was there'],
    ['2020-01-01T00:00:00Z', '2021-03-08T14:00:00.000Z', 'never before the first'],
  ])('after %s is %s: %s', (after, due) => {
    expect(iso(weeklyDueAfter(started, at(after), newYork))).toBe(due);
  });

  it.each([
    ['2021-03-01T20:00:00Z', '2021-03-05T20:00:00.000Z', 'the first Friday'],
    ['2021-03-05T20:00:00Z', '2021-03-12T20:00:00.000Z', 'the next Friday'],
    ['2021-03-12T20:00:01Z', '2021-03-19T19:00:00.000Z', 'a Friday of summer time'],
  ])('on Friday at three, after %s, is %s: %s', (after, due) => {
    const settings = withReports({ weeklyDay: 5, weeklyHour: 15 });

    expect(iso(weeklyDueAfter(started, at(after), settings))).toBe(due);
  });

  it('waits a week when the rollout starts on that weekday after the hour', () => {
    const settings = withReports({ weeklyDay: 1, weeklyHour: 9 });

    expect(iso(weeklyDueAfter(started, started, settings))).toBe('2021-03-08T14:00:00.000Z');
  });

  it('takes the same day when the rollout starts on that weekday before the hour', () => {
    const settings = withReports({ weeklyDay: 1, weeklyHour: 17 });

    expect(iso(weeklyDueAfter(started, started, settings))).toBe('2021-03-01T22:00:00.000Z');
  });

  it('takes the next such weekday when the rollout starts later in the week', () => {
    const settings = withReports({ weeklyDay: 1, weeklyHour: 17 });
    const wednesday = at('2021-03-03T20:00:00Z');

    expect(iso(weeklyDueAfter(wednesday, wednesday, settings))).toBe('2021-03-08T22:00:00.000Z');
  });

  it('is never when weekly updates are off', () => {
    expect(weeklyDueAfter(started, started, withReports({ weekly: false }))).toBeUndefined();
  });

  it('gives each due moment once, and seven days apart on the calendar', () => {
    const dues: number[] = [];
    for (let now = started; dues.length < 60; ) {
      const due = weeklyDueAfter(started, now, newYork);
      expect(due).toBeGreaterThan(now);
      dues.push(due ?? 0);
      now = due ?? 0;
    }
    const days = dues.map((due) => Math.round((due - (dues[0] ?? 0)) / 86_400_000));
    expect(days).toEqual(dues.map((_, index) => index * 7));
  });
});

describe('resultsDue', () => {
  it.each([
    ['1-week', '2021-03-12T21:00:00Z', '2021-03-19T13:00:00.000Z', 'over the change of the clocks'],
    ['1-month', '2021-03-12T21:00:00Z', '2021-04-11T13:00:00.000Z', 'thirty days'],
    ['1-week', '2021-03-13T03:00:00Z', '2021-03-19T13:00:00.000Z', 'counts from the local date'],
  ] as const)('%s after %s is %s: %s', (report, wentLiveAt, due, _description) => {
    expect(iso(resultsDue(report, at(wentLiveAt), newYork))).toBe(due);
  });

  it('keeps to the settings', () => {
    const settings = withReports({ oneWeekDays: 10, oneMonthDays: 60, hour: 8 });

    expect(iso(resultsDue('1-week', at('2021-06-01T12:00:00Z'), settings))).toBe('2021-06-11T12:00:00.000Z');
    expect(iso(resultsDue('1-month', at('2021-06-01T12:00:00Z'), settings))).toBe('2021-07-31T12:00:00.000Z');
  });
});

describe('working days', () => {
  const weekdays = [1, 2, 3, 4, 5];

  it.each([
    ['2021-03-12', 1, '2021-03-15', 'over a weekend'],
    ['2021-03-12', 0, '2021-03-12', 'none'],
    ['2021-03-13', 0, '2021-03-15', 'none from a Saturday: the Monday'],
    ['2021-03-13', 1, '2021-03-16', 'one from a Saturday'],
    ['2021-03-10', 5, '2021-03-17', 'a week'],
    ['2021-03-10', 12, '2021-03-26', 'more than two weeks'],
  ])('%s and %d are %s: %s', (date, count, expected) => {
    expect(addWorkingDays(date, count, weekdays)).toBe(expected);
  });

  it('are those of the settings', () => {
    expect(isWorkingDay('2021-03-14', [7, 1])).toBe(true);
    expect(addWorkingDays('2021-03-14', 2, [7, 1])).toBe('2021-03-21');
  });

  it('are all days when there is none', () => {
    expect(addWorkingDays('2021-03-12', 2, [])).toBe('2021-03-14');
  });
});

describe('freeze windows', () => {
  const holidays = { from: '2021-12-20', to: '2022-01-03', why: 'holidays' };
  const settings = { freeze: [holidays], timeZone: 'America/New_York' };

  it.each([
    ['2021-12-20T04:59:59Z', false, 'the last second before'],
    ['2021-12-20T05:00:00Z', true, 'the first second of the local day'],
    ['2022-01-04T04:59:59Z', true, 'the last second'],
    ['2022-01-04T05:00:00Z', false, 'the first second after'],
  ])('at %s: %s, %s', (now, frozen) => {
    expect(isFrozen(at(now), settings)).toBe(frozen);
  });

  it('are told with their reason', () => {
    expect(freezeAt(at('2021-12-25T12:00:00Z'), settings)).toEqual(holidays);
    expect(freezeAt(at('2021-12-25T12:00:00Z'), defaultSettings)).toBeUndefined();
  });
});
