import type { ReadingContext } from '../../../src/core/readings/reading-context.ts';

const known = [
  'Preference step completion',
  'Request submissions',
  'Error rate',
  'Endpoint latency',
  'Open rate',
  'Post-launch KPI 1',
  'Number of unique users',
];

export const now = Date.parse('2021-03-04T15:00:00Z');

/** A comment of the canary's second day, in New York. */
export const context: ReadingContext = {
  /** A list of its own for everybody who asks: what names mean is remembered for each list. */
  get known() {
    return [...known];
  },
  stage: 'canary',
  share: 10,
  at: now,
  now,
  timeZone: 'America/New_York',
  periods: undefined,
  source: { id: 'comment:7', url: 'https://github.com/acme/app/issues/1#issuecomment-7', author: 'analyst', at: now },
  kind: 'reading',
};
