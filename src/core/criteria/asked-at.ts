import { metricKey } from '../readings/metric-key.ts';
import type { Criterion } from './criterion.ts';

/** Whether the criterion is one of the stage's; of all where the stage is not known. */
export function isAskedAt({ stages }: Criterion, stage: string | undefined): boolean {
  return stages === undefined || stage === undefined || stages.includes(stage);
}

export interface OwnedCriterion {
  readonly criterion: Criterion;
  /** The place in the ladder of the stage whose own it is; undefined for one of the whole plan. */
  readonly at: number | undefined;
}

/**
 * A stage's own criterion is asked from that stage on, until a later one has another for the same metric: of "5% while
 * errors < 5%, then 25% while errors < 2%" the second is the one for everything behind it. `ladder` are the stages' ids.
 */
export function askedByStage(criteria: readonly OwnedCriterion[], ladder: readonly string[]): readonly Criterion[] {
  return criteria.map(({ criterion, at }) => {
    if (at === undefined) return criterion;
    const later = criteria.flatMap((other) => (isSameWish(other.criterion, criterion) ? (other.at ?? []) : []));
    const until = Math.min(ladder.length, ...later.filter((place) => place > at));
    return at === 0 && until === ladder.length ? criterion : { ...criterion, stages: ladder.slice(at, until) };
  });
}

/** A guardrail does not take the place of a goal, nor a target of the change that of one of the value. */
function isSameWish(one: Criterion, other: Criterion): boolean {
  return (
    metricKey(one.metric) === metricKey(other.metric) &&
    one.role === other.role &&
    one.kind === other.kind &&
    one.scope === other.scope
  );
}
