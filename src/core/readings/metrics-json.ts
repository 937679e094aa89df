import { type FoundNumber, foundProblem, foundReading } from './found-number.ts';
import { makeReading } from './make-reading.ts';
import { readMetricValue } from './read-metric-value.ts';
import type { ReadingContext } from './reading-context.ts';

type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Numbers of a JSON text: `{ "Error rate": "13/1083" }`, `[{ "metric": "Error rate", "hits": 13, "n": 1083 }]`. A
 * record may have `value`, `unit`, `hits` (or `numerator`), `n` (or `denominator`), `control`, `at`, `as` and `baseline`.
 */
export function readMetricsJson(text: string, firstLine: number, context: ReadingContext): readonly FoundNumber[] {
  const json = parse(text);
  if (json === undefined) {
    return foundProblem({ why: 'bad-json', text: text.trim() }, firstLine);
  }
  const lineOf = (name: string): number => {
    const at = text.indexOf(JSON.stringify(name));
    return at === -1 ? firstLine : firstLine + text.slice(0, at).split('\n').length - 1;
  };
  const records = Array.isArray(json.value) ? json.value : [json.value];
  return records.flatMap((record) => {
    if (!isObject(record)) return foundProblem({ why: 'no-name', text: JSON.stringify(record) }, firstLine);
    return readObject(record, lineOf, context);
  });
}

function parse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readObject(
  record: JsonObject,
  lineOf: (name: string) => number,
  context: ReadingContext,
): readonly FoundNumber[] {
  const name = record['metric'] ?? record['name'];
  if (typeof name === 'string') return readNamed(name, record, lineOf(name), context);
  return Object.entries(record).flatMap(([key, value]) => {
    if (isObject(value) && /^baselines?$/i.test(key))
      return readObject(value, lineOf, { ...context, kind: 'baseline' });
    return readNamed(key, value, lineOf(key), context);
  });
}

function readNamed(name: string, given: unknown, line: number, context: ReadingContext): readonly FoundNumber[] {
  if (given === null) return [];
  const text = valueText(given);
  if (text === undefined) return foundProblem({ why: 'not-a-number', text: `${name}: ${JSON.stringify(given)}` }, line);
  const baseline = isObject(given) ? given['baseline'] : undefined;
  const before = baseline === undefined ? [] : readNamed(name, baseline, line, { ...context, kind: 'baseline' });
  if (!/\p{L}/u.test(name)) return foundProblem({ why: 'no-name', text: `${name}: ${text}` }, line);
  const read = readMetricValue(text, context);
  if (read.kind === 'problem') return [...foundProblem(read.problem, line), ...before];
  return [...foundReading(makeReading(name, read.value, context), line), ...before];
}

/** The value as a person would write it on a line; undefined for what is none. */
function valueText(given: unknown): string | undefined {
  if (!isObject(given)) return plainValue(given);
  const { value, unit, sd, control, at, as } = given;
  const hits = given['hits'] ?? given['numerator'];
  const n = given['n'] ?? given['denominator'] ?? given['total'];
  const main = hits === undefined || n === undefined ? plainValue(value ?? hits) : `${hits}/${n}`;
  const against = valueText(control);
  if (main === undefined) return undefined;
  const parts = [
    typeof unit === 'string' && hits === undefined ? `${main} ${unit}` : main,
    typeof sd === 'number' && typeof n === 'number' ? ` (sd ${sd}, n ${n})` : '',
    against === undefined ? '' : ` vs ${against}`,
    typeof at === 'string' ? ` at ${at}` : '',
    typeof as === 'string' ? ` ${as}` : '',
  ];
  return parts.join('');
}

function plainValue(given: unknown): string | undefined {
  return typeof given === 'string' || typeof given === 'number' ? String(given) : undefined;
}
