import { normalQuantile } from './normal-distribution.ts';

/** What a comparison of two arms should be able to show. */
export interface Power {
  /** Two-sided error level. */
  readonly alpha: number;
  /** Chance to show the difference if it is there. */
  readonly power: number;
  /** Size of the control arm as a multiple of the treated one. */
  readonly ratio: number;
}

/**
 * People needed in the treated arm to tell p₁ from p₂ (Fleiss, Tytun & Ury, Biometrics 36, 1980, 343-346):
 * (z₁₋α/₂√(p̄(1−p̄)(1+1/r)) + z_power√(p₁q₁ + p₂q₂/r))²/(p₁−p₂)². Not rounded up.
 */
export function sampleForProportions(p1: number, p2: number, { alpha, power, ratio }: Power): number {
  const pooled = (p1 + ratio * p2) / (1 + ratio);
  const under = normalQuantile(1 - alpha / 2) * Math.sqrt(pooled * (1 - pooled) * (1 + 1 / ratio));
  const over = normalQuantile(power) * Math.sqrt(p1 * (1 - p1) + (p2 * (1 - p2)) / ratio);
  return ((under + over) / (p1 - p2)) ** 2;
}

/** The same for a difference of means of a quantity with this variance: (z₁₋α/₂ + z_power)²·σ²(1 + 1/r)/δ². */
export function sampleForMeans(difference: number, variance: number, { alpha, power, ratio }: Power): number {
  const z = normalQuantile(1 - alpha / 2) + normalQuantile(power);
  return (z * z * variance * (1 + 1 / ratio)) / difference ** 2;
}

/**
 * The smallest drop from the rate `base` that n₁ treated and n₂ control people show with this power:
 * δ = (z₁₋α/₂ + z_power)√(p₁q₁/n₁ + p₂q₂/n₂), p₁ = base − δ. Undefined when not even a drop to 0 would show.
 */
export function detectableDrop(
  base: number,
  treated: number,
  control: number,
  alpha: number,
  power: number,
): number | undefined {
  if (treated <= 0 || control <= 0) return undefined;
  const z = normalQuantile(1 - alpha / 2) + normalQuantile(power);
  const excess = (drop: number): number => {
    const p1 = base - drop;
    return drop - z * Math.sqrt((p1 * (1 - p1)) / treated + (base * (1 - base)) / control);
  };
  if (excess(base) < 0) return undefined;
  let low = 0;
  let high = base;
  for (let i = 0; i < 60; i += 1) {
    const middle = (low + high) / 2;
    if (excess(middle) < 0) low = middle;
    else high = middle;
  }
  return high;
}

/** Smallest n for which no hits at all show a rate below `limit` with one-sided confidence 1 − alpha: ln α / ln(1−limit). */
export function sampleForNone(limit: number, alpha: number): number {
  return Math.ceil(Math.log(alpha) / Math.log1p(-limit));
}
