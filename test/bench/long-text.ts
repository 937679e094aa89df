import { processorTime } from '../processor-time.ts';
import { below, type Measure } from './figure.ts';
import { median } from './sample.ts';

/** Longest body of an issue or comment on GitHub. */
export const longest = 65_536;

export function fill(piece: string): string {
  return piece.repeat(Math.ceil(longest / piece.length)).slice(0, longest);
}

/** Twice the text may take twice the time. In processor time, as reading a text waits for nothing. */
export function longText(what: string, text: string, read: (part: string) => unknown): Measure {
  const half = text.slice(0, longest / 2);
  return {
    what,
    value: timeOf(() => read(text)),
    unit: 'ms',
    reference: { what: 'half of it', value: timeOf(() => read(half)) },
    bar: below(250),
  };
}

function timeOf(read: () => unknown): number {
  const times = Array.from({ length: 5 }, () => {
    const before = processorTime();
    read();
    return processorTime() - before;
  });
  return median(times.sort((a, b) => a - b));
}
