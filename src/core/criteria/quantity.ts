/** Seconds in each unit of time that the grammar reads. */
const seconds: Readonly<Record<string, number>> = { ms: 0.001, s: 1, min: 60, hours: 3600, days: 86_400 };

const measures = new Set(['%', 'pp', '$', ...Object.keys(seconds)]);

/** Whether the unit counts things: `count`, or a word of the plan's own such as `calls`; also when there is none. */
export function isCounted(unit: string | undefined): boolean {
  return unit === undefined || !measures.has(unit);
}

/**
 * The value in another unit: times are converted, counts are counts whatever the word for them. Undefined when the
 * units do not match.
 */
export function convert(value: number, from: string | undefined, to: string | undefined): number | undefined {
  if (from === to) return value;
  if (isCounted(from) && isCounted(to)) return value;
  const fromSeconds = seconds[from ?? ''];
  const toSeconds = seconds[to ?? ''];
  if (fromSeconds === undefined || toSeconds === undefined) return undefined;
  return (value * fromSeconds) / toSeconds;
}
