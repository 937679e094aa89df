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

describe('metricKey', () => {
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
  ])('finds %s', (_, name, metric) => {
    expect(matchMetric(name, known)).toBe(metric);
  });

  it.each([
    ['a name of two metrics', 'latency'],
    ['the number of a metric that is not there', 'p90 latency'],
    ['the opposite', 'Percentage of NOT CONFIRMED users'],
    ['other people', 'Number of unique users who failed'],
    ['a word that nothing has', 'revenue'],
    ['nothing', ''],
    ['punctuation', '—'],
  ])('finds nothing for %s', (_, name) => {
    expect(matchMetric(name, known)).toBeUndefined();
  });

  it('prefers the longest metric that a name contains', () => {
    expect(matchMetric('error rate of uploads', ['error rate', 'error rate uploads'])).toBe('error rate uploads');
  });

  it('finds every metric by its own name', () => {
    for (const metric of known) expect(matchMetric(metric, known)).toBe(metric);
  });

  it('takes no time for long names', () => {
    const started = processorTime();
    matchMetric('error '.repeat(10_000), known);
    matchMetric('e'.repeat(65_536), [...known, 'e'.repeat(65_535)]);
    expect(processorTime() - started).toBeLessThan(3_000);
  });
});
