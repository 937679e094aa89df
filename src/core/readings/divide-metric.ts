import { readQuantity } from '../parsing/read-quantity.ts';
import { matchMetric } from './match-metric.ts';

/** A metric's name and what stands behind it. */
export interface DividedMetric {
  readonly name: string;
  readonly value: string;
}

const maxColons = 10;
const longestName = 200;

/** At the first `=`; without one, as names may have colons of their own, at the first colon before a number. */
export function divideAtMark(line: string): DividedMetric | undefined {
  const equals = dividingSign(line);
  if (equals !== -1) return { name: line.slice(0, equals).trim(), value: line.slice(equals + 1).replace(/^=/, '') };
  const places: DividedMetric[] = [];
  for (let at = line.indexOf(':'); at !== -1 && places.length < maxColons; at = line.indexOf(':', at + 1)) {
    places.push({ name: line.slice(0, at).trim(), value: line.slice(at + 1) });
  }
  return places.find(({ value }) => readQuantity(value).kind === 'quantity') ?? places[0];
}

/** The first `=` that does not belong to `n=340` or `sd = 10.2`. */
function dividingSign(line: string): number {
  for (let at = line.indexOf('='); at !== -1; at = line.indexOf('=', at + 1)) {
    if (!/[(,;[]\s?(?:n|sd|s\.d\.|std(?: ?dev)?\.?)\s?$/i.test(line.slice(Math.max(0, at - 20), at))) return at;
  }
  return -1;
}

/** Before the first number that stands behind a known name: `Request submissions 640/1301`. */
export function divideAtNumber(line: string, known: readonly string[]): DividedMetric | undefined {
  for (const { index } of line.slice(0, 2 * longestName).matchAll(/(?<=\s)[~≈+$-]?\.?\d/g)) {
    const name = line.slice(0, index).trim();
    if (name.length > longestName) return undefined;
    if (matchMetric(name, known) !== undefined) return { name, value: line.slice(index) };
  }
  return undefined;
}
