/** Seconds in each unit of time that the grammar reads. */
const seconds: Readonly<Record<string, number>> = {
  ms: 0.001,
  s: 1,
  min: 60,
  hours: 3600,
  days: 86_400,
  weeks: 604_800,
};

/** Parts of a whole in each unit of a share. */
const parts: Readonly<Record<string, number>> = {
  '%': 100,
  'per 1,000': 1e3,
  'per 10,000': 1e4,
  'per 100,000': 1e5,
  'per 1,000,000': 1e6,
};

const measures = new Set(['pp', '$', ...Object.keys(parts), ...Object.keys(seconds)]);

/** Whether the unit counts things: `count`, or a word of the plan's own such as `calls`; also when there is none. */
export function isCounted(unit: string | undefined): boolean {
  return unit === undefined || !measures.has(unit);
}

/** What a share of 1 is in the unit: 100 for `%`, 1000 for `per 1,000`; undefined for units that are of no share. */
export function wholeIn(unit: string | undefined): number | undefined {
  return parts[unit ?? ''];
}

/**
 * The value in another unit: times and shares are converted, counts are counts whatever the word for them. Undefined
 * when the units do not match.
 */
export function convert(value: number, from: string | undefined, to: string | undefined): number | undefined {
  if (from === to) return value;
  if (isCounted(from) && isCounted(to)) return value;
  return inUnits(seconds, value, to, from) ?? inUnits(parts, value, from, to);
}

/** The same for a difference, which of shares is in points. */
export function convertChange(value: number, from: string | undefined, to: string | undefined): number | undefined {
  const share = (unit: string | undefined): string | undefined => (unit === 'pp' ? '%' : unit);
  return convert(value, share(from), share(to));
}

function inUnits(
  sizes: Readonly<Record<string, number>>,
  value: number,
  over: string | undefined,
  under: string | undefined,
): number | undefined {
  const divisor = sizes[over ?? ''];
  const factor = sizes[under ?? ''];
  return divisor === undefined || factor === undefined ? undefined : (value * factor) / divisor;
}

/** Wholes that shares are told of, as `perUnit` reads them, without groups. */
export const perWhole = String.raw`per (?:thousand|million|1,?000,?000|100,?000|10,?000|1,?000)(?![\d,]*[\d\w])`;

const perWholeInName = new RegExp(String.raw`\b${perWhole}`, 'i');

/** "Errors per 1,000 requests": the unit that a metric's name gives its bare numbers. */
export function unitInName(metric: string): string | undefined {
  return perUnit(perWholeInName.exec(metric)?.[0] ?? '');
}

/** The unit of `per 1000`, `per thousand` and the like; undefined for other words. */
export function perUnit(text: string): string | undefined {
  const whole = text.trim().toLowerCase().replace('thousand', '1000').replace('million', '1000000').replaceAll(',', '');
  return Object.keys(parts).find((unit) => unit.replaceAll(',', '') === whole);
}
