import type { Interval, Sample } from './interval.ts';
import { studentQuantile, studentUpper } from './student-t-distribution.ts';

/** A difference (or ratio minus one) with its standard error and Welch's degrees of freedom. */
export interface MeanContrast {
  readonly estimate: number;
  readonly se: number;
  readonly df: number;
}

/** Mean and sd from Σx and Σx²: s² = (Σx² − (Σx)²/n)/(n−1). */
export function sampleFromSums(sum: number, sumOfSquares: number, n: number): Sample {
  const variance = (sumOfSquares - (sum * sum) / n) / (n - 1);
  return { mean: sum / n, sd: Math.sqrt(Math.max(0, variance)), n };
}

/**
 * Difference of two means without assuming equal variances (Welch, Biometrika 34, 1947, 28-35): se² = s₁²/n₁ + s₂²/n₂,
 * df = se⁴/((s₁²/n₁)²/(n₁−1) + (s₂²/n₂)²/(n₂−1)). Needs two observations in each arm.
 */
export function welch(treated: Sample, control: Sample): MeanContrast {
  const v1 = treated.sd ** 2 / treated.n;
  const v2 = control.sd ** 2 / control.n;
  return { estimate: treated.mean - control.mean, se: Math.sqrt(v1 + v2), df: welchDf(treated, control) };
}

/**
 * Relative change (m₁−m₂)/m₂ by the delta method: se² = s₁²/(n₁m₂²) + s₂²m₁²/(n₂m₂⁴) (Deng, Knoblich & Lu, KDD 2018).
 * Undefined at m₂ = 0, and poor when m₂'s own relative standard error exceeds about 10%: compare means then.
 */
export function relativeChange(treated: Sample, control: Sample): MeanContrast {
  const base = control.mean;
  const v1 = treated.sd ** 2 / treated.n / base ** 2;
  const v2 = (control.sd ** 2 / control.n) * (treated.mean ** 2 / base ** 4);
  return { estimate: (treated.mean - base) / base, se: Math.sqrt(v1 + v2), df: welchDf(treated, control) };
}

/** Two-sided interval at level 1 − alpha from Student's t. */
export function contrastInterval({ estimate, se, df }: MeanContrast, alpha: number): Interval {
  const half = studentQuantile(1 - alpha / 2, df) * se;
  return { lower: estimate - half, upper: estimate + half };
}

/** Two-sided p-value of "no difference". */
export function contrastP({ estimate, se, df }: MeanContrast): number {
  return 2 * studentUpper(Math.abs(estimate) / se, df);
}

function welchDf(treated: Sample, control: Sample): number {
  const v1 = treated.sd ** 2 / treated.n;
  const v2 = control.sd ** 2 / control.n;
  return (v1 + v2) ** 2 / (v1 ** 2 / (treated.n - 1) + v2 ** 2 / (control.n - 1));
}
