import { scanNumber } from './scan-number.ts';
import { scanUnit } from './scan-unit.ts';

/** Standard deviation and number of the values that a mean is of. */
export interface ScannedSpread {
  readonly sd: number;
  /** Undefined where it has none of its own: it is that of the mean. */
  readonly unit: string | undefined;
  readonly n: number;
  readonly end: number;
}

const opening = /\s?[,;([]?\s?/y;
const between = /\s?[,;]?\s?(?:and\s)?/y;
const closing = /\s?[)\]]/y;
const sdName =
  /(?:sd|s\.d\.|std(?:\.?\s?dev(?:iation)?)?\.?|stdev|standard deviation|σ)\s?[=:]?\s?(?:of\s)?(?=[\d.])/iy;
const nName = /n\s?[=:]?\s?(?=\d)/iy;

/** What stands behind a mean: `(sd 10.2, n=340)`, `, n = 340, SD: 10.2 s`. Both are needed, in any order. */
export function scanSpread(text: string, at: number): ScannedSpread | undefined {
  const start = skip(opening, text, at);
  const isOpen = /[([]/.test(text.slice(at, start));
  let sd: number | undefined;
  let unit: string | undefined;
  let n: number | undefined;
  let end = start;
  for (let turn = 0; turn < 2; turn += 1) {
    const from = skip(between, text, end);
    const isDeviation = matches(sdName, text, from);
    const name = isDeviation ? sdName : nName;
    if (!isDeviation && !matches(nName, text, from)) return undefined;
    const number = scanNumber(text, skip(name, text, from));
    if (number === undefined) return undefined;
    end = number.end;
    if (isDeviation) {
      sd = number.value;
      const measured = scanUnit(text, end);
      unit = measured?.unit;
      end = measured?.end ?? end;
    } else n = number.value;
  }
  if (sd === undefined || n === undefined) return undefined;
  return { sd, unit, n, end: isOpen ? skip(closing, text, end) : end };
}

function matches(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

function skip(pattern: RegExp, text: string, at: number): number {
  return matches(pattern, text, at) ? pattern.lastIndex : at;
}
