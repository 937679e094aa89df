import { matchNames, readMetricName } from './metric-name.ts';

/** The known metric that a name means; undefined when there is none or it could be several. */
export function matchMetric(name: string, known: readonly string[]): string | undefined {
  const names = known.map((metric) => [readMetricName(metric).words]);
  const [index] = matchNames(readMetricName(name).words, names);
  return index === undefined ? undefined : known[index];
}
