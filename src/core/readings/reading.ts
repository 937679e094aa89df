import type { Instant } from '../instant.ts';

/** One value of a metric at a time. A change against something may come with it as `control`. */
export interface Reading {
  /** `<source id>/<ordinal>`: the same place in the same comment gives the same id, so an edit replaces it. */
  readonly id: string;
  /** As written. */
  readonly metric: string;
  /** Normalised for matching: see `metricKey`. */
  readonly key: string;
  readonly kind: 'reading' | 'baseline';
  readonly figure: Figure;
  /** The same quantity among people without the change. */
  readonly control: Figure | undefined;
  /** `total` since the stage began, or for the `daily` period only; undefined when nobody said. */
  readonly as: 'total' | 'daily' | undefined;
  /** The moment it holds for. */
  readonly at: Instant;
  /** Id of the stage it belongs to; undefined before the first stage. */
  readonly stage: string | undefined;
  /** Percent of users who had the change at that moment. */
  readonly share: number | undefined;
  readonly source: ReadingSource;
}

/** A quantity: a plain value in a unit, or `hits` of `n`, or both; or the mean of `n` values with their `sd`. */
export interface Figure {
  /** In `unit`: 62.4 for "62.4%". For hits of n it is 100·hits/n. */
  readonly value: number | undefined;
  /** `%`, `pp`, `per 1,000`, `count`, `ms`, `s`, `min`, `hours`, `days`, `$`, or the writer's own word. */
  readonly unit: string | undefined;
  readonly hits: number | undefined;
  readonly n: number | undefined;
  /** Standard deviation, divisor n−1, in `unit`: `value` is the mean of `n` values. */
  readonly sd?: number | undefined;
  /** Hours in which `value` events were counted: 12 for "3 errors in 12 hours". */
  readonly exposure?: number | undefined;
  /** "~52k": the writer called it an approximation. */
  readonly approximate: boolean;
  /** As written. */
  readonly text: string;
}

export interface ReadingSource {
  /** Stable id of the comment or issue that said it: `comment:123`, `issue:7`. */
  readonly id: string;
  readonly url: string;
  readonly author: string;
  readonly at: Instant;
}
