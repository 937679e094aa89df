import type { Instant } from '../instant.ts';
import type { Figure, Reading } from '../readings/reading.ts';
import type { Proportion } from '../statistics/interval.ts';

/** One reading of a criterion's metric: of people with the change, without it, or both. */
export interface Observation {
  readonly reading: Reading;
  readonly at: Instant;
  /** Index of the constant-share period of the stage. */
  readonly period: number;
  readonly treated: Figure | undefined;
  readonly control: Figure | undefined;
}

/** Oldest first; what was said last about the same moment comes last. Total, so that the order of arrival is nothing. */
export function inOrder(a: Reading, b: Reading): number {
  if (a.at !== b.at) return a.at - b.at;
  if (a.source.at !== b.source.at) return a.source.at - b.source.at;
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}

/** hits of n, where the figure has both. */
export function proportionOf(figure: Figure | undefined): Proportion | undefined {
  if (figure?.hits === undefined || figure.n === undefined) return undefined;
  return { hits: figure.hits, n: figure.n };
}

/** A figure that cannot be: more hits than people, negative or fractional counts, no finite number. */
export function isImpossible({ hits, n, value }: Figure): boolean {
  if (hits === undefined && n === undefined) return value !== undefined && !Number.isFinite(value);
  return isNoCount(hits ?? 0) || isNoCount(n ?? 0) || (hits !== undefined && n !== undefined && hits > n);
}

function isNoCount(count: number): boolean {
  return !Number.isSafeInteger(count) || count < 0;
}
