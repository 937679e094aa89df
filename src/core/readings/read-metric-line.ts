import { readQuantity } from '../parsing/read-quantity.ts';
import { makeReading } from './make-reading.ts';
import { matchMetric } from './match-metric.ts';
import { readMetricValue } from './read-metric-value.ts';
import type { Reading } from './reading.ts';
import type { ReadingContext } from './reading-context.ts';
import type { NumberProblem } from './reading-problem.ts';

export type ReadMetricLine =
  | { readonly kind: 'reading'; readonly reading: Reading }
  | ({ readonly kind: 'problem' } & NumberProblem);

/** Beyond it a line is no number with a name. */
const longest = 2_000;
const maxColons = 10;

/**
 * Reads `name = value [n/d] [vs control] [at date] [total|daily]`. Without `=` a colon divides, and a known name needs
 * no divider at all: `Request submissions 640/1301`.
 */
export function readMetricLine(text: string, context: ReadingContext): ReadMetricLine {
  const line = text.slice(0, longest).trim();
  const divided = divide(line, context.known);
  if (divided === undefined) return { kind: 'problem', why: 'no-value', text: line };
  const { name, value } = divided;
  if (/[<>≤≥!]\s*$/.test(name)) return { kind: 'problem', why: 'target', text: line };
  if (!/\p{L}/u.test(name)) return { kind: 'problem', why: 'no-name', text: line };
  const read = readMetricValue(value, context);
  if (read.kind === 'problem') return { kind: 'problem', ...read.problem };
  return { kind: 'reading', reading: makeReading(name, read.value, context) };
}

interface Divided {
  readonly name: string;
  readonly value: string;
}

function divide(line: string, known: readonly string[]): Divided | undefined {
  const equals = line.indexOf('=');
  if (equals !== -1) return { name: line.slice(0, equals).trim(), value: line.slice(equals + 1).replace(/^=/, '') };
  return divideAtColon(line) ?? divideAtNumber(line, known);
}

/** Names may have colons of their own: the first one before a number counts. */
function divideAtColon(line: string): Divided | undefined {
  const places: Divided[] = [];
  for (let at = line.indexOf(':'); at !== -1 && places.length < maxColons; at = line.indexOf(':', at + 1)) {
    places.push({ name: line.slice(0, at).trim(), value: line.slice(at + 1) });
  }
  return places.find(({ value }) => readQuantity(value).kind === 'quantity') ?? places[0];
}

function divideAtNumber(line: string, known: readonly string[]): Divided | undefined {
  for (const { index } of line.matchAll(/(?<=\s)[~≈+$-]?\.?\d/g)) {
    const name = line.slice(0, index).trim();
    if (name.length > 200) return undefined;
    if (matchMetric(name, known) !== undefined) return { name, value: line.slice(index) };
  }
  return undefined;
}
