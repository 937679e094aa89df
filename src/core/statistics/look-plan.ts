import { normalQuantile } from './normal-distribution.ts';

/**
 * How often the numbers are looked at. Every interval takes the multiplier that goes with it in place of 1.96:
 * `once`: one look on a fixed date; `named`: a few looks whose number is known beforehand; `daily`: at any time.
 */
export type LookPlan =
  | { readonly kind: 'once' }
  | { readonly kind: 'named'; readonly looks: number }
  | { readonly kind: 'daily'; readonly tightestAt: number };

/** The multiplier for a two-sided interval at level 1 − alpha, when `n` observations (both arms together) are in. */
export function multiplier(plan: LookPlan, n: number, alpha: number): number {
  if (plan.kind === 'once') return normalQuantile(1 - alpha / 2);
  if (plan.kind === 'named') return normalQuantile(1 - alpha / (2 * plan.looks));
  return alwaysValid(n, plan.tightestAt, alpha);
}

/** Observations at which the multiplier of daily looks is smallest. */
export function tightestAt(plan: LookPlan): number | undefined {
  return plan.kind === 'daily' ? plan.tightestAt : undefined;
}

/**
 * Multiplier of the asymptotic confidence sequence, valid at every look: √(2(nρ²+1)/(nρ²)·ln(√(nρ²+1)/α)), where
 * ρ² = (−2 ln α + ln(1 − 2 ln α))/N* makes it tightest at N* observations (Robbins 1970; Howard, Ramdas, McAuliffe &
 * Sekhon, Ann. Stat. 49, 2021; Waudby-Smith et al., arXiv:2103.06476).
 */
export function alwaysValid(n: number, tightestAt: number, alpha: number): number {
  const x = n * mixingVariance(tightestAt, alpha);
  return Math.sqrt(((2 * (x + 1)) / x) * Math.log(Math.sqrt(x + 1) / alpha));
}

/** One-sided form: √(2(nρ²+1)/(nρ²)·ln(1 + √(nρ²+1)/(2α))), ρ² taken at 2α. */
export function alwaysValidOneSided(n: number, tightestAt: number, alpha: number): number {
  const x = n * mixingVariance(tightestAt, 2 * alpha);
  return Math.sqrt(((2 * (x + 1)) / x) * Math.log1p(Math.sqrt(x + 1) / (2 * alpha)));
}

/** Always-valid p-value min(1, 1/E) with E = exp(nρ²t²/(2(nρ²+1)))/√(nρ²+1) for the estimate's t = estimate/SE. */
export function alwaysValidP(t: number, n: number, tightestAt: number, alpha: number): number {
  const x = n * mixingVariance(tightestAt, alpha);
  return Math.min(1, Math.sqrt(x + 1) * Math.exp((-x * t * t) / (2 * (x + 1))));
}

function mixingVariance(tightestAt: number, alpha: number): number {
  return (-2 * Math.log(alpha) + Math.log(1 - 2 * Math.log(alpha))) / tightestAt;
}

/**
 * Multipliers for 2 to 5 equally spaced looks at two-sided α = 0.05: Pocock's, the same at every look, and O'Brien and
 * Fleming's at the last one (Jennison & Turnbull, Group Sequential Methods, 2000, tables 2.1 and 2.3).
 */
export const groupSequential: Readonly<Record<number, { readonly pocock: number; readonly obrienFleming: number }>> = {
  2: { pocock: 2.178, obrienFleming: 1.977 },
  3: { pocock: 2.289, obrienFleming: 2.004 },
  4: { pocock: 2.361, obrienFleming: 2.024 },
  5: { pocock: 2.413, obrienFleming: 2.04 },
};
