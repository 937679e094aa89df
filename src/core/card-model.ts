/** What the status card shows. */
import type { AcceptedFinding, Amendment } from './amendments/amendment.ts';
import type { ChartsModel } from './charts/charts-model.ts';
import type { Recommendation, Verdict } from './criteria/verdict.ts';
import type { Instant } from './instant.ts';
import type { Finding, Plan } from './plan/plan.ts';
import type { Hold, Override } from './rollout.ts';
import type { BlockerFacts } from './snapshot.ts';

export interface StageRef {
  readonly id: string;
  readonly name: string;
}

export interface CardModel {
  readonly title: string;
  readonly state: 'planning' | 'running' | 'held' | 'rolled-back' | 'live' | 'complete' | 'cancelled';
  readonly stage: StageRef | undefined;
  readonly share: number | undefined;
  readonly since: Instant | undefined;
  readonly hold: Hold | undefined;
  /** Why it was rolled back or cancelled. */
  readonly why: string | undefined;
  readonly stages: readonly StageRow[];
  /** The stage the verdicts are about, when one is under way. */
  readonly verdicts: readonly Verdict[];
  readonly recommendation: Recommendation | undefined;
  readonly latest: readonly LatestReading[];
  /** Undefined until the release has begun. */
  readonly charts: ChartsModel | undefined;
  readonly plan: PlanModel;
  /** Commands that make sense now, most useful first: `/advance canary`. */
  readonly next: readonly string[];
  readonly due: readonly { readonly what: DueKind; readonly at: Instant; readonly stage: string | undefined }[];
  readonly findings: readonly Finding[];
  readonly settingsFindings: readonly Finding[];
  readonly overrides: readonly Override[];
  readonly blockers: readonly BlockerFacts[];
}

export type DueKind = 'weekly' | '1-week' | '1-month' | 'soak' | 'go-live';

export interface StageRow {
  readonly id: string;
  readonly name: string;
  readonly share: readonly [lowest: number, highest: number] | undefined;
  readonly length: string | undefined;
  readonly status: 'done' | 'current' | 'next' | 'planned' | 'skipped' | 'left';
  /** First time the stage was entered, of the one under way the latest, and when it was left for good. */
  readonly from: Instant | undefined;
  readonly until: Instant | undefined;
  /** Earliest end by the planned length. */
  readonly plannedUntil: Instant | undefined;
  /** The share now or at the end, when it was entered. */
  readonly actualShare: number | undefined;
  readonly goLive: boolean;
  /** The checklist's progress; undefined while there is no checklist issue. */
  readonly tasks: { readonly done: number; readonly total: number; readonly open: boolean } | undefined;
}

export interface LatestReading {
  readonly metric: string;
  /** Name of the KPI where the metric is only its label, `Post-launch KPI 1`. */
  readonly kpi: string | undefined;
  readonly text: string;
  readonly at: Instant;
  readonly author: string;
  readonly url: string;
  readonly stage: string | undefined;
}

export interface PlanModel {
  readonly plan: Plan;
  readonly findings: readonly Finding[];
  readonly amendments: readonly Amendment[];
  readonly accepted: readonly AcceptedFinding[];
}
