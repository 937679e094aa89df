import { editDistance } from '../nearest.ts';

/** A metric's name as it was written beside a number. */
export interface NamedMetric {
  readonly words: readonly string[];
  /** The name says that the number is of people without the change. */
  readonly isControl: boolean;
}

/** The names of one metric: one list of words for each. */
export type MetricNames = readonly (readonly string[])[];

const longestName = 300;
const stopWords = new Set(['the', 'of', 'a', 'an', 'for', 'in', 'on', 'our', 'to', 'actual', 'current']);
const controlWords =
  /\b(?:control(?: group| arm)?|holdout|without (?:the )?(?:change|feature|toggle)|unexposed|not exposed)\b/;
const spellings: Readonly<Record<string, string>> = {
  avg: 'average',
  ave: 'average',
  pct: 'percent',
  percentage: 'percent',
  num: 'number',
};

/** Words of a name without case, punctuation, Δ, plural endings and small words. */
export function readMetricName(name: string): NamedMetric {
  const lower = name
    .slice(0, longestName)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/&#916;|&delta;|δ|∆/g, ' ');
  const isControl = controlWords.test(lower);
  const plain = isControl ? lower.replace(controlWords, ' ') : lower;
  const words = plain
    .replace(/%/g, ' percent ')
    .split(/[^\p{L}\p{N}\p{M}]/u)
    .filter((word) => word !== '' && !stopWords.has(word))
    .map((word) => (Object.hasOwn(spellings, word) ? (spellings[word] ?? word) : singular(word)));
  return { words, isControl };
}

function singular(word: string): string {
  return word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
}

/**
 * Indexes of the metrics that a name means: those with the same words; else the longest whose words it contains; else
 * the one that contains all of its words; else the one whose words it abbreviates or misspells. More than one only where
 * they are one metric by their first names; none where it could mean several.
 */
export function matchNames(words: readonly string[], metrics: readonly MetricNames[]): readonly number[] {
  const ways: readonly ((candidate: readonly string[]) => boolean)[] = [
    (candidate) => isSame(candidate, words),
    (candidate) => isAbout(words, candidate),
    (candidate) => isPart(words, candidate),
    (candidate) => isNear(words, candidate),
  ];
  for (const fits of ways) {
    const found = longestFits(metrics, fits);
    if (found.length > 0) return isOneMetric(found, metrics) ? found : [];
  }
  return [];
}

/** Those that fit with the greatest number of words. */
function longestFits(
  metrics: readonly MetricNames[],
  fits: (candidate: readonly string[]) => boolean,
): readonly number[] {
  let most = 1;
  let found: number[] = [];
  for (const [index, names] of metrics.entries()) {
    let size = 0;
    for (const candidate of names) if (candidate.length > size && fits(candidate)) size = candidate.length;
    if (size > most) {
      most = size;
      found = [];
    }
    if (size === most) found.push(index);
  }
  return found;
}

function isOneMetric(indexes: readonly number[], metrics: readonly MetricNames[]): boolean {
  const first = metrics[indexes[0] ?? -1]?.[0];
  return first !== undefined && indexes.every((index) => isSame(metrics[index]?.[0] ?? [], first));
}

/** Also `drop off` and `dropoff`. */
function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.join('') === b.join('');
}

/** Words that make a metric of other people out of a name: "users who failed" are not the users. */
const otherPeople = /^(?:not|no|non|never|without|except|excluding|exclude|who|that|which|unlike)$/;

/** Whether the name has all of the metric's words in order, and nothing besides that makes it another metric. */
function isAbout(name: readonly string[], metric: readonly string[]): boolean {
  let at = 0;
  for (const word of name) {
    if (word === metric[at]) at += 1;
    else if (otherPeople.test(word)) return false;
  }
  return at === metric.length;
}

/** A short name for a long metric: all its words, and at least a third of the metric's or two. */
function isPart(name: readonly string[], metric: readonly string[]): boolean {
  return isAbout(metric, name) && (name.length >= 2 || name.length * 3 >= metric.length);
}

/** `pref step completion`, `preference step completoin`: word by word the same, its beginning, or a slip of the keys. */
function isNear(name: readonly string[], metric: readonly string[]): boolean {
  return name.length === metric.length && name.every((word, index) => isNearWord(word, metric[index] ?? ''));
}

function isNearWord(word: string, meant: string): boolean {
  if (word === meant) return true;
  if (word[0] !== meant[0] || /\p{N}/u.test(word + meant)) return false;
  if (word.length >= 3 && meant.startsWith(word)) return true;
  const slips = Math.min(2, Math.floor(meant.length / 5));
  return Math.abs(word.length - meant.length) <= slips && editDistance(word, meant) <= slips;
}
