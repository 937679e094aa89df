import { judgeChange, type WantedChange } from '../change-rule.ts';
import type { Comparator, Criterion } from '../criterion.ts';
import type { CriterionKindRule } from './criterion-kind.ts';

/** A number is wanted of the change against a baseline: "completion Δ > 0%". */
export const changeKind = {
  kind: 'change',
  isNumeric: true,
  judge(criterion, evidence, context) {
    const wanted = readWanted(criterion);
    return wanted ? judgeChange(wanted, criterion, evidence, context) : { result: 'ERROR', why: 'no-target' };
  },
} satisfies CriterionKindRule;

function readWanted({ op, value, unit, margin, marginUnit }: Criterion): WantedChange | undefined {
  if (op === undefined || value === undefined) return undefined;
  const agreed = { size: margin ?? 0, unit: marginUnit ?? unit };
  return { op, value: { size: value, unit }, margin: agreed, isNotWorse: isNotWorse(op, value) };
}

/** "Δ > −2 pp" and "Δ < +10%" allow a loss: not being worse than that is all that is wanted, at any stage. */
function isNotWorse(op: Comparator, value: number): boolean {
  if (op === '>' || op === '>=') return value < 0;
  return op !== '=' && value > 0;
}
