import { uniqueUsersMetric } from './reports/results-model.ts';
import type { Rollout } from './rollout.ts';

/** Every metric the plan speaks of, by the names under which readings of it may arrive. */
export function knownMetrics({ plan }: Rollout): readonly string[] {
  return [
    ...plan.criteria.map((criterion) => criterion.metric),
    ...plan.kpis.flatMap((kpi) => (kpi.name === undefined ? [kpi.label] : [kpi.name, kpi.label])),
    ...new Set(plan.baselines.map((figure) => figure.metric)),
    uniqueUsersMetric,
  ];
}
