/**
 * Why something that was asked for may not be, from a closed list. A refusal is a value, shown to the user; its
 * sentences (what is wrong, what would be accepted) are in templates/refusals/<reason>.hbs.
 */
import type { Recommendation, Verdict } from './criteria/verdict.ts';

export type Refusal =
  | { readonly reason: 'unknown-command'; readonly name: string; readonly nearest: string | undefined }
  | { readonly reason: 'bad-usage'; readonly problem: string; readonly usage: string; readonly example: string }
  /** Those before it were carried out. */
  | { readonly reason: 'too-many-commands'; readonly limit: number }
  | { readonly reason: 'not-permitted'; readonly needs: string; readonly has: string }
  | { readonly reason: 'not-for-bots' }
  | {
      readonly reason: 'unknown-stage';
      readonly stage: string;
      readonly nearest: string | undefined;
      readonly stages: readonly string[];
    }
  | {
      readonly reason: 'already-there';
      readonly stage: string;
      readonly since: number;
      readonly by: string | undefined;
    }
  | { readonly reason: 'skips-a-stage'; readonly next: string; readonly skipped: readonly string[] }
  | { readonly reason: 'backwards'; readonly stage: string; readonly current: string }
  | {
      readonly reason: 'not-recommended';
      readonly to: string;
      readonly recommendation: Recommendation;
      readonly verdicts: readonly Verdict[];
    }
  | { readonly reason: 'on-hold'; readonly by: string; readonly why: string; readonly since: number }
  | { readonly reason: 'not-on-hold' }
  | { readonly reason: 'not-started'; readonly first: string | undefined }
  /** Rolled back below the ladder: no stage is under way. */
  | { readonly reason: 'rolled-back'; readonly from: string }
  /** It was moved here before: where it stands is not open any more. */
  | { readonly reason: 'already-begun'; readonly stage: string; readonly since: number }
  | { readonly reason: 'no-further-stage'; readonly current: string }
  | { readonly reason: 'already-ended'; readonly how: 'complete' | 'cancelled'; readonly since: number }
  | { readonly reason: 'not-live-yet' }
  | {
      readonly reason: 'share-outside-range';
      readonly share: number;
      readonly lowest: number;
      readonly highest: number;
      readonly stage: string;
    }
  | { readonly reason: 'share-lowers'; readonly share: number; readonly current: number }
  | { readonly reason: 'stage-has-no-share'; readonly stage: string }
  | { readonly reason: 'share-unchanged'; readonly share: number }
  | { readonly reason: 'nothing-to-roll-back' }
  | { readonly reason: 'rollback-raises'; readonly share: number; readonly current: number }
  | { readonly reason: 'reason-missing'; readonly example: string }
  | {
      readonly reason: 'not-a-number';
      readonly text: string;
      readonly example: string;
      /** What is wrong with it, where more than that can be said: a `ReadingProblemCode`. */
      readonly why?: string;
    }
  | {
      readonly reason: 'unknown-criterion';
      readonly name: string;
      readonly nearest: string | undefined;
      readonly criteria: readonly string[];
    }
  | {
      readonly reason: 'unknown-plan-part';
      readonly part: string;
      readonly nearest: string | undefined;
      readonly parts: readonly string[];
    }
  | { readonly reason: 'unknown-kpi'; readonly number: number; readonly count: number; readonly next: string }
  | { readonly reason: 'bad-length'; readonly text: string; readonly example: string }
  | { readonly reason: 'nothing-to-accept'; readonly errors: number }
  | { readonly reason: 'unknown-question'; readonly name: string; readonly questions: readonly string[] }
  | { readonly reason: 'unknown-role'; readonly role: string; readonly roles: readonly string[] }
  | { readonly reason: 'role-not-yours'; readonly role: string; readonly mayAnswer: readonly string[] }
  | { readonly reason: 'role-unclear'; readonly roles: readonly string[] }
  | { readonly reason: 'unknown-report'; readonly report: string; readonly reports: readonly string[] }
  | { readonly reason: 'bad-date'; readonly text: string; readonly example: string }
  | { readonly reason: 'date-in-the-past'; readonly date: string }
  | { readonly reason: 'two-labels'; readonly labels: readonly string[] }
  | { readonly reason: 'sub-issue-limit'; readonly limit: number }
  | { readonly reason: 'no-plan' };

export type RefusalReason = Refusal['reason'];
