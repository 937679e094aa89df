import type { Comparator } from './criterion.ts';
import { type Token, wordAt } from './criterion-tokens.ts';

type Phrase = readonly [words: readonly string[], op: Comparator];

/** Looked for immediately before the number, longest first. */
const before: readonly Phrase[] = [
  [['less', 'than', 'or', 'equal', 'to'], '<='],
  [['greater', 'than', 'or', 'equal', 'to'], '>='],
  [['more', 'than', 'or', 'equal', 'to'], '>='],
  [['at', 'or', 'below'], '<='],
  [['at', 'or', 'under'], '<='],
  [['at', 'or', 'above'], '>='],
  [['a', 'maximum', 'of'], '<='],
  [['a', 'minimum', 'of'], '>='],
  [['maximum', 'of'], '<='],
  [['minimum', 'of'], '>='],
  [['max', 'of'], '<='],
  [['min', 'of'], '>='],
  [['less', 'than'], '<'],
  [['fewer', 'than'], '<'],
  [['lower', 'than'], '<'],
  [['smaller', 'than'], '<'],
  [['faster', 'than'], '<'],
  [['worse', 'than'], '>'],
  [['more', 'than'], '>'],
  [['greater', 'than'], '>'],
  [['higher', 'than'], '>'],
  [['larger', 'than'], '>'],
  [['longer', 'than'], '>'],
  [['at', 'most'], '<='],
  [['up', 'to'], '<='],
  [['at', 'least'], '>='],
  [['equal', 'to'], '='],
  [['below'], '<'],
  [['under'], '<'],
  [['above'], '>'],
  [['over'], '>'],
  [['beyond'], '>'],
  [['exceeds'], '>'],
  [['exceed'], '>'],
  [['exceeding'], '>'],
  [['within'], '<='],
  [['between'], '>='],
  [['maximum'], '<='],
  [['max'], '<='],
  [['minimum'], '>='],
  [['min'], '>='],
  [['reaches'], '>='],
  [['reach'], '>='],
  [['hits'], '>='],
  [['hit'], '>='],
  [['equals'], '='],
  [['exactly'], '='],
];

/** Looked for immediately after the number and its unit. */
const after: readonly Phrase[] = [
  [['or', 'more'], '>='],
  [['or', 'higher'], '>='],
  [['or', 'above'], '>='],
  [['or', 'better'], '>='],
  [['or', 'greater'], '>='],
  [['or', 'less'], '<='],
  [['or', 'fewer'], '<='],
  [['or', 'lower'], '<='],
  [['or', 'below'], '<='],
  [['at', 'most'], '<='],
  [['at', 'least'], '>='],
  [['maximum'], '<='],
  [['max'], '<='],
  [['minimum'], '>='],
  [['+'], '>='],
];

const fillers = new Set([
  'about',
  'approximately',
  'around',
  'roughly',
  'a',
  'an',
  'of',
  '~',
  '≈',
  'the',
  'only',
  'or',
]);
const negations = new Set([
  'not',
  'no',
  'never',
  "shouldn't",
  "doesn't",
  "don't",
  "won't",
  "mustn't",
  'cannot',
  "can't",
]);
const between = new Set([
  'be',
  'go',
  'rise',
  'fall',
  'drop',
  'get',
  'increase',
  'stay',
  'any',
  'of',
  'by',
  'increases',
]);
const negated: Readonly<Record<Comparator, Comparator>> = { '<': '>=', '<=': '>', '>': '<=', '>=': '<', '=': '=' };

export interface Comparison {
  readonly op: Comparator;
  readonly first: number;
  /** Where the comparator itself begins, after a negation. */
  readonly phrase: number;
  readonly last: number;
  readonly negated: boolean;
}

/** The comparator that belongs to the number at `index`, in signs or words, before or after it. */
export function readComparison(tokens: readonly Token[], index: number): Comparison | undefined {
  let at = index - 1;
  while (at > 0 && fillers.has(wordAt(tokens, at)) && !endsPhrase(tokens, at)) at -= 1;
  const sign = tokens[at];
  if (sign?.kind === 'sign' && sign.text !== 'Δ') return beforeSign(tokens, at, index, sign.text);
  const phrase = phraseEndingAt(tokens, at);
  const number = tokens[index]?.number;
  // "within one visit" says where, not how much.
  const isPlace = phrase?.[0][0] === 'within' && number?.unit === undefined && number?.sign === undefined;
  if (phrase && !isPlace) return withNegation(tokens, at - phrase[0].length + 1, index, phrase[1]);
  const following = phraseStartingAt(tokens, index + 1);
  if (following)
    return { op: following[1], first: index, phrase: index, last: index + following[0].length, negated: false };
  return undefined;
}

/** "below < 5%": the sign wins and the words before it belong to the target. */
function beforeSign(tokens: readonly Token[], at: number, index: number, text: string): Comparison {
  let first = at;
  const words = phraseEndingAt(tokens, at - 1);
  if (words) first = at - words[0].length;
  // The tokenizer gives comparators only, apart from Δ.
  return { op: text as Comparator, first, phrase: first, last: index, negated: false };
}

function withNegation(tokens: readonly Token[], start: number, index: number, op: Comparator): Comparison {
  let at = start - 1;
  while (at > 0 && between.has(wordAt(tokens, at))) at -= 1;
  if (!negations.has(wordAt(tokens, at))) return { op, first: start, phrase: start, last: index, negated: false };
  return { op: negated[op], first: at, phrase: start, last: index, negated: true };
}

function endsPhrase(tokens: readonly Token[], at: number): boolean {
  return phraseEndingAt(tokens, at) !== undefined;
}

const endingWith = indexBy(before, (words) => words.at(-1));
const startingWith = indexBy(after, (words) => words[0]);

function indexBy(
  phrases: readonly Phrase[],
  key: (words: readonly string[]) => string | undefined,
): ReadonlyMap<string, readonly Phrase[]> {
  const index = new Map<string, Phrase[]>();
  for (const phrase of phrases) {
    const word = key(phrase[0]) ?? '';
    index.set(word, [...(index.get(word) ?? []), phrase]);
  }
  return index;
}

function phraseEndingAt(tokens: readonly Token[], at: number): Phrase | undefined {
  const candidates = endingWith.get(wordAt(tokens, at));
  return candidates?.find(([words]) => words.every((word, i) => tokens[at - words.length + 1 + i]?.text === word));
}

function phraseStartingAt(tokens: readonly Token[], at: number): Phrase | undefined {
  const candidates = startingWith.get(wordAt(tokens, at));
  return candidates?.find(([words]) => words.every((word, i) => tokens[at + i]?.text === word));
}
