import type { CriterionKindRule } from './criterion-kind.ts';

/** Yes or no, by a person: "All claims are matched". */
export const booleanKind = {
  kind: 'boolean',
  isNumeric: false,
  judge: () => ({ result: 'MANUAL', why: 'needs-person' }),
} satisfies CriterionKindRule;
