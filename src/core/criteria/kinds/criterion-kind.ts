import type { Comparator, Criterion, CriterionKind } from '../criterion.ts';
import type { Finding } from '../draft-verdict.ts';
import type { Evidence } from '../evidence.ts';
import type { JudgeContext } from '../judge-context.ts';

/** A criterion of which it is known what is wanted. */
export type TargetedCriterion = Criterion & { readonly op: Comparator; readonly value: number };

/** How one kind of criterion is judged. To add a kind: write its file, and name it in kinds.ts. */
export type CriterionKindRule = NumericRule | PersonsRule;

interface NumericRule {
  readonly kind: CriterionKind;
  readonly isNumeric: true;
  /** What is wanted, in numbers; undefined where the plan does not say it. */
  target(criterion: Criterion): Pick<TargetedCriterion, 'op' | 'value'> | undefined;
  /** Called when there are readings of the stage and they are possible. People's judgements come on top. */
  judge(criterion: TargetedCriterion, evidence: Evidence, context: JudgeContext): Finding;
}

/** Numbers do not decide, only a person can. */
interface PersonsRule {
  readonly kind: CriterionKind;
  readonly isNumeric: false;
  judge(evidence: Evidence): Finding;
}

/** The number that is written; undefined where it is none. */
export function writtenTarget({ op, value }: Criterion): Pick<TargetedCriterion, 'op' | 'value'> | undefined {
  return op !== undefined && value !== undefined && Number.isFinite(value) ? { op, value } : undefined;
}
