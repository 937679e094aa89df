import type { Criterion } from '../../criteria/criterion.ts';
import { type CriterionQuestion, questionsAbout } from '../../criteria/criterion-questions.ts';
import type { Finding } from '../plan.ts';
import type { ReadPlan } from './find-problems.ts';
import { finding, headingOf, listed } from './finding.ts';

/** What makes a raw count grow with the share of users by itself. */
const counted =
  /\b(?:submissions?|requests?|clicks?|views?|visits?|starts?|applications?|appointments?|orders?|messages?|uploads?|downloads?|sign-?ins?|logins?|searches|enrol+ments?)\b/i;
const relative =
  /%|\b(?:rate|ratio|per|share|proportion|percent(?:age)?|completion|conversion|average|time|latency)\b/i;

export function criteriaFindings({ plan, source }: ReadPlan): readonly Finding[] {
  if (plan.criteria.length === 0) {
    const field = source.fields.find(({ key }) => key === 'criteria');
    return [finding('no-criteria', 'warning', field?.line ?? headingOf(source, 'criteria'), {})];
  }
  const unreadable = plan.criteria.filter((criterion) => criterion.placeholder);
  const byPeople = plan.criteria.filter(
    ({ kind, placeholder }) => (kind === 'named' || kind === 'boolean') && !placeholder,
  );
  const raw = plan.criteria.filter(isRawCount);
  const unclear = plan.criteria.filter((criterion) => asks(criterion, 'relative-or-points'));
  const openEnded = plan.criteria.filter((criterion) => asks(criterion, 'no-margin'));
  return [
    ...unreadable.slice(0, 3).map((criterion) =>
      finding('criterion-placeholder', 'error', criterion, {
        criterion: criterion.text,
        id: criterion.id,
        metric: criterion.metric,
      }),
    ),
    ...raw.slice(0, 1).map((criterion) =>
      finding('raw-count-needs-denominator', 'warning', criterion, {
        criterion: criterion.metric,
        ...firstShare(plan),
      }),
    ),
    ...unclear
      .slice(0, 1)
      .map((criterion) =>
        finding('relative-or-points', 'warning', criterion, { criterion: criterion.text, value: criterion.value ?? 0 }),
      ),
    ...(openEnded.length > 0
      ? [finding('no-margin', 'note', openEnded[0], listed(openEnded.map(({ metric }) => metric)))]
      : []),
    ...(byPeople.length > 0
      ? [
          finding('criterion-no-number', 'note', byPeople[0], {
            ...listed(byPeople.map(({ text }) => text)),
            of: plan.criteria.length,
          }),
        ]
      : []),
  ];
}

function asks(criterion: Criterion, question: CriterionQuestion): boolean {
  return questionsAbout(criterion).includes(question);
}

/** A change is wanted of a plain number of things that people do. */
function isRawCount({ kind, metric, scope, unit }: Criterion): boolean {
  if (kind !== 'change' && kind !== 'direction') return false;
  return counted.test(metric) && !relative.test(metric) && !relative.test(scope ?? '') && unit !== 'pp';
}

function firstShare({ stages }: ReadPlan['plan']): { readonly share: string } {
  const share = stages.find((stage) => stage.share !== undefined)?.share;
  return { share: share ? `${share[0]}%` : '10%' };
}
