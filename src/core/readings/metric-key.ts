import { readMetricName } from './metric-name.ts';

/** The metric's name for matching: its words as `readMetricName` has them. */
export function metricKey(name: string): string {
  const { words, isControl } = readMetricName(name);
  const key = words.join(' ');
  if (isControl) return `${key} control`.trim();
  return key === '' ? name.trim().toLowerCase() : key;
}
