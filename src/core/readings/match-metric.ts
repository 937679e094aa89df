import { type MetricNames, matchNames, readMetricName } from './metric-name.ts';

/** A comment's lines are all held against the same list, whose words are taken apart once. */
const wordsOf = new WeakMap<readonly string[], readonly MetricNames[]>();

/** The known metric that a name means; undefined when there is none or it could be several. */
export function matchMetric(name: string, known: readonly string[]): string | undefined {
  let names = wordsOf.get(known);
  if (names === undefined) {
    names = known.map((metric) => [readMetricName(metric).words]);
    wordsOf.set(known, names);
  }
  const [index] = matchNames(readMetricName(name).words, names);
  return index === undefined ? undefined : known[index];
}
