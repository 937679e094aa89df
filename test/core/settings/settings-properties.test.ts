import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { readDates } from '../../../src/core/calendar/dates.ts';
import { readDuration } from '../../../src/core/calendar/duration.ts';
import { expectations } from '../../../src/core/settings/expectation.ts';
import { readSettings } from '../../../src/core/settings/read-settings.ts';
import { settingsSchema } from '../../../src/core/settings/settings-schema.ts';

const keys = [
  ...Object.keys(settingsSchema.shape),
  'tracking',
  'weekly',
  'advance',
  'name',
  'share',
  'from',
  '__proto__',
];
const words = [
  'off',
  'friday 15:00',
  '10%',
  'write',
  'x team',
  '@a',
  '2021-02-30',
  '1-2 days',
  '',
  '-1',
  'UTC',
  '9:00',
];

const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(...words),
    fc.string({ maxLength: 12 }),
    fc.integer(),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('any'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...keys), tie('any'), { maxKeys: 4 }),
  ),
})).any;

describe('any settings', () => {
  it('give settings and findings, each with a place and with something that is expected', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...keys), value, { maxKeys: 6 }), (file) => {
        const text = stringify(file, { aliasDuplicateObjects: false });
        const lines = text.split('\n');
        for (const { code, line, column, facts } of readSettings({ repository: { text, oid: '' } }).findings) {
          expect(column).toBeLessThanOrEqual((lines[line - 1] ?? '').length + 1);
          if (code === 'bad-setting') expect(Object.keys(expectations)).toContain(facts['expected']);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('are read the same from any text, without throwing', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...' \n\t:-[]{}#&*!|>\'"%@`,?a1', 'labels', 'reports'), maxLength: 400 }),
        (text) => {
          const layers = { repository: { text, oid: '' } };

          expect(readSettings(layers)).toEqual(readSettings(layers));
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('any text', () => {
  const pieces = [
    '1',
    '12',
    '/',
    '-',
    ' ',
    '–',
    'to',
    'march',
    'may',
    'of',
    'week',
    'days',
    '2021',
    '(',
    ')',
    '+',
    '.',
    'a',
    '~',
    '½',
  ];
  const text = fc.string({ unit: fc.constantFrom(...pieces), maxLength: 60 });

  it('has a length that is none, or runs from the shortest to the longest', () => {
    fc.assert(
      fc.property(text, (written) => {
        const duration = readDuration(written);
        if (duration !== undefined) expect(duration.shortestDays).toBeLessThanOrEqual(duration.longestDays);
      }),
    );
  });

  it('has dates that are days of the calendar', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 0, max: 4e12 }), (written, reference) => {
        const dates = readDates(written, reference);
        for (const date of [dates?.from, dates?.to]) {
          if (date !== undefined) expect(new Date(`${date}T00:00:00Z`).toISOString().slice(0, 10)).toBe(date);
        }
      }),
    );
  });
});
