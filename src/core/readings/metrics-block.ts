import type { Code } from '../markdown/markdown.ts';
import { type FoundNumber, foundProblem, foundReading } from './found-number.ts';
import { readMetricsJson } from './metrics-json.ts';
import { readMetricLine } from './read-metric-line.ts';
import type { ReadingContext } from './reading-context.ts';

export function isMetricsBlock({ language }: Code): boolean {
  return /^metrics?$/i.test(language ?? '');
}

/** Numbers of a fenced `metrics` block: one on each line, or JSON. */
export function readMetricsBlock(block: Code, context: ReadingContext): readonly FoundNumber[] {
  const first = block.line + 1;
  if (/^\s*[[{]/.test(block.value)) return readMetricsJson(block.value, first, context);
  return block.value.split(/\r\n|\n|\r/).flatMap((raw, index) => {
    const text = raw.trim().replace(/^[-*+]\s+/, '');
    if (text === '' || /^(?:#|\/\/)/.test(text)) return [];
    const read = readMetricLine(text, context);
    const line = first + index;
    return read.kind === 'reading' ? foundReading(read.reading, line) : foundProblem(read, line);
  });
}
