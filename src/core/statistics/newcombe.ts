import { type Interval, type Proportion, rateOf } from './interval.ts';
import { guardedWilson, wilson, wilsonCorrected } from './wilson.ts';

/**
 * Newcombe's hybrid score interval for the difference p₁ − p₂ of two proportions (Stat. Med. 17, 1998, 873-890,
 * method 10). With Wilson's limits (l, u) of each arm:
 * lower = d − √((p₁−l₁)² + (u₂−p₂)²), upper = d + √((u₁−p₁)² + (p₂−l₂)²).
 * Subtracting opposite limits (l₁−u₂, u₁−l₂), as some public code does, is far too wide and is not this method.
 */
export function newcombe(treated: Proportion, control: Proportion, c: number): Interval {
  return combine(treated, control, wilson(treated, c), wilson(control, c));
}

/**
 * Newcombe's interval from guarded limits (see `guardedWilson`): what verdicts use, because with few people and rare
 * events the plain limits promise too much.
 */
export function guardedNewcombe(treated: Proportion, control: Proportion, c: number, alpha: number): Interval {
  return combine(treated, control, guardedWilson(treated, c, alpha), guardedWilson(control, c, alpha));
}

/** The same from continuity-corrected limits (Newcombe 1998b, method 11). */
export function newcombeCorrected(treated: Proportion, control: Proportion, c: number): Interval {
  return combine(treated, control, wilsonCorrected(treated, c), wilsonCorrected(control, c));
}

function combine(treated: Proportion, control: Proportion, first: Interval, second: Interval): Interval {
  const p1 = rateOf(treated);
  const p2 = rateOf(control);
  const difference = p1 - p2;
  return {
    lower: difference - Math.hypot(p1 - first.lower, second.upper - p2),
    upper: difference + Math.hypot(first.upper - p1, p2 - second.lower),
  };
}

/** Agresti and Caffo's interval (Am. Stat. 54, 2000, 280-288): a hit and a miss added to each arm, then Wald's. A cross-check. */
export function agrestiCaffo(treated: Proportion, control: Proportion, c: number): Interval {
  const n1 = treated.n + 2;
  const n2 = control.n + 2;
  const p1 = (treated.hits + 1) / n1;
  const p2 = (control.hits + 1) / n2;
  const half = c * Math.sqrt((p1 * (1 - p1)) / n1 + (p2 * (1 - p2)) / n2);
  return { lower: p1 - p2 - half, upper: p1 - p2 + half };
}

/**
 * z of the test that both proportions are equal, with the pooled variance: d / √(p̄(1−p̄)(1/n₁+1/n₂)). Its square is
 * the chi-square of the 2×2 table. 0 when nobody or everybody was hit.
 */
export function pooledZ(treated: Proportion, control: Proportion): number {
  const pooled = (treated.hits + control.hits) / (treated.n + control.n);
  const variance = pooled * (1 - pooled) * (1 / treated.n + 1 / control.n);
  return variance === 0 ? 0 : (rateOf(treated) - rateOf(control)) / Math.sqrt(variance);
}
