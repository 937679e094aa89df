import { latestValue } from '../plain-values.ts';
import type { CriterionKindRule } from './criterion-kind.ts';

/** A metric of which the plan wants no number: shown with its latest value, and a person says whether it is good. */
export const namedKind = {
  kind: 'named',
  isNumeric: false,
  judge: (evidence) => ({ result: 'MANUAL', why: 'needs-person', ...latestValue(evidence) }),
} satisfies CriterionKindRule;
