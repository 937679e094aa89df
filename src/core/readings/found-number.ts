import type { Reading } from './reading.ts';
import { isMistake, type NumberProblem } from './reading-problem.ts';

/** A number of a comment, or what was written in its place, with its line. */
export type FoundNumber =
  | { readonly kind: 'reading'; readonly line: number; readonly reading: Reading }
  | { readonly kind: 'problem'; readonly line: number; readonly problem: NumberProblem };

export function foundReading(reading: Reading, line: number): readonly FoundNumber[] {
  return [{ kind: 'reading', line, reading }];
}

/** Nothing where there is no number yet. */
export function foundProblem(problem: NumberProblem, line: number): readonly FoundNumber[] {
  return isMistake(problem) ? [{ kind: 'problem', line, problem }] : [];
}
