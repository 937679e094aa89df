import { describe, expect, it } from 'vitest';
import { instantAt, isTimeZone, localDate, localTime, timeZoneNames } from '../../../src/core/calendar/time-zone.ts';

const at = Date.parse;

describe('localTime', () => {
  it.each([
    ['2021-03-15T13:05:59Z', 'UTC', '2021-03-15', 13, 5, 'UTC'],
    ['2021-03-15T03:30:00Z', 'America/New_York', '2021-03-14', 23, 30, 'the evening before'],
    ['2021-03-14T06:59:00Z', 'America/New_York', '2021-03-14', 1, 59, 'the minute before the clocks go forward'],
    ['2021-03-14T07:00:00Z', 'America/New_York', '2021-03-14', 3, 0, 'the minute after'],
    ['2021-03-15T20:00:00Z', 'Asia/Kolkata', '2021-03-16', 1, 30, 'half an hour off'],
    ['2021-03-15T00:00:00Z', 'UTC', '2021-03-15', 0, 0, 'midnight is hour 0'],
    ['1969-12-31T23:59:59.500Z', 'UTC', '1969-12-31', 23, 59, 'before 1970'],
  ])('%s in %s is %s %d:%d: %6$s', (instant, zone, date, hour, minute) => {
    expect(localTime(at(instant), zone)).toEqual({ date, hour, minute });
  });

  it('throws for a zone that is none', () => {
    expect(() => localDate(0, 'Nowhere/City')).toThrow(RangeError);
  });
});

describe('instantAt', () => {
  it.each([
    ['2021-03-15', 9, 'UTC', '2021-03-15T09:00:00Z', 'UTC'],
    ['2021-03-13', 9, 'America/New_York', '2021-03-13T14:00:00Z', 'before the clocks go forward'],
    ['2021-03-14', 9, 'America/New_York', '2021-03-14T13:00:00Z', 'on the day they do'],
    ['2021-03-14', 2, 'America/New_York', '2021-03-14T07:00:00Z', 'an hour that is left out: 03:00'],
    ['2021-11-07', 1, 'America/New_York', '2021-11-07T05:00:00Z', 'an hour that comes twice: the first'],
    ['2021-11-07', 2, 'America/New_York', '2021-11-07T07:00:00Z', 'the hour after it'],
    ['2021-03-28', 2, 'Europe/Berlin', '2021-03-28T01:00:00Z', 'left out east of Greenwich: 03:00'],
    ['2021-10-31', 2, 'Europe/Berlin', '2021-10-31T00:00:00Z', 'twice east of Greenwich: the first'],
    ['2021-03-15', 0, 'Pacific/Kiritimati', '2021-03-14T10:00:00Z', 'fourteen hours ahead'],
    ['2021-03-15', 23, 'Pacific/Pago_Pago', '2021-03-16T10:00:00Z', 'eleven hours behind'],
    ['2021-10-03', 2, 'Australia/Lord_Howe', '2021-10-02T15:30:00Z', 'half an hour left out: 02:30'],
  ])('%s at %d in %s is %s: %5$s', (date, hour, zone, instant) => {
    expect(new Date(instantAt(date, hour, zone))).toEqual(new Date(instant));
  });

  it('agrees with localTime at every hour of a year, but for the hour that is left out', () => {
    const zone = 'America/New_York';
    const wrong = [];
    for (let day = at('2021-01-01T12:00:00Z'); day < at('2022-01-01T00:00:00Z'); day += 86_400_000) {
      const date = new Date(day).toISOString().slice(0, 10);
      for (const hour of [0, 1, 2, 3, 9, 23]) {
        const local = localTime(instantAt(date, hour, zone), zone);
        if (local.date !== date || local.hour !== hour || local.minute !== 0) wrong.push(`${date} ${hour}`);
      }
    }
    expect(wrong).toEqual(['2021-03-14 2']);
  });
});

describe('isTimeZone', () => {
  it.each(['UTC', 'America/New_York', 'europe/berlin', 'Asia/Kolkata'])('knows %s', (name) => {
    expect(isTimeZone(name)).toBe(true);
  });

  it.each(['', 'Nowhere/City', 'New York', '../etc'])('does not know %j', (name) => {
    expect(isTimeZone(name)).toBe(false);
  });

  it('lists the names', () => {
    expect(timeZoneNames()).toEqual(expect.arrayContaining(['UTC', 'America/New_York']));
  });
});
