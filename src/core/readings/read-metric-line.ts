import { divideAtMark, divideAtNumber } from './divide-metric.ts';
import { makeReading } from './make-reading.ts';
import { readMetricValue } from './read-metric-value.ts';
import type { Reading } from './reading.ts';
import type { ReadingContext } from './reading-context.ts';
import type { NumberProblem } from './reading-problem.ts';

export type ReadMetricLine =
  | { readonly kind: 'reading'; readonly reading: Reading }
  | ({ readonly kind: 'problem' } & NumberProblem);

/** Beyond it a line is no number with a name. */
const longest = 2_000;

/**
 * Reads `name = value [n/d] [vs control] [at date] [total|daily]`. Without `=` a colon divides, and a known name needs
 * no divider at all: `Request submissions 640/1301`.
 */
export function readMetricLine(text: string, context: ReadingContext): ReadMetricLine {
  const line = text.slice(0, longest).trim();
  const divided = divideAtMark(line) ?? divideAtNumber(line, context.known);
  if (divided === undefined) return { kind: 'problem', why: 'no-value', text: line };
  const { name, value } = divided;
  if (/[<>≤≥!]$/.test(name)) return { kind: 'problem', why: 'target', text: line };
  if (!/\p{L}/u.test(name)) return { kind: 'problem', why: 'no-name', text: line };
  const read = readMetricValue(value, context);
  if (read.kind === 'problem') return { kind: 'problem', ...read.problem };
  return { kind: 'reading', reading: makeReading(name, read.value, context) };
}
