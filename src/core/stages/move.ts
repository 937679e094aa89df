import type { Recommendation, Verdict } from '../criteria/verdict.ts';
import type { Instant } from '../instant.ts';
import type { Stage } from '../plan/plan.ts';
import type { Refusal } from '../refusal.ts';
import type { Position } from '../rollout.ts';

/** Something people may ask of a rollout. */
export type Move =
  | {
      readonly kind: 'advance';
      /** Undefined: the next one. */
      readonly to: Stage | undefined;
      readonly share: number | undefined;
      /** Why the move should happen against the recommendation or out of order. */
      readonly force: string | undefined;
    }
  | { readonly kind: 'share'; readonly share: number }
  | { readonly kind: 'hold'; readonly why: string }
  | { readonly kind: 'resume' }
  | { readonly kind: 'rollback'; readonly to: Stage | number | undefined; readonly why: string }
  | { readonly kind: 'complete' }
  | { readonly kind: 'cancel'; readonly why: string };

/** What the machine must know besides the state: the ladder, who asks and when, and the evidence. */
export interface MoveContext {
  readonly stages: readonly Stage[];
  readonly share: number | undefined;
  readonly now: Instant;
  readonly by: string;
  /** Evidence of the stage under way; undefined where none is. */
  readonly evidence: { readonly recommendation: Recommendation; readonly verdicts: readonly Verdict[] } | undefined;
}

export type Moved =
  | {
      readonly kind: 'moved';
      readonly position: Position;
      readonly share: number | undefined;
      /** The recommendation that was overridden, when it was. */
      readonly against: Recommendation | undefined;
    }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

export function refuse(refusal: Refusal): Moved {
  return { kind: 'refused', refusal };
}
