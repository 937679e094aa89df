import { below, type Measure } from './figure.ts';
import { median, timed } from './sample.ts';

/** Longest body of an issue or comment on GitHub. */
export const longest = 65_536;

export function fill(piece: string): string {
  return piece.repeat(Math.ceil(longest / piece.length)).slice(0, longest);
}

/** Twice the text may take twice the time. */
export async function longText(what: string, text: string, read: (part: string) => unknown): Promise<Measure> {
  const half = text.slice(0, longest / 2);
  return {
    what,
    value: median(await timed(5, () => read(text))),
    unit: 'ms',
    reference: { what: 'half of it', value: median(await timed(5, () => read(half))) },
    bar: below(250),
  };
}
