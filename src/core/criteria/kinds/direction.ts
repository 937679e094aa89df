import { judgeChange, type WantedChange } from '../change-rule.ts';
import type { Criterion } from '../criterion.ts';
import { lowerIsBetter } from '../metric-polarity.ts';
import type { CriterionKindRule } from './criterion-kind.ts';

/** Refers to a baseline without a number: "no increase in errors", "sign-ins increase", "crash rates remain stable". */
export const directionKind = {
  kind: 'direction',
  isNumeric: true,
  judge: (criterion, evidence, context) => judgeChange(readWanted(criterion), criterion, evidence, context),
} satisfies CriterionKindRule;

function readWanted({ op, metric, margin, marginUnit }: Criterion): WantedChange {
  const wanted = { value: { size: 0, unit: undefined }, margin: { size: margin ?? 0, unit: marginUnit } };
  if (op === '>' || op === '<') return { ...wanted, op, isNotWorse: false };
  if (op === '<=' || op === '>=') return { ...wanted, op, isNotWorse: true };
  // Stable errors may fall; what has no better side must stay within the margin that somebody wrote.
  if (lowerIsBetter(metric)) return { ...wanted, op: '<=', isNotWorse: true };
  return { ...wanted, op: '=', isNotWorse: true };
}
