/** Air above and below the values, as a part of what they span. */
const air = 0.1;
/** A smaller span, by itself or as a part of the values, cannot be shown on an axis. */
const least = 1e-6;

/** Ends of an axis on which the values have some air; values of which none is negative get no negative axis. */
export function axisRange(values: readonly number[]): readonly [low: number, high: number] {
  const lowest = Math.min(...values);
  const highest = Math.max(...values);
  const size = Math.max(Math.abs(lowest), Math.abs(highest));
  const span = highest > lowest ? Math.max(highest - lowest, least * size, least) : size || 1;
  const step = 10 ** Math.floor(Math.log10(span) - 1);
  const low = Math.floor((lowest - air * span) / step) * step;
  const high = Math.ceil((highest + air * span) / step) * step;
  return [lowest >= 0 ? Math.max(0, low) : low, high];
}
