/** What the card draws. Wording and Mermaid's syntax are in templates/partials/. */
import type { Instant } from '../instant.ts';

export interface ChartsModel {
  /** The stages that were entered and those that are planned, in the order of the ladder. */
  readonly timeline: readonly TimelineStage[];
  /** Of the criteria that have at least two numbers in the stage under way. */
  readonly series: readonly CriterionSeries[];
}

export interface TimelineStage {
  readonly name: string;
  readonly bars: readonly TimelineBar[];
}

/**
 * `past` and `current`: a constant-share period. `planned`: as long as the plan gives it at least. `go-live`: the planned
 * moment; `until` is the same as `from`.
 */
export interface TimelineBar {
  readonly kind: 'past' | 'current' | 'planned' | 'go-live';
  readonly share: number | undefined;
  readonly from: Instant;
  readonly until: Instant;
}

/** How the number that a criterion is about went in the stage, oldest first. */
export interface CriterionSeries {
  readonly metric: string;
  readonly shows: 'value' | 'change';
  /** Unit of the points and the limit. */
  readonly unit: string | undefined;
  /** Unit of the two values behind a change. */
  readonly valueUnit: string | undefined;
  /** What the number is held against. */
  readonly limit: number;
  /** Both ends of the axis; they are never the same, and the points and the limit lie between them. */
  readonly range: readonly [low: number, high: number];
  /** At least two, at most 14, each on a `day` of its own. */
  readonly points: readonly SeriesPoint[];
}

export interface SeriesPoint {
  readonly at: Instant;
  /** Days since the stage began, rounded no further than points stay apart. */
  readonly day: number;
  readonly share: number | undefined;
  readonly value: number;
  readonly hits: number | undefined;
  readonly n: number | undefined;
  /** The two values behind a change. */
  readonly observed: number | undefined;
  readonly reference: number | undefined;
}
