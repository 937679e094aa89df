import type { Criterion, CriterionKind } from '../criterion.ts';
import type { Finding } from '../draft-verdict.ts';
import type { Evidence } from '../evidence.ts';
import type { JudgeContext } from '../judge-context.ts';

/** How one kind of criterion is judged. To add a kind: write its file, and name it in kinds.ts. */
export interface CriterionKindRule {
  readonly kind: CriterionKind;
  /** Whether numbers decide; where they do not, only a person can. */
  readonly isNumeric: boolean;
  /** Called when there are readings of the stage and they are possible. People's judgements come on top. */
  judge(criterion: Criterion, evidence: Evidence, context: JudgeContext): Finding;
}
