/**
 * What every text shows. Models carry facts, never wording; `templates/<view>.hbs` makes the sentences. Moments are
 * `Instant`s and are formatted in the repository's time zone when rendered.
 */
import type { StageEvidence } from './adoption/where-it-stands.ts';
import type { Amendment } from './amendments/amendment.ts';
import type { CardModel, PlanModel, StageRef } from './card-model.ts';
import type { Recommendation, Verdict } from './criteria/verdict.ts';
import type { Instant } from './instant.ts';
import type { Finding, Kpi } from './plan/plan.ts';
import type { PlanChange } from './plan/plan-changes.ts';
import type { Refusal } from './refusal.ts';
import type { FinishedPlanModel, QuestionsModel, ResultsModel, SummaryModel, WeeklyModel } from './report-models.ts';
import type { Hold } from './rollout.ts';

/** A text to be rendered: the view's name and what it shows. */
export type ViewCall = { readonly [Name in View]: { readonly view: Name; readonly model: ViewModels[Name] } }[View];

export type View = keyof ViewModels;

/** To add a text: name its model here, write templates/<name>.hbs, and give it a sample in src/views/samples/. */
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
  /** What-if: one line for each verdict and one for the recommendation, without a release. */
  readonly 'what-if': { readonly verdicts: readonly Verdict[]; readonly recommendation: Recommendation };
  /** Posted on its own only when the recommendation changed. */
  readonly 'recommendation-changed': VerdictsModel;
  readonly plan: PlanModel;
  readonly 'plan-changed': {
    readonly by: string;
    readonly changes: readonly PlanChange[];
    /** Decisions by command that hold no longer, because the text says something else now. */
    readonly overruled: readonly Amendment[];
    readonly findings: readonly Finding[];
  };
  /** What was decided about the plan by command; the text stays as it is. */
  readonly 'plan-amended': {
    readonly by: string;
    readonly changes: readonly PlanChange[];
    /** How many findings were accepted. */
    readonly accepted: number;
    /** Findings that are left. */
    readonly open: { readonly errors: number; readonly others: number };
  };
  readonly adopted: AdoptedModel;
  readonly scheduled: { readonly date: string; readonly before: string | undefined; readonly by: string };
  readonly answered: { readonly question: string; readonly text: string };
  readonly judged: { readonly criterion: string; readonly result: 'PASS' | 'FAIL'; readonly why: string };
  /** Lines of a comment that look like readings and could not be read. */
  readonly 'reading-problems': { readonly problems: readonly ReadingProblem[]; readonly accepted: number };
  /** Something that somebody asked for could not be done. */
  readonly 'set-aside': SetAsideModel;
  /** So many comments that it must be a program that answers them. */
  readonly 'noise-paused': { readonly comments: number; readonly minutes: number; readonly until: Instant };
  /** Somebody changed another person's comment that carries readings: nothing is taken over. */
  readonly 'edit-rejected': { readonly by: string; readonly author: string; readonly readings: readonly string[] };
  readonly 'checklist-closed': { readonly stage: StageRef; readonly by: string; readonly open: readonly string[] };
  readonly summary: SummaryModel;
  readonly weekly: WeeklyModel;
  readonly results: ResultsModel;
  readonly questions: QuestionsModel;
  readonly 'finished-plan': FinishedPlanModel;
  readonly cancelled: {
    readonly by: string;
    readonly why: string;
    /** Who has the change when it ends; undefined where there is no percentage. */
    readonly share: number | undefined;
    readonly toggles: readonly string[];
  };
  /** One finding on its own, for the command line: the message, a blank line, the hint. */
  readonly finding: { readonly finding: Finding };
  /** What the check of a pull request says of settings and templates; its first line is the title. */
  readonly 'settings-check': {
    readonly settings: boolean;
    readonly templates: readonly string[];
    readonly errors: number;
    readonly warnings: number;
    /** Findings that are not shown one by one. */
    readonly left: number;
    /** Templates for which there was no time. */
    readonly untried: readonly string[];
  };
  /** The last line of a text that GitHub's limit made us cut. */
  /** Of the pull request that brings the files a team begins with; by path. */
  readonly 'set-up': { readonly added: readonly string[]; readonly kept: readonly string[] };
  readonly 'cut-note': Readonly<Record<string, never>>;
  /** The tracking issue was closed, reopened or lost its label by hand. */
  readonly paused: { readonly why: 'closed' | 'unlabeled'; readonly by: string };
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
  /** Of the results block, in the plan's own words where it has some. */
  readonly questions: readonly { readonly key: string; readonly question: string | undefined }[];
  readonly rollback: string | undefined;
  readonly trackingIssue: number;
  readonly title: string;
}

export interface SetAsideModel {
  readonly asked: AskedFor;
  /** What is missing of it; empty: nothing was done at all. */
  readonly undone: readonly ('checklist' | 'answer' | 'label' | 'closing')[];
  /** How often it was tried. */
  readonly attempts: number;
  readonly why: 'forbidden' | 'sub-issue-limit' | undefined;
  /** For the operator: what to look for in the log. */
  readonly deliveryId: string;
}

export type AskedFor =
  | { readonly what: 'commands'; readonly commands: readonly string[]; readonly by: string; readonly url: string }
  | { readonly what: 'label'; readonly label: string; readonly stage: string; readonly by: string }
  | { readonly what: 'report'; readonly report: 'weekly' | '1-week' | '1-month'; readonly dueAt: Instant };

export interface AdoptedModel {
  readonly by: string;
  /** Undefined: the release has not begun. */
  readonly stage: StageRef | undefined;
  readonly share: number | undefined;
  /** Since when it is there by the plan; undefined: from now on. */
  readonly since: Instant | undefined;
  /** The stage was named in the command. */
  readonly said: boolean;
  readonly evidence: readonly { readonly stage: StageRef; readonly why: StageEvidence['why'] }[];
  /** Earlier stages of which nothing is known; they are taken for done. */
  readonly assumed: readonly StageRef[];
  /** How many were taken over from the description. */
  readonly answers: number;
  readonly readings: number;
  /** The planned go-live lies in the past although the release is not taken to be live. */
  readonly goLivePassed: string | undefined;
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
  readonly toggles: readonly string[];
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
    | 'hold'
    | 'plan'
    | 'remarks';
  /** Which part of the plan, where `kind` is `plan`. */
  readonly part?: PlanChange['what'] | undefined;
  readonly name?: string | undefined;
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
