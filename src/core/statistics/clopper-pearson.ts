import { betaQuantile, betaUpperQuantile } from './beta-distribution.ts';
import type { Interval, Proportion } from './interval.ts';

/**
 * Clopper and Pearson's exact interval for a proportion (Biometrika 26, 1934, 404-413): guaranteed, and wider than
 * needed. `alpha` is split over both sides. B⁻¹(α/2; k, n−k+1) to B⁻¹(1−α/2; k+1, n−k).
 */
export function clopperPearson({ hits, n }: Proportion, alpha: number): Interval {
  return {
    lower: hits === 0 ? 0 : betaQuantile(alpha / 2, hits, n - hits + 1),
    upper: hits === n ? 1 : betaUpperQuantile(alpha / 2, hits + 1, n - hits),
  };
}
