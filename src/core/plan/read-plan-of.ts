import type { Snapshot } from '../snapshot.ts';
import type { Finding, Plan } from './plan.ts';
import { readPlan } from './read-plan.ts';

/** The plan of the tracking issue as it stands now. */
export function readPlanOf({ issue, now }: Snapshot): {
  readonly plan: Plan;
  readonly findings: readonly Finding[];
} {
  return readPlan(issue.body, { now, title: issue.title });
}
