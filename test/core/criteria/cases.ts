import { readFileSync } from 'node:fs';

/** A question to the rules in the shape that `rollcall judge` reads, and the answer that was agreed on. */
export interface AgreedCase {
  readonly name: string;
  readonly expected: {
    readonly verdicts: readonly string[];
    readonly recommendation: string;
    readonly code: string;
    readonly line: string;
    readonly criterion_lines: readonly string[];
  };
}

/** Those that the rules were agreed on by, and further ones: bad input, means, events, looks, units. */
export const cases: readonly (readonly [name: string, AgreedCase])[] = [
  'decision-cases.json',
  'further-cases.json',
].flatMap((file) => {
  // The files are ours and have this shape.
  const read = JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')) as { cases: readonly AgreedCase[] };
  return read.cases.map((one) => [one.name, one] as const);
});
