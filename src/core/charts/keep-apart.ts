import type { Instant } from '../instant.ts';
import type { SeriesPoint } from './charts-model.ts';

/** As many labels as fit beside each other under Mermaid's chart. */
const mostPoints = 14;
/** Three decimals of a day are a minute and a half. */
const mostDigits = 3;

/**
 * Divides the time between two moments into as many equal stretches as there may be points; gives the index of the one
 * that a moment falls into (no number where the two are one moment, which no other number is less than). With the last
 * number of each, the even steps of the chart come close to even times.
 */
export function divideTime(from: Instant, to: Instant): (at: Instant) => number {
  const span = to - from;
  return (at) => Math.min(mostPoints - 1, Math.floor((mostPoints * (at - from)) / span));
}

/** Rounds days as far as they stay different; of points that cannot be told apart the later one stays. */
export function keepApart(points: readonly SeriesPoint[]): readonly SeriesPoint[] {
  for (let digits = 0; digits < mostDigits; digits += 1) {
    const rounded = roundDays(points, digits);
    if (new Set(rounded.map(({ day }) => day)).size === points.length) return rounded;
  }
  return [...new Map(roundDays(points, mostDigits).map((point) => [point.day, point])).values()];
}

function roundDays(points: readonly SeriesPoint[], digits: number): readonly SeriesPoint[] {
  return points.map((point) => ({ ...point, day: Number(point.day.toFixed(digits)) }));
}
