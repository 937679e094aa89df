/**
 * What every text shows. Models carry facts, never wording; `templates/<view>.hbs` makes the sentences. Moments are
 * `Instant`s and are formatted in the repository's time zone when rendered.
 */
import type { Recommendation, Verdict } from './criteria/verdict.ts';
import type { Instant } from './instant.ts';
import type { BaselineFigure, Finding, Kpi, Plan, PlannedDates } from './plan/plan.ts';
import type { PlanChange } from './plan/plan-changes.ts';
import type { Refusal } from './refusal.ts';
import type { Hold, Override, SignOff } from './rollout.ts';
import type { BlockerFacts } from './snapshot.ts';

/** A text to be rendered: the view's name and what it shows. */
export type ViewCall = { readonly [Name in View]: { readonly view: Name; readonly model: ViewModels[Name] } }[View];

export type View = keyof ViewModels;

/** To add a text: name its model here, write templates/<name>.hbs, and give it a sample in test/views/samples.ts. */
export interface ViewModels {
  /** The one comment that is always kept up to date. */
  readonly card: CardModel;
  /** Body of a stage's checklist issue, and of the go-live's. */
  readonly 'issues/stage': ChecklistModel;
  readonly 'issues/go-live': ChecklistModel;
  /** One comment that answers several commands of one comment, in their order. */
  readonly reply: { readonly parts: readonly ViewCall[] };
  readonly moved: MovedModel;
  readonly 'share-changed': ShareChangedModel;
  readonly held: { readonly stage: StageRef; readonly hold: Hold };
  readonly resumed: { readonly stage: StageRef; readonly by: string; readonly heldSince: Instant };
  readonly refused: RefusedModel;
  readonly 'dry-run': DryRunModel;
  readonly help: { readonly commands: readonly CommandHelp[] };
  readonly 'help-command': { readonly command: CommandHelp };
  readonly verdicts: VerdictsModel;
  /** Posted on its own only when the recommendation changed. */
  readonly 'recommendation-changed': VerdictsModel;
  readonly plan: PlanModel;
  readonly 'plan-changed': {
    readonly by: string;
    readonly changes: readonly PlanChange[];
    readonly findings: readonly Finding[];
  };
  readonly scheduled: { readonly date: string; readonly before: string | undefined; readonly by: string };
  readonly answered: { readonly question: string; readonly text: string };
  readonly judged: { readonly criterion: string; readonly result: 'PASS' | 'FAIL'; readonly why: string };
  /** Lines of a comment that look like readings and could not be read. */
  readonly 'reading-problems': { readonly problems: readonly ReadingProblem[]; readonly accepted: number };
  /** Somebody changed another person's comment that carries readings: nothing is taken over. */
  readonly 'edit-rejected': { readonly by: string; readonly author: string; readonly readings: readonly string[] };
  readonly 'checklist-closed': { readonly stage: StageRef; readonly by: string; readonly open: readonly string[] };
  readonly summary: SummaryModel;
  readonly weekly: WeeklyModel;
  readonly results: ResultsModel;
  readonly questions: QuestionsModel;
  readonly 'finished-plan': FinishedPlanModel;
  readonly complete: { readonly by: string; readonly days: number | undefined };
  readonly cancelled: { readonly by: string; readonly why: string };
  /** The tracking issue was closed, reopened or lost its label by hand. */
  readonly paused: { readonly why: 'closed' | 'unlabeled'; readonly by: string };
}

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
  /** First time the stage was entered, and when it was left for good. */
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
  readonly text: string;
  readonly at: Instant;
  readonly author: string;
  readonly url: string;
  readonly stage: string | undefined;
}

export interface PlanModel {
  readonly plan: Plan;
  readonly findings: readonly Finding[];
}

export interface ChecklistModel {
  readonly stage: StageRef;
  readonly share: readonly [lowest: number, highest: number] | undefined;
  readonly startShare: number | undefined;
  readonly length: string | undefined;
  readonly sample: string | undefined;
  readonly toggles: readonly string[];
  readonly dashboards: readonly string[];
  readonly criteria: readonly string[];
  readonly kpis: readonly Kpi[];
  readonly rollback: string | undefined;
  readonly trackingIssue: number;
  readonly title: string;
}

export interface MovedModel {
  readonly kind: 'advanced' | 'rolled-back' | 'went-live';
  readonly from: StageRef | undefined;
  readonly to: StageRef | undefined;
  readonly share: number | undefined;
  readonly by: string;
  /** Earliest end by the planned length. */
  readonly until: Instant | undefined;
  /** The stage whose checklist issue is to be linked. */
  readonly checklist: string | undefined;
  readonly toggles: readonly string[];
  /** Reason of a rollback or of a `--force`. */
  readonly why: string | undefined;
  readonly forcedAgainst: Recommendation | undefined;
  readonly results: readonly { readonly what: '1-week' | '1-month'; readonly at: Instant }[];
}

export interface ShareChangedModel {
  readonly stage: StageRef;
  readonly from: number | undefined;
  readonly to: number;
  readonly by: string;
}

export interface RefusedModel {
  /** What was asked for, in our words or as typed: `/advance moderate`, `stage: moderate`. */
  readonly asked: string;
  readonly by: 'command' | 'label';
  readonly refusal: Refusal;
}

export interface DryRunModel {
  readonly asked: string;
  readonly changes: readonly DryRunChange[];
}

export interface DryRunChange {
  readonly kind:
    | 'stage'
    | 'share'
    | 'label'
    | 'checklist'
    | 'comment'
    | 'card'
    | 'title'
    | 'close'
    | 'reading'
    | 'sign-off'
    | 'date'
    | 'answer'
    | 'judgement'
    | 'report'
    | 'hold';
  readonly from: string | undefined;
  readonly to: string | undefined;
}

export interface CommandHelp {
  readonly name: string;
  /** `/advance [stage] [--share 20%] [--force "why"]` */
  readonly usage: string;
  readonly permission: string;
  readonly examples: readonly string[];
}

export interface VerdictsModel {
  readonly stage: StageRef | undefined;
  readonly share: number | undefined;
  readonly day: number | undefined;
  readonly verdicts: readonly Verdict[];
  readonly recommendation: Recommendation;
  readonly explain: boolean;
  /** What was recommended before, when this tells a change. */
  readonly before: 'GO' | 'HOLD' | 'NO-GO' | undefined;
  readonly next: readonly string[];
}

export interface ReadingProblem {
  readonly line: number;
  /** What was written, cut to a reasonable length. */
  readonly text: string;
  readonly why: string;
}

export interface SummaryModel {
  readonly title: string;
  readonly target: StageRef;
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
  readonly changes: readonly { readonly at: Instant; readonly stage: StageRef; readonly share: number | undefined }[];
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
