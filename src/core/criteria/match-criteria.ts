import { matchNames, type NamedMetric, readMetricName } from '../readings/metric-name.ts';
import type { Criterion } from './criterion.ts';

/** A criterion with the names under which readings of it arrive: its metric, with and without its scope, and its id. */
export interface NamedCriterion {
  readonly names: readonly (readonly string[])[];
}

export function nameCriterion(criterion: Criterion): NamedCriterion {
  const texts = [criterion.metric, criterion.id];
  if (criterion.scope !== undefined) texts.push(`${criterion.metric} ${criterion.scope}`);
  return { names: texts.map((text) => readMetricName(text).words).filter((words) => words.length > 0) };
}

/** Indexes of the criteria that a name means: several when they are about one metric. */
export function matchCriteria(name: NamedMetric, criteria: readonly NamedCriterion[]): readonly number[] {
  return matchNames(
    name.words,
    criteria.map(({ names }) => names),
  );
}
