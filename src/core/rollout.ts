/**
 * The live state of one tracking issue. It is a value: `decide` returns the next one, the store keeps it, labels and
 * comments only show it.
 */
import type { AcceptedFinding, Amendment } from './amendments/amendment.ts';
import type { Recommendation } from './criteria/verdict.ts';
import type { Instant } from './instant.ts';
import type { Finding, Plan } from './plan/plan.ts';

export interface Rollout {
  readonly position: Position;
  /** Percent of users who have the change now; 0 before the first stage; undefined in a stage without a percentage. */
  readonly share: number | undefined;
  readonly plan: Plan;
  /** What the reader noticed, in the plan's order. */
  readonly findings: readonly Finding[];
  /** What was decided about the plan by command: see `Amendment`. */
  readonly amendments: readonly Amendment[];
  /** Findings that were accepted; they are not in `findings`. */
  readonly accepted: readonly AcceptedFinding[];
  /** Taken over by `/adopt`, with so many periods; undefined when it began here. */
  readonly adoption: Adoption | undefined;
  /** Every stretch in which stage and share did not change, oldest first; the last one has no `until` while it lasts. */
  readonly periods: readonly Period[];
  readonly signOffs: readonly SignOff[];
  readonly judgements: readonly Judgement[];
  readonly answers: readonly Answer[];
  /** Moves that were made against the recommendation, with the evidence of that moment. */
  readonly overrides: readonly Override[];
  /** Ids of criteria that failed in the current stage: FAIL stays until a person reopens it with `/judge`. */
  readonly failed: readonly string[];
  /** When 100% was reached: the clock of the results starts here. */
  readonly wentLiveAt: Instant | undefined;
  /** `YYYY-MM-DD`, set by `/schedule` or by the plan. */
  readonly goLiveDate: string | undefined;
  /** The recommendation that was last told in a comment, so that only a change is told again. */
  readonly told: ToldRecommendation | undefined;
  /**
   * Comments that are kept up to date because they have been posted, by what they are: `summary`, `1-week`, `1-month`,
   * `questions`. The value is the slot of the comment in force, so that asking again posts a new one.
   */
  readonly slots: Readonly<Record<string, string>>;
  /** When the latest `weekly` was posted, and when the results, `1-week` and `1-month`, were first. */
  readonly reported: Readonly<Record<string, Instant>>;
  /** The tracking issue was closed by hand or lost its label: no reports until it is put back. */
  readonly suspended: 'closed' | 'unlabeled' | undefined;
  /** Stages whose checklist issue was closed with open items, so that it is said once. */
  readonly noticedClosed: readonly string[];
  readonly openedAt: Instant;
}

export type Position =
  | { readonly at: 'planning' }
  | {
      readonly at: 'stage';
      readonly stage: string;
      readonly since: Instant;
      readonly by: string;
      readonly hold: Hold | undefined;
    }
  /** Taken back to a share outside the ladder, often 0%. `from` is the stage it was taken back from. */
  | { readonly at: 'rolled-back'; readonly from: string; readonly since: Instant; readonly why: string }
  | { readonly at: 'live'; readonly stage: string; readonly since: Instant; readonly by: string }
  | { readonly at: 'complete'; readonly since: Instant }
  | { readonly at: 'cancelled'; readonly since: Instant; readonly why: string };

export interface Adoption {
  readonly by: string;
  readonly at: Instant;
  readonly periods: number;
}

export interface Hold {
  readonly by: string;
  readonly why: string;
  readonly since: Instant;
}

export interface Period {
  readonly stage: string;
  readonly share: number | undefined;
  readonly from: Instant;
  readonly until: Instant | undefined;
}

export interface SignOff {
  readonly role: string;
  readonly answer: 'go' | 'conditional-go' | 'no-go';
  /** The condition or the reason, in the person's words. */
  readonly text: string | undefined;
  readonly by: string;
  readonly at: Instant;
  readonly url: string;
}

export interface Judgement {
  readonly criterion: string;
  /** Judgements hold for the stage in which they were made. */
  readonly stage: string;
  readonly result: 'PASS' | 'FAIL';
  readonly why: string;
  readonly by: string;
  readonly at: Instant;
}

export interface Answer {
  /** Normalised question: see `questionKey`. */
  readonly key: string;
  readonly question: string;
  readonly text: string;
  /** Stage id, `1-week`, `1-month` or `post-launch`: what the answer belongs to. */
  readonly slot: string;
  readonly by: string;
  readonly at: Instant;
  readonly sourceId: string;
}

export interface Override {
  readonly by: string;
  readonly why: string;
  readonly at: Instant;
  readonly from: string;
  readonly to: string;
  readonly recommendation: Recommendation;
}

export interface ToldRecommendation {
  readonly stage: string;
  readonly result: 'GO' | 'HOLD' | 'NO-GO';
  readonly code: string;
}
