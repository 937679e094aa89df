import type { Comparator } from './criterion.ts';
import { type ReadNumber, type Token, wordAt } from './criterion-tokens.ts';
import { lowerIsBetter } from './metric-polarity.ts';
import type { Comparison } from './read-comparison.ts';
import type { Target } from './read-target.ts';

const rising = /^(?:increas|grow|rais|boost|lift|gain|uplift|rise|rising|up$|more$|higher$|slower$|longer$)/;
const falling = /^(?:reduc|decreas|drop|lower|cut|shorten|fall|declin|down$|fewer$|less$|faster$|shorter$)/;
const above = new Set(['above', 'over']);
const below = new Set(['below', 'under']);
export const baselineWords = new Set([
  'baseline',
  'control',
  'previous',
  'current',
  'normal',
  'before',
  'today',
  'usual',
  'now',
  'last',
]);
const improving = /^(?:improv|better$)/;
const changing = /^(?:change|changes|delta|difference|lift|uplift)$/;
/** A number that is wanted of a change: after Δ, with a sign, in percentage points, or beside a verb of change. */
export function readChange(
  tokens: readonly Token[],
  i: number,
  number: ReadNumber,
  from: number,
  comparison: Comparison | undefined,
): Target | undefined {
  const first = comparison?.first ?? i;
  const last = comparison?.last ?? i;
  const target = { kind: 'change', number, within: false, first, last } as const;
  const verb = changeVerb(tokens, from, i, comparison?.phrase ?? i, last);
  if (verb) {
    const { sign, start, end, negated } = verb;
    let op = comparison?.op ?? '>=';
    if (negated && !comparison?.negated) op = comparison ? flipNegated(op) : '<';
    const size = Math.abs(number.value);
    const span = { first: Math.min(start ?? first, first), last: Math.max(end ?? last, last) };
    if (sign > 0) return { ...target, ...span, op, number: { ...number, value: size } };
    return { ...target, ...span, op: mirror(op), number: { ...number, value: size === 0 ? 0 : -size } };
  }
  const beside = besideBaseline(tokens, last);
  if (beside) {
    const op = comparison?.op ?? '>=';
    const value = beside.sign * Math.abs(number.value);
    return { ...target, last: beside.last, op: beside.sign > 0 ? op : mirror(op), number: { ...number, value } };
  }
  const saysChange = tokens.slice(from, first).some((token) => token.text === 'Δ' || changing.test(token.text));
  if (comparison && (saysChange || number.unit === 'pp' || number.sign !== undefined)) {
    return { ...target, op: comparison.op };
  }
  if (number.sign === '+') return { ...target, op: '>=' };
  if (number.sign === '-') return { ...target, op: '<=' };
  if (saysChange && i === first && tokens[i - 1]?.text === 'Δ') return { ...target, op: '>=' };
  return undefined;
}

/** "5% above baseline", "10% below the current rate": the number is a change. */
function besideBaseline(
  tokens: readonly Token[],
  last: number,
): { readonly sign: 1 | -1; readonly last: number } | undefined {
  const word = wordAt(tokens, last + 1);
  if (!above.has(word) && !below.has(word)) return undefined;
  const named = [2, 3].find((k) => baselineWords.has(wordAt(tokens, last + k).replace(/['’]s$/, '')));
  if (named === undefined) return undefined;
  const isLast = wordAt(tokens, last + named) === 'last';
  return { sign: above.has(word) ? 1 : -1, last: last + named + (isLast ? 1 : 0) };
}

interface ChangeVerb {
  readonly sign: 1 | -1;
  readonly start: number | undefined;
  readonly end: number | undefined;
  readonly negated: boolean;
}

/** "Increase X by 5%", "5% increase in X", "no increase of more than 5%". */
function changeVerb(
  tokens: readonly Token[],
  from: number,
  i: number,
  first: number,
  last: number,
): ChangeVerb | undefined {
  const noun = wordAt(tokens, last + 1);
  const nounSign = directionOf(noun, tokens, last + 1);
  const next = wordAt(tokens, last + 2);
  const isAmount = ['more', 'fewer', 'less'].includes(noun) && tokens[i]?.number?.unit === '%';
  const saysOfWhat = isAmount && tokens[last + 2]?.kind === 'word' && next !== 'than' && next !== 'or';
  if (nounSign !== undefined && (saysOfWhat || ['in', 'of', 'to', 'over', '', ',', '.', 'vs'].includes(next))) {
    return { sign: nounSign, start: undefined, end: last + 1, negated: false };
  }
  let before = first - 1;
  while (before > from && ['a', 'an', 'about', 'around', 'no', 'not'].includes(wordAt(tokens, before))) before -= 1;
  const link = wordAt(tokens, before);
  const isDirect = directionOf(link, tokens, before) !== undefined && saysHowMuch(tokens, before, first);
  if (link !== 'by' && link !== 'of' && !isDirect) return undefined;
  for (let at = before; at >= from; at -= 1) {
    const sign = directionOf(wordAt(tokens, at), tokens, at);
    if (sign === undefined) continue;
    if (link === 'of' && at !== before - 1 && wordAt(tokens, at + 1) !== 'in') return undefined;
    const start = link === 'by' || at !== before - 1 ? before : at;
    return { sign, start, end: undefined, negated: isNegated(tokens, at) };
  }
  // "…, submissions by 5%" goes on with the verb before it; "opened by 60% of them" is a level.
  const isLevel = tokens[first]?.kind !== 'number' || last > i || wordAt(tokens, last + 1) === 'of';
  return link === 'by' && i > from && !isLevel ? { sign: 1, start: before, end: undefined, negated: false } : undefined;
}

/** "increase 5%", "increase more than 5%" and "no drop above 5%" are changes; "must not fall below 99%" is a threshold. */
function saysHowMuch(tokens: readonly Token[], verb: number, phrase: number): boolean {
  const isNumber = tokens[phrase]?.kind === 'number' && verb === phrase - 1;
  return isNumber || wordAt(tokens, verb - 1) === 'no' || ['more', 'less', 'at'].includes(wordAt(tokens, phrase));
}

/** Which way a verb of change points; "improve" depends on what is improved. */
export function directionOf(text: string, tokens: readonly Token[], at: number): 1 | -1 | undefined {
  if (rising.test(text)) return 1;
  if (falling.test(text)) return -1;
  if (!improving.test(text)) return undefined;
  // "Improve latency by 5%", "latency improves by 5%".
  const next = tokens[at + 1];
  const isLast = next === undefined || next.text === 'by' || next.kind === 'number';
  const metric = (isLast ? tokens.slice(0, at) : tokens.slice(at + 1)).map(({ text: word }) => word).join(' ');
  return lowerIsBetter(metric) ? -1 : 1;
}

function isNegated(tokens: readonly Token[], at: number): boolean {
  return ['no', 'not', 'never', "doesn't", "don't", "shouldn't"].includes(wordAt(tokens, at - 1));
}

function flipNegated(op: Comparator): Comparator {
  const flipped: Readonly<Record<Comparator, Comparator>> = { '<': '>=', '<=': '>', '>': '<=', '>=': '<', '=': '=' };
  return flipped[op];
}

function mirror(op: Comparator): Comparator {
  const mirrored: Readonly<Record<Comparator, Comparator>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '=': '=' };
  return mirrored[op];
}
