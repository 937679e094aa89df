import type { Instant } from '../instant.ts';
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
  /** People so far in the arm that is shortest of them, where people are counted. */
  readonly people: number | undefined;
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
  /** Where the newest of them were said. */
  readonly sources: readonly VerdictSource[];
  /** What the numbers were held against, for the wording of the line; undefined where nothing was compared. */
  readonly rule: VerdictRule | undefined;
  /** Where the baseline of a change came from. Only `control` is from the same days. */
  readonly against: 'control' | 'previous-stage' | 'baseline' | 'plan' | undefined;
  /** When the window of a count ends that is still open. */
  readonly windowEnd: Instant | undefined;
  /** Whether counts were read as totals since the stage began or as separate days, and whether nobody said which. */
  readonly as: { readonly mode: 'total' | 'daily'; readonly guessed: boolean } | undefined;
  /** Number of stretches of constant share over which a change was combined; undefined for one. */
  readonly periods: number | undefined;
  /** The numbers run over a change of share and could not be taken apart: the change may be the ramp's. */
  readonly mixedShares: boolean | undefined;
  /** Multiplier of the interval: 1.96 for one look, more when the numbers are looked at every day. */
  readonly multiplier: number | undefined;
  /** Error level of the interval, both sides together: 0.05. */
  readonly alpha: number | undefined;
  /** Number of observations at which the multiplier of daily looks is smallest; undefined for other ways of looking. */
  readonly tightestAt: number | undefined;
  /** Counts of each stretch of constant share, where several were combined. */
  readonly strata: readonly VerdictStratum[] | undefined;
  /** Numbers of the people with the change in the stage: each was a look. */
  readonly looks: number;
  /** Where the baseline was said, when a comment said it. */
  readonly referenceSource: VerdictSource | undefined;
}

export interface VerdictSource {
  readonly url: string;
  readonly by: string;
  readonly at: Instant;
  /** The figures as written; `132/205 vs 1060/1845`. */
  readonly text: string;
}

export interface VerdictStratum {
  readonly hits: number;
  readonly n: number;
  readonly referenceHits: number;
  readonly referenceN: number;
}

/**
 * `not-worse`: a change, not worse than `limit`. `better`: a change, beyond `limit`. `within`: a change inside ±`limit`.
 * `target`: a value on the right side of `limit`. `count`: what may be counted in the whole window.
 */
export type VerdictRule = 'not-worse' | 'better' | 'within' | 'target' | 'count';

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
  | 'still-failed'
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
    /** When the window of a count ends, where that is what is waited for. */
    readonly until: Instant | undefined;
  }[];
  readonly manual: readonly string[];
  readonly unproven: readonly string[];
  readonly leans: readonly string[];
  readonly met: number;
  readonly counted: number;
  readonly soakUntil: number | undefined;
  readonly newestAt: number | undefined;
  /** Why changes are frozen, in the settings' words; empty when they do not say. */
  readonly freeze: string | undefined;
  /** Last day of the freeze, `YYYY-MM-DD`. */
  readonly freezeUntil: string | undefined;
  /** p-value of the split check, when it raised the alarm. */
  readonly splitP: number | undefined;
  readonly waitingFor: readonly string[];
  /** The sample rule in the seed's words: how many days at this share, and the smallest share that would do. */
  readonly sample: SampleForecast | undefined;
}

export interface SampleForecast {
  /** Criterion that takes longest. */
  readonly id: string | undefined;
  readonly unit: string | undefined;
  /** Observations a day at the share of now. */
  readonly perDay: number;
  /** Further days at the share of now. */
  readonly days: number;
  /** Smallest share, in percent, that would do within the stage's length and range, or the highest allowed one. */
  readonly betterShare: number | undefined;
  readonly betterDays: number | undefined;
}
