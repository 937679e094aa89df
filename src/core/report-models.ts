/** What the go/no-go summary, the reports and the finished plan show. */
import type { CardModel, StageRef, StageRow } from './card-model.ts';
import type { Recommendation, Verdict } from './criteria/verdict.ts';
import type { Instant } from './instant.ts';
import type { BaselineFigure, Plan, PlannedDates } from './plan/plan.ts';
import type { Override, SignOff } from './rollout.ts';
import type { BlockerFacts } from './snapshot.ts';

export interface SummaryModel {
  readonly title: string;
  /**
   * Where the release stands; undefined while planning. On reaching the last stage before go-live the summary is the
   * one comment about it.
   */
  readonly lead:
    | {
        readonly stage: StageRef;
        readonly share: number | undefined;
        readonly since: Instant;
        readonly by: string;
        readonly until: Instant | undefined;
        readonly toggles: readonly string[];
      }
    | undefined;
  readonly target: StageRef;
  /** When it went live; the roll is a record from then on. */
  readonly wentLiveAt: Instant | undefined;
  /** Those before the target that were entered. */
  readonly stages: readonly {
    readonly stage: StageRef;
    readonly verdicts: readonly Verdict[];
    readonly recommendation: Recommendation;
    readonly current: boolean;
  }[];
  readonly checklists: readonly {
    readonly stage: StageRef;
    readonly done: number;
    readonly total: number;
    readonly openItems: readonly string[];
  }[];
  readonly blockers: readonly BlockerFacts[];
  readonly readiness: readonly {
    readonly question: string;
    readonly answer: string | undefined;
    readonly by: string | undefined;
  }[];
  readonly roll: readonly RollRow[];
  readonly complete: boolean;
  /** Undefined until the roll is complete. */
  readonly outcome: 'go' | 'conditional-go' | 'no-go' | undefined;
  readonly overrides: readonly Override[];
}

export interface RollRow {
  readonly role: string;
  readonly signOff: SignOff | undefined;
  readonly mayAnswer: readonly string[];
}

export interface WeeklyModel {
  readonly title: string;
  readonly week: number;
  readonly from: Instant;
  readonly to: Instant;
  /** The moment it should have been posted; it says so when it is late by more than an hour. */
  readonly dueAt: Instant;
  readonly lateMs: number;
  readonly card: Pick<
    CardModel,
    'state' | 'stage' | 'share' | 'since' | 'stages' | 'verdicts' | 'recommendation' | 'due' | 'next' | 'hold' | 'why'
  >;
  readonly readings: number;
  /** Without a stage: rolled back. */
  readonly changes: readonly {
    readonly at: Instant;
    readonly stage: StageRef | undefined;
    readonly share: number | undefined;
  }[];
  readonly missing: readonly string[];
}

export interface ResultsModel {
  readonly slot: '1-week' | '1-month';
  readonly wentLiveAt: Instant;
  readonly dueAt: Instant;
  readonly lateMs: number;
  readonly uniqueUsers: string | undefined;
  readonly kpis: readonly KpiResult[];
  readonly answers: readonly ResultAnswer[];
  /** What is missing, and who the plan names to provide it. */
  readonly missing: readonly string[];
  readonly monitors: string | undefined;
  readonly complete: boolean;
}

export interface KpiResult {
  readonly label: string;
  readonly name: string | undefined;
  readonly target: string | undefined;
  readonly baseline: string | undefined;
  readonly actual: string | undefined;
  /** Relative change of the actual value against the baseline in percent, when both are numbers of one unit. */
  readonly changePercent: number | undefined;
  readonly source: { readonly author: string; readonly url: string } | undefined;
}

export interface ResultAnswer {
  /** Key of a question of the results block, e.g. `processing-issues`, or a question of the plan itself. */
  readonly key: string;
  readonly question: string | undefined;
  readonly text: string | undefined;
  readonly by: string | undefined;
}

export interface QuestionsModel {
  readonly kpis: readonly (KpiResult & {
    readonly oneWeek: string | undefined;
    readonly oneMonth: string | undefined;
  })[];
  readonly questions: readonly ResultAnswer[];
}

export interface FinishedPlanModel {
  readonly title: string;
  readonly finished: boolean;
  readonly plan: Plan;
  readonly window: PlannedDates | undefined;
  readonly baselineTable:
    | {
        readonly metrics: readonly string[];
        readonly rows: readonly { readonly period: string; readonly cells: readonly string[] }[];
      }
    | undefined;
  readonly baselines: readonly BaselineFigure[];
  readonly stages: readonly {
    readonly row: StageRow;
    readonly sample: string | undefined;
    readonly uniqueUsers: string | undefined;
    readonly verdicts: readonly Verdict[];
    readonly answers: readonly ResultAnswer[];
  }[];
  readonly goNoGo: { readonly outcome: 'ready' | 'not-ready' | undefined; readonly roll: readonly RollRow[] };
  readonly wentLiveAt: Instant | undefined;
  readonly goLiveDate: string | undefined;
  readonly oneWeek: ResultsModel | undefined;
  readonly oneMonth: ResultsModel | undefined;
  readonly questions: readonly ResultAnswer[];
  readonly overrides: readonly Override[];
}
