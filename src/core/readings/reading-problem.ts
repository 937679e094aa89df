import type { QuantityProblem } from '../parsing/read-quantity.ts';

/**
 * Why a number could not be taken over: what is wrong with the value (see `QuantityProblem`), a placeholder in its place,
 * no name, a control group or date that could not be read, a date to come, a baseline given as the control group,
 * broken JSON, or more numbers than a comment may have. templates/partials/reading-problem.hbs has the words.
 */
export type ReadingProblemCode =
  | QuantityProblem
  | 'placeholder'
  | 'no-name'
  | 'no-value'
  | 'bad-control'
  | 'baseline-as-control'
  | 'bad-date'
  | 'future-date'
  | 'bad-json'
  | 'too-many';

/** One thing that could not be read, as it was written. */
export interface NumberProblem {
  readonly why: ReadingProblemCode;
  readonly text: string;
}

/** In a table or list these say that nobody has a number yet, which is no mistake. */
const unanswered: readonly ReadingProblemCode[] = ['empty', 'placeholder', 'target'];

export function isMistake({ why }: NumberProblem): boolean {
  return !unanswered.includes(why);
}
