import type { Comparator } from './criterion.ts';
import { type ReadNumber, type Token, wordAt } from './criterion-tokens.ts';
import { lowerIsBetter } from './metric-polarity.ts';
import { baselineWords, directionOf, readChange } from './read-change.ts';
import { type Comparison, readComparison } from './read-comparison.ts';

/** A wanted number and the tokens that say it. */
export interface Target {
  readonly kind: 'threshold' | 'change';
  readonly op: Comparator;
  readonly number: ReadNumber;
  /** Half-width of a range around "no change": `±10%`. */
  readonly within: boolean;
  readonly first: number;
  readonly last: number;
}

const standing = new Set(['is', 'be', 'at', 'remain', 'remains', 'stay', 'stays', 'are', ':', 'to']);
const expecting = /^expect/;

/** Words that are looked back over for a verb: keeps the reader linear. */
const longestPhrase = 60;

/** Every wanted number of a line, in order. */
export function findTargets(tokens: readonly Token[], text: string): readonly Target[] {
  const targets: Target[] = [];
  let from = 0;
  for (let i = 0; i < tokens.length; i += 1) {
    const number = tokens[i]?.number;
    if (number === undefined) continue;
    const found = readTarget(tokens, i, number, Math.max(from, i - longestPhrase), text, targets.at(-1));
    if (found.length === 0) continue;
    targets.push(...found);
    from = (found.at(-1)?.last ?? i) + 1;
    i = Math.max(i, from - 1);
  }
  return targets;
}

function readTarget(
  tokens: readonly Token[],
  i: number,
  number: ReadNumber,
  from: number,
  text: string,
  previous: Target | undefined,
): readonly Target[] {
  const comparison = readComparison(tokens, i);
  const within = readWithin(tokens, i, number, comparison);
  if (within) return [within];
  const change = readChange(tokens, i, number, from, comparison);
  if (change) return [change];
  if (number.to !== undefined) return readRange(tokens, i, number, number.to, comparison);
  if (comparison) return [{ kind: 'threshold', number, within: false, ...comparison }];
  if (closesBetween(tokens, i, previous)) {
    return [{ kind: 'threshold', op: '<=', number, within: false, first: i, last: i }];
  }
  const plain = readPlain(tokens, i, number, from, text);
  return plain ? [plain] : [];
}

/** `±10%`, `within 5% of baseline`. */
function readWithin(
  tokens: readonly Token[],
  i: number,
  number: ReadNumber,
  comparison: Comparison | undefined,
): Target | undefined {
  const isOf = ['of', 'from'].includes(wordAt(tokens, i + 1));
  const named = isOf ? [4, 3, 2].find((k) => baselineWords.has(wordAt(tokens, i + k))) : undefined;
  const saysWithin = comparison !== undefined && tokens[comparison.first]?.text === 'within';
  if (number.sign !== '±' && !(saysWithin && named !== undefined)) return undefined;
  return { kind: 'change', op: '=', number, within: true, first: comparison?.first ?? i, last: i + (named ?? 0) };
}

/** "between 1-2%" is two targets; with a comparator the far end counts. */
function readRange(
  tokens: readonly Token[],
  i: number,
  number: ReadNumber,
  to: number,
  comparison: Comparison | undefined,
): readonly Target[] {
  const low = { ...number, to: undefined };
  const high = { ...low, value: to };
  const span = {
    kind: 'threshold',
    within: false,
    first: comparison?.first ?? i,
    last: comparison?.last ?? i,
  } as const;
  const opening = tokens[span.first]?.text;
  if (comparison && opening !== 'between' && opening !== 'within') {
    return [{ ...span, op: comparison.op, number: comparison.op.startsWith('>') ? low : high }];
  }
  if (!comparison && !standing.has(wordAt(tokens, i - 1))) return [];
  return [
    { ...span, op: '>=', number: low },
    { ...span, op: '<=', number: high },
  ];
}

function closesBetween(tokens: readonly Token[], i: number, previous: Target | undefined): boolean {
  if (previous === undefined || tokens[previous.first]?.text !== 'between') return false;
  return ['and', 'to', '-'].includes(wordAt(tokens, i - 1)) && i - 2 === previous.last;
}

/** A number without comparator that is still wanted: "zero X", "99% of users", "expecting 80%", "target 10%". */
function readPlain(
  tokens: readonly Token[],
  i: number,
  number: ReadNumber,
  from: number,
  text: string,
): Target | undefined {
  let first = i;
  while (
    first > from &&
    ['about', 'approximately', 'around', '~', '≈', 'of', ':', 'a', 'is'].includes(wordAt(tokens, first - 1))
  )
    first -= 1;
  const leading = wordAt(tokens, first - 1);
  const target = { kind: 'threshold', number, within: false, first, last: i } as const;
  if (expecting.test(leading)) return { ...target, op: '=', first: first - 1 };
  if (leading === 'target' || leading === 'goal') {
    const metric = text.slice(tokens[from]?.start ?? 0, tokens[first - 1]?.start ?? 0);
    return { ...target, op: lowerIsBetter(metric) ? '<=' : '>=', first: first - 1 };
  }
  const opensLine = i === from || (i === from + 1 && tokens[from]?.kind === 'mark');
  const bareZero = number.value === 0 && number.unit === undefined && !number.placeholder;
  if (opensLine && bareZero && tokens[i + 1]?.kind === 'word') return { ...target, op: '=', first: i };
  if (opensLine && number.unit === '%' && wordAt(tokens, i + 1) === 'of')
    return { ...target, op: number.value === 0 && !number.placeholder ? '=' : '>=', first: i };
  const endsLine = i === tokens.length - 1 || tokens[i + 1]?.kind === 'mark';
  if (number.value === 0 && number.unit === '%' && !number.placeholder && endsLine) return { ...target, op: '=' };
  if (opensLine && number.unit === '%' && isWholeLine(tokens, i)) {
    return { ...target, op: lowerIsBetter(text) ? '<=' : '>=', first: i };
  }
  // "Opened by 60% of the visitors"
  if (number.unit === '%' && !number.placeholder && wordAt(tokens, i - 1) === 'by' && wordAt(tokens, i + 1) === 'of') {
    return { ...target, op: '>=', first: i - 1 };
  }
  // "Uptime of 99.95 %"
  if (
    number.unit === '%' &&
    i === tokens.length - 1 &&
    wordAt(tokens, i - 1) === 'of' &&
    i - 2 >= from &&
    !number.placeholder
  ) {
    const metric = text.slice(tokens[from]?.start ?? 0, tokens[i - 1]?.start ?? 0);
    return { ...target, op: lowerIsBetter(metric) ? '<=' : '>=', first: i - 1 };
  }
  if (bareZero && (standing.has(wordAt(tokens, i - 1)) || first < i)) return { ...target, op: '=' };
  return readReached(tokens, i, number, from);
}

/** "99.5% uptime", "95% success rate": nothing but a few words after the number. */
function isWholeLine(tokens: readonly Token[], i: number): boolean {
  const after = tokens.slice(i + 1);
  return after.length >= 1 && after.length <= 4 && after.every(({ kind }) => kind === 'word');
}

/** "Increase X to 50%", "stays at 99.9%". */
function readReached(tokens: readonly Token[], i: number, number: ReadNumber, from: number): Target | undefined {
  const link = wordAt(tokens, i - 1);
  const target = { kind: 'threshold', number, within: false, first: i - 1, last: i } as const;
  if (link === 'at' && ['stay', 'stays', 'remain', 'remains', 'be'].includes(wordAt(tokens, i - 2))) {
    return { ...target, op: '=', first: i - 2 };
  }
  if (link !== 'to' || (number.unit === undefined && number.value < 1)) return undefined;
  for (let at = i - 2; at >= from; at -= 1) {
    const sign = directionOf(wordAt(tokens, at), tokens, at);
    if (sign === undefined) continue;
    if (number.unit === '%' && number.value === 100) return { ...target, op: '=' };
    return { ...target, op: sign > 0 ? '>=' : '<=' };
  }
  return undefined;
}
