import type { Instant } from '../instant.ts';

/**
 * What a team decided about its plan by command. It lies over every reading of the plan and is never written into the
 * team's text; when the text comes to say something else about the same thing, the text wins.
 */
export interface Amendment {
  readonly what: AmendedPart;
  /** Id of the stage, criterion or KPI; undefined for what there is only one of. */
  readonly name: string | undefined;
  /** What the team's own text says of it; undefined: nothing. */
  readonly before: string | undefined;
  /** As given, or for `stages` the ladder that was accepted. */
  readonly to: string;
  readonly by: string;
  readonly at: Instant;
}

/** `stages`: the ladder that only a sentence tells was accepted. */
export type AmendedPart =
  | 'stages'
  | 'share'
  | 'length'
  | 'go-live'
  | 'kpi'
  | 'criterion'
  | 'toggle'
  | 'rollback'
  | 'roles';

/** A finding that a person has seen and leaves as it is. */
export interface AcceptedFinding {
  /** See `findingKey`. */
  readonly key: string;
  readonly by: string;
  readonly at: Instant;
}
