import type { Criterion } from './criterion.ts';

/**
 * What has to be asked about a criterion before it can be judged well, from a closed list.
 * `relative-or-points`: "Δ > 5%" of a rate could mean 5 points. `no-margin`: nothing says how much worse is accepted, so
 * that only a shown loss stops the release. `no-number`: a person will have to judge it. `placeholder`: `xx%`.
 */
export type CriterionQuestion = 'placeholder' | 'no-number' | 'relative-or-points' | 'no-margin';

export function questionsAbout(criterion: Criterion): readonly CriterionQuestion[] {
  if (criterion.placeholder) return ['placeholder'];
  if (criterion.kind === 'boolean' || criterion.kind === 'named') return ['no-number'];
  const questions: CriterionQuestion[] = [];
  if (criterion.kind === 'change' && criterion.unit === '%' && criterion.value !== 0)
    questions.push('relative-or-points');
  if (needsMargin(criterion)) questions.push('no-margin');
  return questions;
}

function needsMargin({ kind, op, value, margin, role }: Criterion): boolean {
  if (margin !== undefined || role === 'watch') return false;
  if (kind === 'direction') return op === '<=' || op === '>=' || op === '=';
  return kind === 'change' && value === 0;
}
