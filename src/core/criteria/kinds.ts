import type { CriterionKind } from './criterion.ts';
import { booleanKind } from './kinds/boolean.ts';
import { changeKind } from './kinds/change.ts';
import type { CriterionKindRule } from './kinds/criterion-kind.ts';
import { directionKind } from './kinds/direction.ts';
import { namedKind } from './kinds/named.ts';
import { thresholdKind } from './kinds/threshold.ts';

/** To add a kind of criterion: write its file in kinds/, and name it here and in `CriterionKind`. */
export const criterionKinds = [thresholdKind, changeKind, directionKind, booleanKind, namedKind] as const;

const byKind: ReadonlyMap<CriterionKind, CriterionKindRule> = new Map(criterionKinds.map((rule) => [rule.kind, rule]));

export function kindRule(kind: CriterionKind): CriterionKindRule {
  return byKind.get(kind) ?? namedKind;
}
