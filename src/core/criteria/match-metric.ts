import type { Criterion } from './criterion.ts';

const stopWords = new Set(['the', 'of', 'a', 'an', 'for', 'in', 'on', 'our', 'to']);
const controlWords =
  /\b(?:control(?: group| arm)?|holdout|without (?:the )?(?:change|feature|toggle)|unexposed|not exposed)\b/;

/** A metric's name as it was written beside a number. */
export interface NamedMetric {
  readonly words: readonly string[];
  /** The name says that the number is of people without the change. */
  readonly isControl: boolean;
}

/** Words of a name without case, punctuation, Δ, plural endings and small words. */
export function readMetricName(name: string): NamedMetric {
  const lower = name
    .slice(0, 300)
    .toLowerCase()
    .replace(/&#916;|δ|∆/g, ' ');
  const isControl = controlWords.test(lower);
  const plain = isControl ? lower.replace(controlWords, ' ') : lower;
  const words = plain
    .replace(/%/g, ' percent ')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !stopWords.has(word))
    .map(singular);
  return { words, isControl };
}

function singular(word: string): string {
  return word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
}

/**
 * Indexes of the criteria that a name means: those with the same words; else the longest whose words it contains; else
 * the one that contains all of its words, when there is only one such metric.
 */
export function matchCriteria(name: NamedMetric, criteria: readonly NamedCriterion[]): readonly number[] {
  if (name.words.length === 0) return [];
  const same = indexesWhere(criteria, ({ names }) => names.some((words) => isSame(words, name.words)));
  if (same.length > 0) return same;
  const contained = indexesWhere(criteria, ({ names }) => names.some((words) => contains(name.words, words)));
  if (contained.length > 0) return longest(contained, criteria);
  const containing = indexesWhere(criteria, ({ names }) => names.some((words) => isPart(name.words, words)));
  return isOneMetric(containing, criteria) ? containing : [];
}

/** A criterion with the names under which readings of it arrive: its metric, with and without its scope, and its id. */
export interface NamedCriterion {
  readonly names: readonly (readonly string[])[];
}

export function nameCriterion(criterion: Criterion): NamedCriterion {
  const texts = [criterion.metric, criterion.id];
  if (criterion.scope !== undefined) texts.push(`${criterion.metric} ${criterion.scope}`);
  return { names: texts.map((text) => readMetricName(text).words).filter((words) => words.length > 0) };
}

function indexesWhere(criteria: readonly NamedCriterion[], fits: (one: NamedCriterion) => boolean): readonly number[] {
  return criteria.flatMap((one, index) => (fits(one) ? [index] : []));
}

function longest(indexes: readonly number[], criteria: readonly NamedCriterion[]): readonly number[] {
  const sizes = indexes.map((index) => criteria[index]?.names[0]?.length ?? 0);
  const most = Math.max(...sizes);
  return indexes.filter((_, i) => sizes[i] === most);
}

function isOneMetric(indexes: readonly number[], criteria: readonly NamedCriterion[]): boolean {
  const first = criteria[indexes[0] ?? -1]?.names[0];
  return first !== undefined && indexes.every((index) => isSame(criteria[index]?.names[0] ?? [], first));
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((word, i) => word === b[i]);
}

/** Whether `words` has all of `part` in order. */
function contains(words: readonly string[], part: readonly string[]): boolean {
  let at = 0;
  for (const word of words) if (word === part[at]) at += 1;
  return at === part.length;
}

/** A short name for a long metric: all its words, and at least a third of the metric's or two. */
function isPart(name: readonly string[], metric: readonly string[]): boolean {
  return contains(metric, name) && (name.length >= 2 || name.length * 3 >= metric.length);
}
