import { judgeChange, type WantedChange } from '../change-rule.ts';
import type { Comparator } from '../criterion.ts';
import { type CriterionKindRule, type TargetedCriterion, writtenTarget } from './criterion-kind.ts';

/** A number is wanted of the change against a baseline: "completion Δ > 0%". */
export const changeKind = {
  kind: 'change',
  isNumeric: true,
  target: writtenTarget,
  judge: (criterion, evidence, context) => judgeChange(readWanted(criterion), criterion, evidence, context),
} satisfies CriterionKindRule;

function readWanted({ op, value, unit, margin, marginUnit }: TargetedCriterion): WantedChange {
  const agreed = { size: margin ?? 0, unit: marginUnit ?? unit };
  return { op, value: { size: value, unit }, margin: agreed, isNotWorse: isNotWorse(op, value) };
}

/** "Δ > −2 pp" and "Δ < +10%" allow a loss: not being worse than that is all that is wanted, at any stage. */
function isNotWorse(op: Comparator, value: number): boolean {
  if (op === '>' || op === '>=') return value < 0;
  return op !== '=' && value > 0;
}
