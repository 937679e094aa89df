import type { ReadingProblem } from '../view-models.ts';
import { readMetricLine } from './read-metric-line.ts';
import type { Reading } from './reading.ts';
import type { ReadingContext } from './reading-context.ts';
export interface ReadReadings {
  readonly readings: readonly Reading[];
  readonly problems: readonly ReadingProblem[];
}
export interface CommentContext extends ReadingContext {
  readonly metricLines: boolean;
}
export function readReadings(body: string, c: CommentContext): ReadReadings {
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
