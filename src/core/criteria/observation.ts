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

type CountedFigure = Figure & Proportion;

/** The figure itself, where it has hits of n: nothing is copied, because evaluation asks this of every reading. */
export function proportionOf(figure: Figure | undefined): CountedFigure | undefined {
  return figure !== undefined && isCountedFigure(figure) ? figure : undefined;
}

function isCountedFigure(figure: Figure): figure is CountedFigure {
  return figure.hits !== undefined && figure.n !== undefined;
}

/** 0 of 0: nobody has come by yet. */
export function isNobody({ n, hits }: Figure): boolean {
  return n === 0 && (hits ?? 0) === 0;
}

/**
 * A figure that cannot be: more hits than people, negative or fractional counts, one without the other, events in no time, no finite
 * number.
 */
export function isImpossible({ hits, n, value, sd, exposure }: Figure): boolean {
  if (sd !== undefined && !(sd >= 0 && Number.isFinite(value) && Number.isFinite(sd))) return true;
  if (exposure !== undefined && !(exposure > 0 && Number.isFinite(exposure) && !isNoCount(value ?? -1))) return true;
  if (sd === undefined && (hits === undefined) !== (n === undefined)) return true;
  if (hits === undefined && n === undefined) return value !== undefined && !Number.isFinite(value);
  return isNoCount(hits ?? 0) || isNoCount(n ?? 0) || (hits !== undefined && n !== undefined && hits > n);
}

function isNoCount(count: number): boolean {
  return !Number.isSafeInteger(count) || count < 0;
}
