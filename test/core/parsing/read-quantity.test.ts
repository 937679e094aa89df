import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readQuantity } from '../../../src/core/parsing/read-quantity.ts';
import { processorTime } from '../../processor-time.ts';

type Expected = readonly [
  value: number | undefined,
  unit: string,
  hits?: number | undefined,
  n?: number | undefined,
  rest?: string,
  approximate?: true,
];

const quantities: readonly [string, string, Expected][] = [
  ['a rate', '62.4%', [62.4, '%']],
  ['a rate with a space', '62.4 %', [62.4, '%']],
  ['a rate in words', '62.4 percent', [62.4, '%']],
  ['a rate without a zero before the point', '.05%', [0.05, '%']],
  ['a count of a total', '812/1301', [(100 * 812) / 1301, '%', 812, 1301]],
  ['a count of a total with separators', '1,812 / 13,010', [(100 * 1812) / 13010, '%', 1812, 13010]],
  ['a count of a total in words', '12 of 400', [3, '%', 12, 400]],
  ['a count out of a total', '12 out of 400 sessions', [3, '%', 12, 400, 'sessions']],
  ['a small fraction that could be a date', '2/205', [200 / 205, '%', 2, 205]],
  ['thousands with a comma', '1,301', [1301, 'count']],
  ['thousands with a space', '1 301', [1301, 'count']],
  ['thousands with a narrow space', '1\u202f301', [1301, 'count']],
  ['millions with commas', '1,234,567', [1_234_567, 'count']],
  ['what was counted', '1301 users', [1301, 'users']],
  ['what was counted, and more words', '1650 calls to API', [1650, 'calls', undefined, undefined, 'to API']],
  [
    'words that name nothing counted',
    '894 push notifications sent',
    [894, 'count', undefined, undefined, 'push notifications sent'],
  ],
  ['one thing', '1 error', [1, 'error']],
  ['minutes and seconds', '1m 46s', [106, 's']],
  ['hours and minutes', '2 hours 30 minutes', [150, 'min']],
  ['hours and minutes without a space', '2h30m', [150, 'min']],
  ['three parts of time', '1 h, 5 min and 3 s', [3903, 's']],
  ['milliseconds', '250 ms', [250, 'ms']],
  ['hours', '4 hours', [4, 'hours']],
  ['business days', '3 business days', [3, 'days']],
  ['weeks', '2 weeks', [14, 'days']],
  ['points', '5 points', [5, 'pp']],
  ['full-width signs', '812／1301', [(100 * 812) / 1301, '%', 812, 1301]],
  ['seconds', '2.5s', [2.5, 's']],
  ['an approximation', '~52k', [52_000, 'count', undefined, undefined, '', true]],
  ['an approximation with a sign', '≈170', [170, 'count', undefined, undefined, '', true]],
  ['an approximation in words', 'about 170 users', [170, 'users', undefined, undefined, '', true]],
  ['at least as many', '500+ users', [500, 'users', undefined, undefined, '', true]],
  ['money in millions', '$100m', [100_000_000, '$']],
  ['money', '$1,250.50', [1250.5, '$']],
  ['money in words', '15 dollars', [15, '$']],
  ['millions', '1.2 mil', [1_200_000, 'count']],
  ['millions with a capital letter', '1.2M', [1_200_000, 'count']],
  ['billions', '3 billion', [3e9, 'count']],
  ['a rate with its count', '40% (218/546)', [(100 * 218) / 546, '%', 218, 546]],
  ['a rate with its count in words', '40% (218 of 546 users)', [(100 * 218) / 546, '%', 218, 546]],
  ['a rate with its count and no brackets', '1.2% 13/1083', [1300 / 1083, '%', 13, 1083]],
  ['a count with its rate', '218/546 (40%)', [(100 * 218) / 546, '%', 218, 546]],
  [
    'a count with its rate in a sentence',
    '218/546 conversions, 40% conversion rate (analytics)',
    [(100 * 218) / 546, '%', 218, 546, 'conversion rate (analytics)'],
  ],
  ['a rate that its count contradicts', '50% (218/546)', [(100 * 218) / 546, '%', 218, 546]],
  ['a rate with a count that is not its own', '46% (2,553)', [46, '%', undefined, undefined, '(2,553)']],
  ['a rate with words', '47.0% open rate overall', [47, '%', undefined, undefined, 'open rate overall']],
  ['nothing at all, counted', '0', [0, 'count']],
  ['zero as a word', 'zero', [0, 'count']],
  ['no errors', 'no errors', [0, 'errors']],
  ['a drop', '-17%', [-17, '%']],
  ['a drop with a typographic minus', '−17%', [-17, '%']],
  ['a rise in percentage points', '+2.2 pp', [2.2, 'pp']],
  ['percentage points in words', '2.2 percentage points', [2.2, 'pp']],
  ['a count of nothing', '5/0', [undefined, '%', 5, 0]],
  ['a negative total', '3/-10', [undefined, '%', 3, -10]],
  ['more hits than there are', '11/10', [110, '%', 11, 10]],
  ['a value in leftover brackets', '[11]', [11, 'count']],
  ['a value in bold', '**62%**', [62, '%']],
  ['a value in code', '`62%`', [62, '%']],
  ['the end of a sentence', '12.', [12, 'count', undefined, undefined, '.']],
  ['a rate for a time', '12/day', [12, 'count', undefined, undefined, '/day']],
  ['a power of ten', '1e-7', [1e-7, 'count']],
  ['a power of ten in thousands', '1e3 k', [1_000_000, 'count']],
  ['the largest number', '1000000000000000', [1e15, 'count']],
  ['a value in quotes', '""62%""', [62, '%']],
  ['a value in different quotes', '\'"62%"\'', [62, '%']],
  ['a rate with a full-width sign', '62％', [62, '%']],
  ['at least as many, of nothing', '500+ so far', [500, 'count', undefined, undefined, 'so far', true]],
  ['a note with a plus', '5% (+2 pp)', [5, '%', undefined, undefined, '(+2 pp)']],
  ['a note with a range', '5 errors, down from 7 to 10', [5, 'errors', undefined, undefined, ', down from 7 to 10']],
  ['a note with a time', '5 errors since 10:30', [5, 'errors', undefined, undefined, 'since 10:30']],
  ['one part of time and a note', '1 h, then 5 min', [1, 'hours', undefined, undefined, ', then 5 min']],
  ['the same unit again', '5 s 5 s', [5, 's', undefined, undefined, '5 s']],
  ['one week', '1 week', [7, 'days']],
  ['one hour', '1 hour', [1, 'hours']],
  ['working days', '3 working days', [3, 'days']],
  ['one business day', '1 business day', [1, 'days']],
  ['points of a percent sign', '2 % pts', [2, 'pp']],
  ['euros', '15 euros', [15, '€']],
  ['euros in short', '15 EUR', [15, '€']],
  ['euros before the number', '€15', [15, '€']],
  ['a loss', '-$5', [-5, '$']],
  ['a loss behind its sign', '$-5', [-5, '$']],
  ['millions behind a space', '1.2 M', [1_200_000, 'count']],
  ['billions in short', '3 bn', [3e9, 'count']],
  ['a rate of a thousand', '3 per 1,000 requests', [3, 'per 1,000', undefined, undefined, 'requests']],
  ['a rate of a thousand in a word', '0.3 per thousand', [0.3, 'per 1,000']],
  ['a single thing that did not occur', 'no error', [0, 'count', undefined, undefined, 'error']],
  ['a word that counts nothing', '5 was seen', [5, 'count', undefined, undefined, 'was seen']],
  ['people', '5 people', [5, 'people']],
  ['several of what is told of one', '2 user left', [2, 'count', undefined, undefined, 'user left']],
  ['one of another word', '1 superuser', [1, 'count', undefined, undefined, 'superuser']],
  ['one of a longer word', '1 errored', [1, 'count', undefined, undefined, 'errored']],
  [
    'a rate with its count and more in brackets',
    '40% (218/546 users) so far',
    [(100 * 218) / 546, '%', 218, 546, 'so far'],
  ],
  ['a rate with its count and brackets behind', '40%, 218/546 (all)', [(100 * 218) / 546, '%', 218, 546, '(all)']],
  [
    'a rate with its count in brackets that stay open',
    '40% (218/546 users',
    [(100 * 218) / 546, '%', 218, 546, 'users'],
  ],
];

const refusals: readonly [string, string, string][] = [
  ['nothing', '', 'empty'],
  ['white space', ' \u00a0 ', 'empty'],
  ['words', 'lorem ipsum', 'not-a-number'],
  ['an x', 'x', 'not-a-number'],
  ['a number later in a sentence', 'we saw 5 errors', 'not-a-number'],
  ['not a number', 'NaN', 'not-finite'],
  ['infinity', '-Infinity', 'not-finite'],
  ['a power beyond all numbers', '1e999', 'not-finite'],
  ['a number too long to be counted', '9'.repeat(40), 'not-finite'],
  ['a total too long to be counted', `1/${'9'.repeat(40)}`, 'not-finite'],
  ['an ISO date', '2021-03-02', 'date'],
  ['a date with slashes', '3/2/2021', 'date'],
  ['a date with a month', '2 March', 'date'],
  ['an ordinal date', '2nd of March 2021', 'date'],
  ['a time of day', '8:25a', 'date'],
  ['a version', '2.14.3', 'version'],
  ['a version with a v', 'v2.1', 'version'],
  ['an issue', '#123', 'reference'],
  ['an issue behind a space', '# 12', 'reference'],
  ['an issue later in a sentence', 'see #123', 'not-a-number'],
  ['an approximation of a wanted rate', 'about < 5%', 'target'],
  ['a range with spaces', '5 - 10', 'range'],
  ['a range of money', '$5-$10', 'range'],
  ['a range of money in words', '$5 to $10', 'range'],
  ['a range below one', '0.1-.5', 'range'],
  ['minutes and seconds of many', '125:30', 'date'],
  ['a count of a rate', '5/10%', 'unclear-number'],
  ['a count of a rate with spaces', '5/ 10 %', 'unclear-number'],
  ['a count of a rate below one', '5/.5%', 'unclear-number'],
  ['money for so many', '$5/10', 'unclear-number'],
  ['thousands with an apostrophe, which could be feet', "1'301", 'unclear-number'],
  ['thousands with a typographic apostrophe', '1’301', 'unclear-number'],
  ['a range', '5-10', 'range'],
  ['a range of rates', '30-60% (dependent on results)', 'range'],
  ['a range with a dash', '24–48 hours', 'range'],
  ['a range in words', '5 to 10 users', 'range'],
  ['a wanted rate', '< 5%', 'target'],
  ['a wanted rate with an entity', '&lt; 5%', 'target'],
  ['a wanted rate in words', 'below 5%', 'target'],
  ['a wanted rate with a plus', '5%+', 'target'],
  ['a limit', '5% or less', 'target'],
  ['a limit in a word', '5% max', 'target'],
  ['a decimal comma, which could be a list', '1,5', 'unclear-number'],
  ['an ordinal', '3rd', 'unclear-number'],
  ['a hexadecimal number', '0x10', 'unclear-number'],
  ['the number of a form', '22-ABC', 'unclear-number'],
];

const means: readonly [string, string, readonly [value: number, unit: string, sd: number, n: number, rest?: string]][] =
  [
    ['in brackets', 'mean 42.1 s (sd 10.2, n=340)', [42.1, 's', 10.2, 340]],
    ['the other way round', '42.1 s (n = 340, SD = 10.2 s)', [42.1, 's', 10.2, 340]],
    ['without brackets', '42.1 s, sd 10.2, n 1,340 on mobile', [42.1, 's', 10.2, 1340, 'on mobile']],
    ['in words', 'average of 42.1 s [standard deviation of 10.2 and n: 340]', [42.1, 's', 10.2, 340]],
    ['of a count', '3.5 (σ 1, n=20)', [3.5, 'count', 1, 20]],
    ['in several parts', '1m 46s (std dev 10 s; n 20)', [106, 's', 10, 20]],
    ['with a deviation in another unit', '2 min (sd 30 s, n 20)', [2, 'min', 0.5, 20]],
  ];

describe('readQuantity of events', () => {
  it.each([
    ['hours', '3 errors in 12 hours', 3, 12, ''],
    ['days', '1,301 calls over the last 2 days', 1301, 48, ''],
    ['minutes', '3 in 90 min on mobile', 3, 1.5, 'on mobile'],
    ['weeks', 'zero alerts within 2 weeks', 0, 336, ''],
    ['one hour', '5 errors in an hour', 5, 1, ''],
  ])('reads in how many %s they were counted', (_description, text, value, exposure, rest) => {
    expect(readQuantity(text)).toMatchObject({ kind: 'quantity', figure: { value, exposure }, rest });
  });

  it.each([
    '3 errors in production',
    '2.5 in 12 hours',
    '5% in 12 hours',
    '3/20 in 12 hours',
    '5 s in 2 days',
    '3 errors in 0 hours',
    '3 errors in 1e999 hours',
    '3 errors in 5%',
    '3 errors in all hours',
    '500+ in 12 hours',
    '5/0 in 12 hours',
  ])('reads no time of "%s"', (text) => {
    const read = readQuantity(text);
    expect(read.kind === 'quantity' ? read.figure.exposure : 'unread').toBeUndefined();
  });
});

describe('readQuantity of a mean', () => {
  it.each(means)('reads one %s', (_description, text, [value, unit, sd, n, rest = '']) => {
    expect(readQuantity(text)).toMatchObject({
      kind: 'quantity',
      figure: { value, unit, sd, n, hits: undefined },
      rest,
    });
  });

  it.each([
    ['a deviation without a number of values', '42.1 s (sd 10.2)'],
    ['a number of values without a deviation', '42.1 s (n=340)'],
    ['a deviation in a unit of something else', '42.1 s (sd 10%, n=340)'],
    ['a negative deviation', '42.1 s (sd -1, n=340)'],
    ['a deviation beyond all numbers', '42.1 s (sd 1e999, n=340)'],
    ['more values than can be counted', '42.1 s (sd 10.2, n=1e20)'],
    ['a deviation that is told twice', '42.1 s (sd 10.2, sd 11)'],
    ['a number of values that is told twice', '42.1 s (n=340, n=341)'],
    ['a deviation without a number', '42.1 s (sd ., n=340)'],
    ['a deviation behind other words', '42.1 s on mobile (sd 10.2, n=340)'],
  ])('takes %s for a plain value', (_description, text) => {
    const read = readQuantity(text);
    expect(read).toMatchObject({ kind: 'quantity', figure: { value: 42.1, unit: 's', n: undefined } });
    expect(read.kind === 'quantity' && read.figure.sd).toBeUndefined();
  });

  it('keeps what was written of it', () => {
    expect(readQuantity('mean\u00a042.1 s (sd 10.2, n=340), all')).toEqual({
      kind: 'quantity',
      figure: {
        ...{ value: 42.1, unit: 's', hits: undefined, n: 340, sd: 10.2, approximate: false },
        text: 'mean\u00a042.1 s (sd 10.2, n=340)',
      },
      rest: ', all',
    });
  });

  it('reads the word only with what belongs to it', () => {
    expect(readQuantity('average 5 s')).toEqual({ kind: 'none', why: 'not-a-number' });
  });
});

describe('readQuantity', () => {
  it.each(quantities)('reads %s: %s', (_, text, [value, unit, hits, n, rest = '', approximate]) => {
    const read = readQuantity(text);
    if (read.kind === 'none') throw new Error(read.why);
    const { figure } = read;
    expect([figure.hits, figure.n]).toEqual([hits, n]);
    if (value === undefined) expect(figure.value).toBeUndefined();
    else expect(figure.value).toBeCloseTo(value, 9);
    expect(figure.unit).toBe(unit);
    expect(figure.approximate).toBe(approximate === true);
    expect(read.rest).toBe(rest);
  });

  it.each(refusals)('refuses %s: %s', (_, text, why) => {
    expect(readQuantity(text)).toEqual({ kind: 'none', why });
  });

  it('keeps what was written', () => {
    expect(readQuantity('~52k so far')).toMatchObject({ figure: { text: '~52k' }, rest: 'so far' });
    expect(readQuantity('1\u00a0301 users')).toMatchObject({ figure: { text: '1\u00a0301 users' } });
  });

  it('reads back every whole number, however its thousands are separated', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.constantFrom('', ',', ' '), (number, separator) => {
        const written = String(number).replace(/\B(?=(\d{3})+(?!\d))/g, separator);
        expect(readQuantity(written)).toMatchObject({ kind: 'quantity', figure: { value: number } });
      }),
    );
  });

  it('reads back every count of a total', () => {
    fc.assert(
      fc.property(fc.nat(1e9), fc.nat(1e9), (hits, n) => {
        expect(readQuantity(`${hits}/${n}`)).toMatchObject({ figure: { hits, n } });
      }),
      { examples: [[3, 0]] },
    );
  });

  it('never throws and never gives a number that is none', () => {
    const piece = fc.constantFrom(
      '1',
      '/',
      '%',
      ',',
      '.',
      ' ',
      'm',
      's',
      'k',
      '(',
      ')',
      '-',
      '$',
      'e',
      'of',
      '~',
      '9',
      '\u00a0',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece).map((pieces) => pieces.join('')),
        ),
        (text) => {
          const read = readQuantity(text);
          if (read.kind === 'none') return;
          const { value, hits, n } = read.figure;
          for (const number of [value, hits, n]) expect(number === undefined || Number.isFinite(number)).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('takes no time for a text of any length', () => {
    const started = processorTime();
    for (const piece of ['1,', '1 ', '_', ' ', '(', '1m', '~', 'a ', '1/', '[', '1,000', '9']) {
      readQuantity(piece.repeat(65_536));
      readQuantity(`5% ${piece.repeat(65_536)}`);
    }
    expect(processorTime() - started).toBeLessThan(3_000);
  });
});
