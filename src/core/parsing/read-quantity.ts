import { convert } from '../criteria/quantity.ts';
import { bareValue } from '../plan/fields/placeholder.ts';
import type { Figure } from '../readings/reading.ts';
import { scanExposure } from './scan-exposure.ts';
import { type ScannedNumber, scanNumber } from './scan-number.ts';
import { scanSpread } from './scan-spread.ts';
import { scanOwnWord, scanUnit } from './scan-unit.ts';

export type ReadQuantity =
  /** `rest` is what stands behind the quantity. */
  | { readonly kind: 'quantity'; readonly figure: Figure; readonly rest: string }
  | { readonly kind: 'none'; readonly why: QuantityProblem };

/**
 * Why a text is no quantity: nothing there; no number; `NaN`, `Infinity` or beyond what can be counted; a date or a time
 * of day; a version; `#123`; `5-10`; `< 5%`, which is what was wanted and not what was measured; `1,5`, `1'301` or `3rd`, which
 * could be several things.
 */
export type QuantityProblem =
  | 'empty'
  | 'not-a-number'
  | 'not-finite'
  | 'date'
  | 'version'
  | 'reference'
  | 'range'
  | 'target'
  | 'unclear-number';

/** A value with a note behind it; the rest of a longer text is not looked at. */
const longest = 500;
/** 1e15: beyond it whole numbers are no longer exact. */
const largest = 1e15;

const approximation =
  /^(?:[~≈≅∼]|(?:approx(?:\.|imately)?|about|around|roughly|circa|ca\.|nearly|almost)(?=\s|\d))\s*/i;
const wanted =
  /^(?:[<>≤≥±]|&[lg]t;|=\s*[<>]|(?:at (?:least|most)|below|under|above|over|less than|fewer than|more than|greater than|up to|no (?:more|less|fewer) than|within|not above|max(?:imum)?|min(?:imum)?)(?=[\s:\d]))/i;
const limitBehind =
  /^\s(?:or|and) (?:less|fewer|lower|below|under|more|higher|above|better|greater)\b|^\s(?:max|min|maximum|minimum|at (?:most|least))\b/i;
const infinite = /^[+-]?(?:nan|inf(?:inity)?|∞)(?!\w)/i;
const months = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*';
const dateOrTime = new RegExp(
  String.raw`^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)|\d{1,2}[-/.]\d{1,2}[-/.](?:\d\d|\d{4})(?!\d)|\d{1,2}:\d\d|\d{1,2}(?:st|nd|rd|th)?\s(?:of\s)?${months}(?![a-z]))`,
  'i',
);
const version = /^(?:v(?:ersion)?\s?\d|\d+\.\d+\.\d)/i;

/**
 * Reads the quantity at the beginning of a text: `62.4%`, `812/1301`, `1,301 users`, `1m 46s`, `~52k`, `12 of 400`,
 * `39% (233/572)`, `218/546 conversions, 40% conversion rate`, `mean 42.1 s (sd 10.2, n=340)`, `3 errors in 12 hours`. Of a rate and a count that contradict each other the
 * count is believed. A count that cannot be, such as 5/0, is kept as written.
 */
export function readQuantity(text: string): ReadQuantity {
  const original = bareValue(text.slice(0, longest)).replace(/^["'`]+|["'`]+$/g, '');
  // Character for character, so that places in one are places in the other.
  const plain = original
    .replace(/[\s\u2007\u2009\u202f]/g, ' ')
    .replace(/[−–—‒]/g, '-')
    .replace(/／/g, '/')
    .replace(/％/g, '%');
  const mean = meanOf(plain);
  if (mean !== undefined) {
    const { end, ...figure } = mean;
    const text = original.slice(0, end).trim();
    return { kind: 'quantity', figure: { ...figure, approximate: false, text }, rest: original.slice(end).trim() };
  }
  const lead = approximation.exec(plain)?.[0].length ?? 0;
  const problem = problemOf(plain.slice(lead));
  if (problem !== undefined) return { kind: 'none', why: problem };
  const first = scanNumber(plain, lead) ?? scanZero(plain, lead);
  if (first === undefined) return { kind: 'none', why: 'not-a-number' };

  const scanned = scanRatio(plain, first) ?? scanValue(plain, first);
  const numbers = [scanned.value, scanned.hits, scanned.n].filter((number) => number !== undefined);
  if (numbers.some((number) => !(Math.abs(number) <= largest))) return { kind: 'none', why: 'not-finite' };
  const isMore = plain[scanned.end] === '+' && scanned.unit === 'count';
  const word = isMore ? scanOwnWord(plain, scanned.end + 1, first.value) : undefined;
  const exposure = scanExposure(plain, scanned.end, scanned);
  const end = exposure?.end ?? word?.end ?? scanned.end + Number(isMore);
  const unclear = trouble(plain.slice(end));
  if (unclear !== undefined) return { kind: 'none', why: unclear };
  const { value, hits, n } = scanned;
  const unit = word?.unit ?? scanned.unit;
  const approximate = lead > 0 || isMore;
  return {
    kind: 'quantity',
    figure: {
      ...{ value, unit, hits, n, approximate, text: original.slice(0, end).trim() },
      ...(exposure && { exposure: exposure.hours }),
    },
    rest: original.slice(end).trim(),
  };
}

const meanName = /^(?:the )?(?:mean|average|avg\.?)(?: (?:of|is|was))?\s?[:=]?\s?/i;

/** `mean 42.1 s (sd 10.2, n=340)`, with or without the word. */
function meanOf(text: string): (Omit<Scanned, 'value'> & { readonly value: number; readonly sd: number }) | undefined {
  const first = scanNumber(text, meanName.exec(text)?.[0].length ?? 0);
  if (first === undefined) return undefined;
  const { value = first.value, unit, hits, end } = scanValue(text, first);
  const spread = hits === undefined ? scanSpread(text, end) : undefined;
  if (spread === undefined) return undefined;
  const sd = convert(spread.sd, spread.unit ?? unit, unit);
  if (sd === undefined || [value, sd, spread.n].some((number) => !(Math.abs(number) <= largest))) return undefined;
  return { value, unit, hits: undefined, n: spread.n, sd, end: spread.end };
}

function problemOf(text: string): QuantityProblem | undefined {
  if (text === '') return 'empty';
  if (wanted.test(text)) return 'target';
  if (infinite.test(text)) return 'not-finite';
  if (/^#\s?\d/.test(text)) return 'reference';
  if (dateOrTime.test(text)) return 'date';
  return version.test(text) ? 'version' : undefined;
}

/** What stands directly behind a number and makes something else of it. */
function trouble(behind: string): QuantityProblem | undefined {
  if (/^\s?-\s?[$€£]?\.?\d/.test(behind) || /^\s(?:to|or)\s[$€£]?\d/.test(behind)) return 'range';
  if (/^\+/.test(behind) || limitBehind.test(behind)) return 'target';
  if (/^:\d/.test(behind)) return 'date';
  return /^(?:[\p{L}\p{N}_#$€£%^°]|[.,'’]\d|\/\s?[-.]?\d|-\w)/u.test(behind) ? 'unclear-number' : undefined;
}

interface Scanned {
  readonly value: number | undefined;
  readonly unit: string | undefined;
  readonly hits: number | undefined;
  readonly n: number | undefined;
  readonly end: number;
}

const zero = /(?:zero|no(?= (?:error|call|alert|failure|complaint|incident)s?\b))(?!\w)/iy;

function scanZero(text: string, at: number): ScannedNumber | undefined {
  zero.lastIndex = at;
  return zero.test(text) ? { value: 0, currency: undefined, end: zero.lastIndex } : undefined;
}

const divider = /\s?\/\s?|\s(?:out )?of\s(?:the\s)?/iy;
/** A rate told again behind its count: `conversions, 39%`. */
const rateBehind =
  /(?:\s[a-z][\w-]{0,30}){0,4}\s?[,;(=[]\s?[~≈]?\s?(?:\d{1,3}|\d{0,3}\.\d+|\d{1,3}\.\d+)\s?%(?:\s?[)\]])?/iy;

/** `812/1301`, `12 of 400`, with or without its rate. */
function scanRatio(text: string, hits: ScannedNumber): Scanned | undefined {
  if (hits.currency !== undefined) return undefined;
  divider.lastIndex = hits.end;
  if (!divider.test(text)) return undefined;
  const n = scanNumber(text, divider.lastIndex);
  if (n === undefined || n.currency !== undefined || /^\s?%/.test(text.slice(n.end))) return undefined;
  rateBehind.lastIndex = n.end;
  const end = rateBehind.test(text) ? rateBehind.lastIndex : n.end;
  const value = n.value > 0 ? (100 * hits.value) / n.value : undefined;
  return { value, unit: '%', hits: hits.value, n: n.value, end };
}

/** A plain value with its unit; a rate may have its count behind it: `39% (233/572)`. */
function scanValue(text: string, first: ScannedNumber): Scanned {
  const measured = scanUnit(text, first.end);
  const unit = first.currency ?? measured?.unit;
  const plain = { value: first.value, hits: undefined, n: undefined };
  if (unit === undefined) {
    const word = scanOwnWord(text, first.end, first.value);
    return { ...plain, unit: word?.unit ?? 'count', end: word?.end ?? first.end };
  }
  const end = measured?.end ?? first.end;
  if (unit === 'weeks') return { ...plain, value: 7 * first.value, unit: 'days', end };
  if (unit === '%') return scanCountBehind(text, end) ?? { ...plain, unit, end };
  return scanParts(text, { ...plain, value: first.value, unit, end });
}

const countLead = /(?:\s[a-z][\w-]{0,30}){0,4}\s?[,;([=]?\s?/iy;

function scanCountBehind(text: string, at: number): Scanned | undefined {
  countLead.lastIndex = at;
  countLead.test(text);
  const hits = scanNumber(text, countLead.lastIndex);
  const ratio = hits === undefined ? undefined : scanRatio(text, hits);
  if (ratio === undefined) return undefined;
  const closing = /^[^()[\]]{0,60}[)\]]/.exec(text.slice(ratio.end))?.[0].length ?? 0;
  const opened = /[([]/.test(text.slice(at, countLead.lastIndex));
  return { ...ratio, end: ratio.end + (opened ? closing : 0) };
}

const unitSeconds: Readonly<Record<string, number>> = { days: 86_400, hours: 3_600, min: 60, s: 1, ms: 0.001 };

/** `1m 46s`, `2 hours 30 minutes`: all in the smallest unit named. */
function scanParts(text: string, start: Scanned): Scanned {
  let { value = 0, unit = '', end } = start;
  for (let turn = 0; turn < 4; turn += 1) {
    const gap = /^(?:,? (?:and )?)?(?=\d)/.exec(text.slice(end))?.[0].length;
    const next = gap === undefined ? undefined : scanNumber(text, end + gap);
    const measured = next === undefined ? undefined : scanUnit(text, next.end);
    const factor = (unitSeconds[unit] ?? 0) / (unitSeconds[measured?.unit ?? ''] ?? Number.POSITIVE_INFINITY);
    if (next === undefined || measured === undefined || factor <= 1) break;
    value = value * factor + next.value;
    unit = measured.unit;
    end = measured.end;
  }
  return { ...start, value, unit, end };
}
