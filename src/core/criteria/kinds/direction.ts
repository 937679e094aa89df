import { judgeChange, type WantedChange } from '../change-rule.ts';
import { lowerIsBetter } from '../metric-polarity.ts';
import type { CriterionKindRule, TargetedCriterion } from './criterion-kind.ts';

/** Refers to a baseline without a number: "no increase in errors", "sign-ins increase", "crash rates remain stable". */
export const directionKind = {
  kind: 'direction',
  isNumeric: true,
  target: ({ op = '=' }) => ({ op, value: 0 }),
  judge: (criterion, evidence, context) => judgeChange(readWanted(criterion), criterion, evidence, context),
} satisfies CriterionKindRule;

function readWanted({ op, value: size, metric, margin, marginUnit }: TargetedCriterion): WantedChange {
  const wanted = { value: { size, unit: undefined }, margin: { size: margin ?? 0, unit: marginUnit } };
  // Stable errors may fall; what has no better side must stay within the margin that somebody wrote.
  if (op === '=' && lowerIsBetter(metric)) return { ...wanted, op: '<=', isNotWorse: true };
  return { ...wanted, op, isNotWorse: op !== '<' && op !== '>' };
}
