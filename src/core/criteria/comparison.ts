import type { Comparator } from './criterion.ts';

interface Limit {
  readonly op: Comparator;
  readonly value: number;
}

/** Whether a value is on the wanted side of the limit. */
export function compare(value: number, { op, value: limit }: Limit): boolean {
  switch (op) {
    case '<':
      return value < limit;
    case '<=':
      return value <= limit;
    case '>':
      return value > limit;
    case '>=':
      return value >= limit;
    case '=':
      return value === limit;
  }
}

/** Whether the whole interval is on the wanted side. */
export function confirms([low, high]: readonly [number, number], limit: Limit): boolean {
  return compare(low, limit) && compare(high, limit);
}

/** Whether the whole interval is on the wrong side. An interval around "exactly 20%" refutes nothing. */
export function refutes([low, high]: readonly [number, number], limit: Limit): boolean {
  if (limit.op === '=') return low > limit.value || high < limit.value;
  return !compare(low, limit) && !compare(high, limit);
}
