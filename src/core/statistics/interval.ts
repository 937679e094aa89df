/** A confidence interval. Proportions and their differences are fractions here: 0.05, not 5%. */
export interface Interval {
  readonly lower: number;
  readonly upper: number;
}

/** `hits` of `n` observations. */
export interface Proportion {
  readonly hits: number;
  readonly n: number;
}

/** Mean, standard deviation (divisor n−1) and size of a sample. */
export interface Sample {
  readonly mean: number;
  readonly sd: number;
  readonly n: number;
}

/** hits / n. */
export function rateOf({ hits, n }: Proportion): number {
  return hits / n;
}
