import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMetricLine } from '../../../src/core/readings/read-metric-line.ts';
import type { Reading } from '../../../src/core/readings/reading.ts';
import { processorTime } from '../../processor-time.ts';
import { context, now } from './reading-context.ts';

const endOfSecond = Date.parse('2021-03-03T05:00:00Z') - 1;

function read(text: string, change: Partial<typeof context> = {}): Reading {
  const line = readMetricLine(text, { ...context, ...change });
  if (line.kind === 'problem') throw new Error(`${line.why}: ${line.text}`);
  return line.reading;
}

describe('readMetricLine', () => {
  it('reads everything a line can say', () => {
    const line = 'Preference step completion = 812/1301 vs 1060/1845 at 2021-03-02 daily';
    expect(read(line)).toEqual({
      id: 'comment:7/preference step completion',
      metric: 'Preference step completion',
      key: 'preference step completion',
      kind: 'reading',
      figure: { value: (100 * 812) / 1301, unit: '%', hits: 812, n: 1301, approximate: false, text: '812/1301' },
      control: { value: (100 * 1060) / 1845, unit: '%', hits: 1060, n: 1845, approximate: false, text: '1060/1845' },
      as: 'daily',
      at: endOfSecond,
      stage: 'canary',
      share: 10,
      source: context.source,
    });
  });

  it.each(['=', ':'])('reads means of two groups behind "%s"', (mark) => {
    const line = read(`Time to finish ${mark} mean 42.1 s (sd 10.2, n=340) vs 44.0 s (sd = 11, n = 350)`);

    expect(line).toMatchObject({
      metric: 'Time to finish',
      figure: { value: 42.1, unit: 's', sd: 10.2, n: 340 },
      control: { value: 44, unit: 's', sd: 11, n: 350 },
    });
  });

  it.each([
    ['no date', 'Error rate = 5%', now],
    ['a day', 'Error rate = 5% at 2021-03-02', endOfSecond],
    ['a day as people write it', 'Error rate = 5% at March 2', endOfSecond],
    ['a day with slashes', 'Error rate = 5% on 3/2', endOfSecond],
    ['a day of last year', 'Error rate = 5% at December 2', Date.parse('2020-12-03T05:00:00Z') - 1],
    ['today, which is not over', 'Error rate = 5% at 2021-03-04', now],
    ['today as a word', 'Error rate = 5% at today', now],
    ['yesterday', 'Error rate = 5% as of yesterday', Date.parse('2021-03-04T05:00:00Z') - 1],
    ['a time of day', 'Error rate = 5% at 2021-03-02 14:30', Date.parse('2021-03-02T19:30:00Z')],
    ['a moment', 'Error rate = 5% at 2021-03-02T14:30:00Z', Date.parse('2021-03-02T14:30:00Z')],
    ['a moment in a zone', 'Error rate = 5% at 2021-03-02T14:30+02:00', Date.parse('2021-03-02T12:30:00Z')],
    ['a moment east of Greenwich', 'Error rate = 5% at 2021-03-02 14:30 +05:30', Date.parse('2021-03-02T09:00:00Z')],
    ['a moment west of Greenwich', 'Error rate = 5% at 2021-03-02T14:30-0330', Date.parse('2021-03-02T18:00:00Z')],
    ['a moment in UTC', 'Error rate = 5% at 2021-03-02 14:30:59 UTC', Date.parse('2021-03-02T14:30:00Z')],
    ['the last minute of a day', 'Error rate = 5% at 2021-03-02 23:59', Date.parse('2021-03-03T04:59:00Z')],
    ['this very moment', 'Error rate = 5% at 2021-03-04T15:00Z', now],
    ['an hour that is none', 'Error rate = 5% at 2021-03-02 24:00', endOfSecond],
    ['a minute that is none', 'Error rate = 5% at 2021-03-02 10:60', endOfSecond],
    ['a day before today was spoken of', 'Error rate = 5% at 3/2, not today', endOfSecond],
    ['a range, to its end', 'Error rate = 5% at 3/1-3/2', endOfSecond],
    ['a range that goes on', 'Error rate = 5% at 3/1-3/9', now],
    ['a range without an end', 'Error rate = 5% as of 3/1+', now],
    ['a day of last summer', 'Error rate = 5% at June 2', Date.parse('2020-06-03T04:00:00Z') - 1],
    ['a weekday', 'Error rate = 5% on Tue 3/2', endOfSecond],
    ['a day before its month', 'Error rate = 5% on 2nd of March', endOfSecond],
    ['a month in short', 'Error rate = 5% on Mar. 2', endOfSecond],
    ['a day of the ISO calendar', 'Error rate = 5% on 2021-03-02', endOfSecond],
  ])('knows the moment of %s', (_, text, at) => {
    expect(read(text).at).toBe(at);
  });

  it.each([
    ['a control', 'Error rate = 1.2% (13/1083) vs 1.1% (101/9183)', { hits: 13, n: 1083 }, { hits: 101, n: 9183 }],
    ['a named control', 'Error rate: 13/1083 vs. control: 101/9183', { hits: 13 }, { hits: 101 }],
    [
      'the control last',
      'Error rate = 13/1083 at 2021-03-02 versus control group 101/9183 total',
      { hits: 13 },
      { hits: 101 },
    ],
    ['no control', 'Error rate = 13/1083 on mobile', { hits: 13 }, undefined],
    ['words that look like more', 'Request submissions = 12 users at risk', { value: 12, unit: 'users' }, undefined],
    ['a share behind it', 'Error rate = 5% at 10%', { value: 5, unit: '%' }, undefined],
    ['a share in points behind it', 'Error rate = 5% at 10 pp', { value: 5, unit: '%' }, undefined],
    ['a number of things behind it', 'Error rate = 5% on 5 devices', { value: 5, unit: '%' }, undefined],
    ['a version behind it', 'Error rate = 5% on build 17', { value: 5, unit: '%' }, undefined],
    ['a note to the control', 'Error rate = 5% compared with 4% on mobile', { value: 5 }, { value: 4, text: '4%' }],
    ['a control without the change', 'Error rate = 5% against without: 4%', { value: 5 }, { value: 4 }],
  ])('reads %s', (_, text, figure, control) => {
    const reading = read(text);
    expect(reading.figure).toMatchObject(figure);
    if (control === undefined) expect(reading.control).toBeUndefined();
    else expect(reading.control).toMatchObject(control);
  });

  it.each([
    ['the known name', 'Error rate = 5%', 'error rate', 'Error rate'],
    ['a colon', 'Error rate: 5%', 'error rate', 'Error rate'],
    ['no divider', 'Request submissions 640/1301', 'request submission', 'Request submissions'],
    ['a short name', 'pref step completion = 62%', 'preference step completion', 'pref step completion'],
    ['a name of its own', 'Calls to the help desk = 3', 'call help desk', 'Calls to the help desk'],
    ['a name with a colon', 'Performance: cold start: 250 ms', 'performance cold start', 'Performance: cold start'],
    ['a known name behind a colon', 'Week 1: Error rate: 5%', 'error rate', 'Week 1: Error rate'],
    ['a name in bold', '**Error rate**: 5%', 'error rate', 'Error rate'],
    ['the control group', 'Error rate (control) = 5%', 'error rate control', 'Error rate (control)'],
    ['a name of one word', 'Uptime = 99%', 'uptime', 'Uptime'],
    ['a double equals sign', 'Error rate == 5%', 'error rate', 'Error rate'],
    ['a name with brackets', 'Error rate (new) = 5%', 'error rate', 'Error rate (new)'],
    ['many spaces', ' Error   rate  =  5% ', 'error rate', 'Error rate'],
    ['a rough number without a divider', 'Request submissions ~640', 'request submission', 'Request submissions'],
    ['a metric that is called baseline', 'Baseline = 5%', 'baseline', 'Baseline'],
  ])('takes %s', (_, text, key, metric) => {
    expect(read(text)).toMatchObject({ key, metric, kind: 'reading' });
  });

  it.each([
    ['a prefix', 'baseline: Error rate = 5%'],
    ['a prefix of its own', 'Baseline for Error rate = 5%'],
    ['a suffix', 'Error rate (baseline) = 5%'],
  ])('knows a baseline by %s', (_, text) => {
    expect(read(text)).toMatchObject({ kind: 'baseline', key: 'error rate', id: 'comment:7/error rate/baseline' });
  });

  it('takes the word for a part of the name where the plan does', () => {
    const change = { known: ['Baseline errors', 'Errors'] };
    expect(read('Baseline errors = 5', change)).toMatchObject({ kind: 'reading', key: 'baseline error' });
    expect(read('Errors baseline = 5', change)).toMatchObject({ kind: 'baseline', key: 'error' });
  });

  it('cuts names that are too long', () => {
    expect(read(`${'long '.repeat(60)}name = 5`).metric).toBe('long '.repeat(40).trim());
  });

  it.each([
    ['a bare number', '= 3', { value: 3, unit: 'per 1,000' }],
    ['a share', '= 0.3%', { value: 0.3, unit: '%' }],
    ['what has a word of its own', '= 3 crashes', { value: 3, unit: 'crashes' }],
    ['a mean', '= 3.5 (sd 1, n=20)', { value: 3.5, unit: 'count' }],
    ['a number of hours', '= 3 in 12 hours', { value: 3, unit: 'count' }],
  ])('of "per 1,000" in the name, reads %s', (_, text, figure) => {
    const change = { known: ['Crashes per 1,000 sessions'] };
    expect(read(`Crashes of sessions ${text}`, change).figure).toMatchObject(figure);
    expect(read(`Reboots per 1,000 sessions ${text} vs ${text.slice(2)}`, change).control).toMatchObject(figure);
  });

  it('says daily or total, wherever it stands', () => {
    expect(read('Error rate = 13/1083 daily vs 101/9183 at 2021-03-02').as).toBe('daily');
    expect(read('Error rate = 13/1083 (total)').as).toBe('total');
    expect(read('Error rate = 13/1083').as).toBeUndefined();
  });

  it('puts a number with a date into the stage of that time', () => {
    const day = (date: string) => Date.parse(`${date}T12:00:00Z`);
    const periods = [
      { stage: 'canary', share: 10, from: day('2021-03-01'), until: day('2021-03-03') },
      { stage: 'moderate', share: 30, from: day('2021-03-03'), until: undefined },
    ];
    const change = { periods, stage: 'moderate', share: 45 };
    expect(read('Error rate = 5% at 2021-03-02', change)).toMatchObject({ stage: 'canary', share: 10 });
    expect(read('Error rate = 5%', change)).toMatchObject({ stage: 'moderate', share: 45 });
    expect(read('Error rate = 5% at 2021-02-20', change)).toMatchObject({ stage: undefined, share: undefined });
    expect(read('Error rate = 5% at 2021-03-01T12:00Z', change)).toMatchObject({ stage: 'canary', share: 10 });
    expect(read('Error rate = 5% at 2021-03-03T12:00Z', change)).toMatchObject({ stage: 'moderate', share: 30 });

    const ended = { ...change, periods: periods.slice(0, 1) };
    expect(read('Error rate = 5% at 2021-03-03T12:00Z', ended)).toMatchObject({ stage: undefined, share: undefined });
  });

  it.each([
    ['nothing', '', 'no-value', ''],
    ['no value', 'Error rate', 'no-value', 'Error rate'],
    ['an empty value', 'Error rate =', 'placeholder', ''],
    ['a placeholder', 'Error rate = xx%', 'placeholder', 'xx%'],
    ['no name', '= 5%', 'no-name', '= 5%'],
    ['words', 'Error rate = lots', 'not-a-number', 'lots'],
    ['a target', 'Error rate <= 5%', 'target', 'Error rate <= 5%'],
    ['a target behind a colon', 'Error rate: < 5%', 'target', '< 5%'],
    ['infinity', 'Error rate = Infinity', 'not-finite', 'Infinity'],
    ['a bad control', 'Error rate = 5% vs whatever', 'bad-control', 'whatever'],
    ['a baseline as control', 'Error rate = 5% vs baseline 4%', 'baseline-as-control', 'baseline 4%'],
    ['a day that is none', 'Error rate = 5% at 2021-02-30', 'bad-date', '2021-02-30'],
    ['a day to come', 'Error rate = 5% at 2021-03-05', 'future-date', '2021-03-05'],
    ['days to come', 'Error rate = 5% at 2021-03-08 to 2021-03-09', 'future-date', '2021-03-08 to 2021-03-09'],
    ['an hour to come', 'Error rate = 5% at 2021-03-04 10:01', 'future-date', '2021-03-04 10:01'],
    ['days the wrong way round', 'Error rate = 5% at 3/2-3/1', 'bad-date', '3/2-3/1'],
    ['a day to come before one that is past', 'Error rate = 5% at 3/8-3/2', 'bad-date', '3/8-3/2'],
    ['a bad day', 'Error rate = 5% on 45 March', 'bad-date', '45 March'],
    ['a placeholder for a day', 'Error rate = TBD daily', 'placeholder', 'TBD'],
    ['a number without a name', '12 = 5', 'no-name', '12 = 5'],
    ['a metric nobody knows, without a divider', 'Weather 12 degrees', 'no-value', 'Weather 12 degrees'],
  ])('says what is wrong with %s', (_, text, why, written) => {
    expect(readMetricLine(text, context)).toEqual({ kind: 'problem', why, text: written });
  });

  it('never throws', () => {
    const piece = fc.constantFrom(
      '=',
      ':',
      ' vs ',
      ' at ',
      ' 5%',
      '812/1301',
      'Error rate',
      '2021-03-02',
      ' daily',
      '<',
      '[',
      '\n',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece).map((pieces) => pieces.join('')),
        ),
        (text) => {
          expect(['reading', 'problem']).toContain(readMetricLine(text, context).kind);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('takes no time for a line of any length', () => {
    const started = processorTime();
    for (const piece of ['a:', 'a 5', ' vs ', ' at 1', '=', 'x', ': 5', ' ', '(', 'daily ']) {
      readMetricLine(piece.repeat(65_536), context);
      readMetricLine(`Error rate = 5% ${piece.repeat(65_536)}`, context);
    }
    expect(processorTime() - started).toBeLessThan(3_000);
  });
});
