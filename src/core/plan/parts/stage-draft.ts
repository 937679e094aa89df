import type { Section } from '../source/outline.ts';
import type { StepCondition } from '../values/step-condition.ts';

/** The share that counts. */
export function shareOf(draft: StageDraft): readonly [number, number] | undefined {
  return draft.fieldShare ?? draft.namedShare;
}

/** A step of the ladder as one of the ways of writing it says it. */
export interface StageDraft {
  /** The heading, row or list item, as plain text. */
  readonly name: string;
  readonly line: number;
  readonly column: number;
  /** Share in the name. */
  readonly namedShare: readonly [number, number] | undefined;
  /** Share in the stage's own field or column; it counts before the one in the name. */
  readonly fieldShare: readonly [number, number] | undefined;
  /** Line of the share's field. */
  readonly fieldLine?: number | undefined;
  readonly length: string | undefined;
  /** Where dates are given apart from the length. */
  readonly dates: string | undefined;
  /** What the plan says about too few people. */
  readonly sample: string | undefined;
  /** What must hold, or must not, by the step's own line and those below it. */
  readonly conditions?: readonly DraftCondition[];
  /** Numbers of the lines that stand below its own, where it has no section. */
  readonly below?: readonly number[];
  readonly section: Section | undefined;
  readonly origin: 'heading' | 'table' | 'list' | 'prose';
}

export interface DraftCondition extends StepCondition {
  readonly line: number;
}

/** The conditions of a line, with its number. */
export function conditionsAt(line: number, conditions: readonly StepCondition[]): readonly DraftCondition[] {
  return conditions.map((condition) => ({ ...condition, line }));
}
