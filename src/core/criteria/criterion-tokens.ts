import { entities, multipliers, numberWords, signs, unitNames } from './criterion-vocabulary.ts';
import { perUnit, perWhole } from './quantity.ts';

/** A piece of a criterion's text with its place in the cleaned text. */
export interface Token {
  readonly kind: 'word' | 'number' | 'sign' | 'mark';
  /** Lower case; for signs the canonical form: `<=`, `Δ`, `±`. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly number: ReadNumber | undefined;
}

export interface ReadNumber {
  readonly value: number;
  /** `%`, `pp`, `ms`, `s`, `min`, `hours`, `days`, `$`, or undefined for a bare number. */
  readonly unit: string | undefined;
  /** `+`, `-` or `±` when it was written. */
  readonly sign: '+' | '-' | '±' | undefined;
  /** Upper end of `1-2%`. */
  readonly to: number | undefined;
  readonly placeholder: boolean;
}

/** A line longer than this is no criterion that anybody could read; the rest of it is not looked at. */
export const longestCriterion = 2000;

/** Plain text of one line of Markdown: entities, escapes, emphasis, links, tags, bullets and check boxes are gone. */
export function cleanCriterion(text: string): string {
  return text
    .slice(0, longestCriterion)
    .replace(/&(#?[a-zA-Z0-9]{1,8});/g, (whole, name: string) => entities[name.toLowerCase()] ?? whole)
    .replace(/<!--[^>]{0,500}-->/g, ' ')
    .replace(/<\/?(?:br|b|i|em|strong|code|sup|sub|s|del|u|span|p)\s?\/?>/gi, ' ')
    .replace(/\\([\\`*_{}[\]()#+\-.!<>~|])/g, '$1')
    .replace(/!?\[([^[\]]{1,300})\]\([^()\s]{1,500}\)/g, '$1')
    .replace(/[`]|\*{1,3}|~~|__/g, '')
    .replace(/(^|\s)_(?=\S)|(\S)_(?=\s|$)/g, '$1$2')
    .replace(/\bzero \(0\)/gi, 'zero')
    .replace(/\b(one|two|three) (third|quarter)(s?)\b/gi, '$1-$2$3')
    .replace(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/\b(max|min|approx)\.(?= )/gi, '$1')
    .replace(/[−–—]/g, '-')
    .replace(/∆/g, 'Δ')
    .replace(/[\s\u00a0]+/g, ' ')
    .replace(/^ ?(?:[-*+•·](?= ?\D)|\d{1,2}[.)] ) ?/, '')
    .replace(/^(?:\p{Extended_Pictographic}|\u200d|\ufe0f|\s)+(?=\S)/u, '')
    .trim()
    .replace(/^\[[ xX]?\] ?/, '');
}

/** With commas for thousands, or a comma for the decimals where a unit shows that it is one: `0,5 %`. */
const amount = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+,\d{1,2}(?= ?(?:%|percent|pp\b|ms\b|s\b|sec))|\d+(?:\.\d+)?|\.\d+`;
const tail = String.raw`(?: ?%| ${perWhole}| ?(?:percentage points?|percent points|percent|pct|pps?|points)(?!\w)| ?(?:business days?|milliseconds|seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|msec|ms|million|billion|thousand|mil|mio)(?!\w)| s(?!\w)|[kKmMbsShHd](?![\w-]))?`;
const perTime = String.raw`(?:sec|second|s|min|minute|h|hr|hour|d|day|wk|week|month)\b`;
const numberPattern = new RegExp(
  String.raw`([+\-]|± ?)?(\$?)(%?)([+\-±]?)(${amount})(?:-(${amount})(?!\d*[-/]))?(${tail})(?!\w|-\w|:\d|\/(?!${perTime}|10?0?\b|5\b))`,
  'y',
);
const clockPattern = /(\d{1,4}) ?m(?:in)? (\d{1,2}) ?s(?:ec)?(?!\w)/y;
const fractionPattern = /([1-9])\/([2-9]|10)(?= of\b)|([1-9]\d?)[/:](10{2,4})(?![\d/:])/y;
/** `1 in 50`, and not `3 in 5 days`. */
const oneInPattern =
  /(\d{1,3}|one) (?:in|out of) (?:every )?(\d{1,3}(?:,\d{3})+|\d{1,6}|ten|twenty|fifty|(?:a |one )?(?:hundred|thousand))(?![\w.%/:]|[ -]?(?:s|ms|seconds?|min|minutes?|hours?|days?|weeks?|months?|business)\b)/iy;
const placeholderPattern =
  /(?:x{1,3}(?:\.x{1,2})?|X{1,3}(?:\.X{1,2})?|_{2,}|\?{2,}|#{2,}|\[[^[\]]{0,40}\]) ?(%|pp|ms)/y;
/** `> TBD`, `≤ ???` */
const openPattern = /(?<=[<>=≤≥] ?)(?:tb[adc]|x{1,3}|\?{1,5}|_{1,5}|\[[^[\]]{0,40}\])(?![\w%])/iy;
const signPattern = /<=|>=|=<|=>|==|[<>=≤≥Δ]/y;
/** The unit behind a number in words: `two weeks`. */
const wordUnitPattern =
  / (percent|percentage points?|(?:business )?days?|weeks?|hours?|minutes?|seconds?|milliseconds)(?!\w)/iy;
const wordPattern = /[\p{L}\p{N}_#@/][\p{L}\p{N}_#@/'’.&+-]*/uy;

/** Splits cleaned text, in time linear in its length. */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (text[at] === ' ') {
      at += 1;
      continue;
    }
    const token = readNumberAt(text, at) ?? readSignAt(text, at) ?? readWordAt(text, at) ?? markAt(text, at);
    tokens.push(token);
    at = token.end;
  }
  return tokens;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function numberToken(text: string, start: number, end: number, number: ReadNumber): Token {
  return { kind: 'number', text: text.slice(start, end).toLowerCase(), start, end, number };
}

function readNumberAt(text: string, at: number): Token | undefined {
  const before = text[at - 1] ?? ' ';
  if (/[\p{L}\p{N}_#@/.]/u.test(before)) return undefined;
  const bare = { sign: undefined, to: undefined, placeholder: false };
  const clock = matchAt(clockPattern, text, at);
  if (clock)
    return numberToken(text, at, clockPattern.lastIndex, {
      ...bare,
      value: Number(clock[1]) * 60 + Number(clock[2]),
      unit: 's',
    });
  const fraction = matchAt(fractionPattern, text, at);
  if (fraction)
    return numberToken(text, at, fractionPattern.lastIndex, {
      ...bare,
      value: (100 * Number(fraction[1] ?? fraction[3])) / Number(fraction[2] ?? fraction[4]),
      unit: '%',
    });
  const share = matchAt(oneInPattern, text, at);
  const [part, whole] = [/^one$/i.test(share?.[1] ?? '') ? 1 : Number(share?.[1]), wholeOf(share?.[2] ?? '')];
  if (share && part < whole) {
    return numberToken(text, at, oneInPattern.lastIndex, { ...bare, value: (100 * part) / whole, unit: '%' });
  }
  const missing = matchAt(placeholderPattern, text, at) ?? matchAt(openPattern, text, at);
  if (missing)
    return numberToken(text, at, at + missing[0].length, {
      ...bare,
      value: 0,
      unit: missing[1],
      placeholder: true,
    });
  const found = matchAt(numberPattern, text, at);
  return found ? plainNumber(text, at, numberPattern.lastIndex, found) : undefined;
}

function plainNumber(text: string, start: number, matchedEnd: number, found: RegExpExecArray): Token | undefined {
  const [, sign1 = '', dollar = '', percentFirst = '', sign2 = '', from = '', to, rawTail = ''] = found;
  const suffix = rawTail.trim().toLowerCase();
  const minus = sign1.trim() || sign2;
  // "1-2%" is a range; "22-10203" is the number of a form.
  if (to !== undefined && suffix === '' && percentFirst === '') return undefined;
  let factor = multipliers[suffix] ?? 1;
  if (suffix === 'm' && dollar) factor = 1e6;
  let unit = unitNames[suffix] ?? perUnit(suffix);
  if (dollar) unit = '$';
  if (percentFirst) unit = '%';
  const value = toNumber(from) * factor;
  const upper = to === undefined ? undefined : toNumber(to) * factor;
  const sign = minus === '+' || minus === '-' || minus === '±' ? minus : undefined;
  return numberToken(text, start, matchedEnd, {
    value: sign === '-' ? -value : value,
    unit,
    sign,
    to: upper,
    placeholder: false,
  });
}

/** The 50 of `1 in 50`, also in words. */
function wholeOf(text: string): number {
  const word = text.toLowerCase().split(' ').at(-1) ?? '';
  return wholes[word] ?? toNumber(text);
}

const wholes: Readonly<Record<string, number>> = { ten: 10, twenty: 20, fifty: 50, hundred: 100, thousand: 1000 };

function toNumber(digits: string): number {
  return Number(/^\d+,\d{1,2}$/.test(digits) ? digits.replace(',', '.') : digits.replaceAll(',', ''));
}

function readSignAt(text: string, at: number): Token | undefined {
  const found = matchAt(signPattern, text, at);
  if (!found) return undefined;
  return { kind: 'sign', text: signs[found[0]] ?? found[0], start: at, end: signPattern.lastIndex, number: undefined };
}

function readWordAt(text: string, at: number): Token | undefined {
  const found = matchAt(wordPattern, text, at);
  if (!found) return undefined;
  const word = found[0].replace(/[.'’&+-]+$/, '') || found[0];
  const end = at + word.length;
  const lower = word.toLowerCase();
  const known = numberWords[lower];
  if (known === undefined) return { kind: 'word', text: lower, start: at, end, number: undefined };
  const measure = known[1] === undefined ? matchAt(wordUnitPattern, text, end) : null;
  return numberToken(text, at, measure ? wordUnitPattern.lastIndex : end, {
    value: known[0],
    unit: known[1] ?? unitNames[measure?.[1]?.toLowerCase() ?? ''],
    sign: undefined,
    to: undefined,
    placeholder: false,
  });
}

function markAt(text: string, at: number): Token {
  return { kind: 'mark', text: text.charAt(at), start: at, end: at + 1, number: undefined };
}

/** The token's text, empty beyond either end. */
export function wordAt(tokens: readonly Token[], index: number): string {
  return tokens[index]?.text ?? '';
}
