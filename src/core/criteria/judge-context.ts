import type { Instant } from '../instant.ts';
import type { Bar } from '../plan/plan.ts';
import type { Judgement } from '../rollout.ts';
import type { LookPlan } from '../statistics/look-plan.ts';

/** What a criterion is judged by besides its numbers. */
export interface JudgeContext {
  readonly bar: Bar;
  /** Error level of intervals, both sides together: 0.05. */
  readonly alpha: number;
  /** For intervals over both arms. */
  readonly looks: LookPlan;
  /** For intervals over the people with the change alone. */
  readonly treatedLooks: LookPlan;
  /** For intervals of events over time, in hours. */
  readonly hourLooks: LookPlan;
  /** People that the stage's sample rule asks for. */
  readonly stageMin: number | undefined;
  /** People in the stage so far, from a reading of users; for criteria whose readings count nobody. */
  readonly stageUsers: number | undefined;
  /** Whether the stage's planned length is over, so that a count in it is complete. */
  readonly windowOver: boolean;
  readonly windowEnd: Instant | undefined;
}

/** What people have said about a criterion in the stage. */
export interface PersonsWord {
  /** The last judgement. */
  readonly judgement: Judgement | undefined;
  /** It failed earlier in the stage and nobody has reopened it. */
  readonly failedBefore: boolean;
}
