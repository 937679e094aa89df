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
  if (
    criterion.kind === 'change' &&
    criterion.unit === '%' &&
    criterion.value !== 0 &&
    mayBePercentage(criterion.metric)
  )
    questions.push('relative-or-points');
  if (needsMargin(criterion)) questions.push('no-margin');
  return questions;
}

/** Points are meant of percentages only: five percent more clicks are five percent of the clicks. */
function mayBePercentage(metric: string): boolean {
  return percentage.test(metric) || !plain.test(metric);
}

const percentage = /%|\b(?:rates?|ratio|share|proportion|percent(?:age)?|completion|conversion|success|abandonment)\b/i;
const plain =
  /\b(?:time|duration|latency|hours?|days?|cost|number|count|volume|submissions?|requests?|clicks?|views?|visits?|starts?|applications?|appointments?|orders?|messages?|uploads?|downloads?|sign-?(?:ins?|ups?)|logins?|searches|calls?|tickets?|complaints?|bookings?|sales|revenue|jobs)\b/i;

function needsMargin({ kind, op, value, margin, role }: Criterion): boolean {
  if (margin !== undefined || role === 'watch') return false;
  if (kind === 'direction') return op === '<=' || op === '>=' || op === '=';
  return kind === 'change' && value === 0;
}
