import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchMetric } from '../../../src/core/readings/match-metric.ts';
import { metricKey } from '../../../src/core/readings/metric-key.ts';
import { processorTime } from '../../processor-time.ts';

const known = [
  'Preference step completion',
  'Request submissions',
  'Upload error rate',
  'Percentage of CONFIRMED users',
  'p95 latency',
  'p99 latency',
  'Post-launch KPI 1',
  'Post-launch KPI 2',
  'Number of unique users',
];

/** What names mean is remembered for each list: here nothing is. */
function meant(name: string): string | undefined {
  return matchMetric(name, [...known]);
}

describe('metricKey', () => {
  it.each([
    ['the control group', 'Error rate (control)', 'error rate control'],
    ['the control group alone', 'Control group', 'control'],
    ['short words that end in s', 'Bus stops', 'bus stop'],
    ['words in double s', 'Success of glass shipments', 'success glass shipment'],
    ['abbreviations', 'avg. pct. of num', 'average percent number'],
    ['a name of small words alone', ' Actual ', 'actual'],
    ['a name of marks alone', ' § ', '§'],
  ])('has of %s the words that tell', (_, name, key) => {
    expect(metricKey(name)).toBe(key);
  });

  it.each([
    ['letter case', 'preference STEP completion', 'Preference step completion'],
    ['a delta', 'Preference step completion Δ', 'Preference step completion'],
    ['a delta as an entity', 'Preference step completion &#916;', 'Preference step completion'],
    ['punctuation', '**Preference-step** completion:', 'Preference step completion'],
    ['plural endings', 'Request submission', 'Requests submissions'],
    ['small words', 'the completion of the step', 'completion step'],
    ['a percent sign', '% of users', 'percentage of users'],
    ['full-width letters', 'ｅｒｒｏｒ rate', 'error rate'],
  ])('takes %s for no difference', (_, one, other) => {
    expect(metricKey(one)).toBe(metricKey(other));
  });

  it.each([
    ['another number', 'KPI 1', 'KPI 2'],
    ['the control group', 'error rate', 'error rate (control)'],
    ['a negation', 'confirmed users', 'not confirmed users'],
  ])('takes %s for a difference', (_, one, other) => {
    expect(metricKey(one)).not.toBe(metricKey(other));
  });

  it('gives the same key for a key', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('step', 'Errors', 'of', 'the', 'glass', '12', 'Δ', '%')), (words) => {
        const key = metricKey(words.join(' '));
        expect(metricKey(key)).toBe(key);
      }),
    );
  });
});

describe('matchMetric', () => {
  it.each([
    ['the name itself', 'Preference step completion', 'Preference step completion'],
    ['a name in other letters', 'request submission', 'Request submissions'],
    ['a longer name', 'Preference step completion rate on mobile', 'Preference step completion'],
    ['a shorter name', 'step completion', 'Preference step completion'],
    ['a single telling word', 'submissions', 'Request submissions'],
    ['an abbreviation', 'pref step completion', 'Preference step completion'],
    ['a slip of the keys', 'Preference step completoin', 'Preference step completion'],
    ['a result label of the template', 'Post-launch KPI 2 actual', 'Post-launch KPI 2'],
    ['a part of a label', 'KPI 1', 'Post-launch KPI 1'],
    ['unique users', 'unique users', 'Number of unique users'],
    ['two words in one', 'Requestsubmissions', 'Request submissions'],
    ['words between', 'upload form error rate', 'Upload error rate'],
    ['one word of three', 'preference', 'Preference step completion'],
    ['the beginning of each word', 'pre ste com', 'Preference step completion'],
    ['two letters that changed places', 'reqeust submissions', 'Request submissions'],
    ['a letter too many', 'request submisssions', 'Request submissions'],
    ['two slips in a long word', 'preferense stop completino', undefined],
    ['two slips in a word of ten letters', 'prefrense step completion', 'Preference step completion'],
  ])('finds %s', (_, name, metric) => {
    expect(meant(name)).toBe(metric);
  });

  it.each([
    ['a name of two metrics', 'latency'],
    ['the number of a metric that is not there', 'p90 latency'],
    ['the opposite', 'Percentage of NOT CONFIRMED users'],
    ['other people', 'Number of unique users who failed'],
    ['a word that nothing has', 'revenue'],
    ['nothing', ''],
    ['punctuation', '—'],
    ['a word of all but one letter', 'p latency'],
    ['two letters of a word', 'pr st co'],
    ['another first letter', 'bequest submissions'],
    ['three slips', 'prefremse stap completion'],
    ['a slip in a short word', 'preference stap completion'],
    ['the words in another order', 'completion step'],
    ['one word too many of a misspelled name', 'reqeust submissions done'],
  ])('finds nothing for %s', (_, name) => {
    expect(meant(name)).toBeUndefined();
  });

  it('prefers the longest metric that a name contains', () => {
    expect(matchMetric('error rate of uploads', ['error rate', 'error rate uploads'])).toBe('error rate uploads');
  });

  it('does not take one word for a metric of many', () => {
    expect(matchMetric('errors', ['Share of errors abroad'])).toBe('Share of errors abroad');
    expect(matchMetric('errors', ['Share of errors by user'])).toBeUndefined();
  });

  it('takes two metrics of the same name for one', () => {
    expect(matchMetric('errors rate', ['Open rate', 'Error rate', 'error rates'])).toBe('Error rate');
  });

  it('finds every metric by its own name', () => {
    for (const metric of known) expect(meant(metric)).toBe(metric);
  });

  it('takes no time for long names', () => {
    const started = processorTime();
    matchMetric('error '.repeat(10_000), known);
    matchMetric('e'.repeat(65_536), [...known, 'e'.repeat(65_535)]);
    expect(processorTime() - started).toBeLessThan(3_000);
  });
});
