import type { Criterion } from './criterion.ts';

/** PASS, FAIL: shown. INCONCLUSIVE: enough people, not shown. INSUFFICIENT: wait. ERROR: cannot be read. MANUAL: a person must say. */
export type VerdictResult = 'PASS' | 'FAIL' | 'INCONCLUSIVE' | 'INSUFFICIENT' | 'ERROR' | 'MANUAL';

/** What is said of one criterion; the line that people read is made from it by templates/partials/verdict-line.hbs. */
export interface Verdict {
  readonly criterion: Criterion;
  readonly result: VerdictResult;
  /** Why, from a closed list; the template has a phrase for each. */
  readonly why: VerdictReason;
  /** Figures for the line, all in the criterion's own unit (fractions are never used here: 5% is 5). */
  readonly observed: number | undefined;
  readonly reference: number | undefined;
  readonly change: number | undefined;
  readonly interval: readonly [low: number, high: number] | undefined;
  /** Unit of `observed` and `reference`. */
  readonly unit: string | undefined;
  /** Unit of `change` and `interval`: `pp` or `%` (relative), or `unit`. */
  readonly changeUnit: string | undefined;
  readonly hits: number | undefined;
  readonly n: number | undefined;
  readonly referenceHits: number | undefined;
  readonly referenceN: number | undefined;
  readonly need: number | undefined;
  /** The line the value was held against, in `unit` or `changeUnit`. */
  readonly limit: number | undefined;
  /** Passed, but shown to be below the baseline within the agreed margin. */
  readonly worseWithinMargin: boolean;
  /** Not shown, but the point estimate is past the margin. */
  readonly leansPastMargin: boolean;
  /** Name of the interval's method, for `--explain`: `wilson`, `newcombe`, …; undefined for plain values. */
  readonly method: string | undefined;
  /** A person's judgement, when it decided. */
  readonly judgement: { readonly by: string; readonly why: string } | undefined;
  /** Ids of the readings that were used, newest first. */
  readonly readings: readonly string[];
}

export type VerdictReason =
  | 'met'
  | 'met-plain'
  | 'not-met'
  | 'not-met-plain'
  | 'limit-reached'
  | 'not-shown'
  | 'one-reading'
  | 'no-reading'
  | 'sample-short'
  | 'window-open'
  | 'stale'
  | 'placeholder'
  | 'no-target'
  | 'no-baseline'
  | 'impossible-count'
  | 'unit-mismatch'
  | 'needs-person'
  | 'judged';

export interface Recommendation {
  readonly result: 'GO' | 'HOLD' | 'NO-GO';
  /** The first rule that fitted decides … */
  readonly code: RecommendationCode;
  /** … and these fitted too, in the order of the rules. */
  readonly further: readonly RecommendationCode[];
  /** Facts for the sentence: criterion ids, counts, dates. */
  readonly facts: RecommendationFacts;
}

export type RecommendationCode =
  | 'no-criteria'
  | 'failed'
  | 'split'
  | 'error'
  | 'stale'
  | 'sample'
  | 'manual'
  | 'soak'
  | 'unproven'
  | 'leans'
  | 'freeze'
  | 'approvals'
  | 'go';

export interface RecommendationFacts {
  readonly failed: readonly string[];
  readonly errors: readonly string[];
  readonly short: readonly {
    readonly id: string;
    readonly have: number | undefined;
    readonly need: number | undefined;
  }[];
  readonly manual: readonly string[];
  readonly unproven: readonly string[];
  readonly leans: readonly string[];
  readonly met: number;
  readonly counted: number;
  readonly soakUntil: number | undefined;
  readonly newestAt: number | undefined;
  readonly freeze: string | undefined;
  readonly waitingFor: readonly string[];
  /** The sample rule in the seed's words: how many days at this share, and the smallest share that would do. */
  readonly sample: SampleForecast | undefined;
}

export interface SampleForecast {
  readonly unit: string | undefined;
  readonly perDay: number;
  readonly days: number;
  readonly betterShare: number | undefined;
  readonly betterDays: number | undefined;
}
