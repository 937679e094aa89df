import type { ReadingProblem } from '../view-models.ts';
import { type ReadingContext, readMetricLine } from './read-metric-line.ts';
import type { Reading } from './reading.ts';
export interface ReadReadings {
  readonly readings: readonly Reading[];
  readonly problems: readonly ReadingProblem[];
}
export function readReadings(body: string, c: ReadingContext): ReadReadings {
  const m = /```metrics\n([\s\S]*?)```/.exec(body);
  const readings: Reading[] = [],
    problems: ReadingProblem[] = [];
  for (const line of (m?.[1] ?? '').split('\n').filter((l) => l.trim())) {
    const r = readMetricLine(line.replace(/:/, '='), c);
    if (r.kind === 'reading') readings.push(r.reading);
    else problems.push({ line: 1, text: line, why: r.why });
  }
  return { readings, problems };
}
