import { betaTails } from './beta-distribution.ts';
import { clopperPearson } from './clopper-pearson.ts';
import { chiSquareQuantile, gammaQuantile } from './gamma-distribution.ts';
import type { Interval } from './interval.ts';
import { logGamma } from './log-gamma.ts';
import { wilson } from './wilson.ts';

/** `events` counted during `exposure` (hours, days, requests): a Poisson rate. */
export interface EventRate {
  readonly events: number;
  readonly exposure: number;
}

/** Garwood's exact interval for a rate (Biometrika 28, 1936, 437-442): χ²⁻¹(α/2; 2k)/2t to χ²⁻¹(1−α/2; 2k+2)/2t. */
export function garwood({ events, exposure }: EventRate, alpha: number): Interval {
  return {
    lower: events === 0 ? 0 : chiSquareQuantile(alpha / 2, 2 * events) / (2 * exposure),
    upper: chiSquareQuantile(1 - alpha / 2, 2 * events + 2) / (2 * exposure),
  };
}

/** Score interval for a rate: (k + c²/2 ± c√(k + c²/4)) / t. Takes the multiplier of a look plan. */
export function rateScore({ events, exposure }: EventRate, c: number): Interval {
  const half = c * Math.sqrt(events + (c * c) / 4);
  const centre = events + (c * c) / 2;
  return { lower: events === 0 ? 0 : (centre - half) / exposure, upper: (centre + half) / exposure };
}

/** Jeffreys' interval for a rate: quantiles of the gamma distribution with shape k + ½. */
export function rateJeffreys({ events, exposure }: EventRate, alpha: number): Interval {
  return {
    lower: events === 0 ? 0 : gammaQuantile(alpha / 2, events + 0.5) / exposure,
    upper: gammaQuantile(1 - alpha / 2, events + 0.5) / exposure,
  };
}

/**
 * Score interval for the ratio of two rates. Given k₁+k₂, k₁ is binomial with share π = r·t₁/(r·t₁+t₂): Wilson's
 * interval of that share, mapped back by π/(1−π)·t₂/t₁ (Graham, Mengersen & Morton, Stat. Med. 22, 2003, 2071-2083).
 */
export function rateRatioScore(treated: EventRate, control: EventRate, c: number): Interval {
  return shareToRatio(wilson(conditionalShare(treated, control), c), treated, control);
}

/** Exact interval for the ratio of two rates: Clopper and Pearson's for the conditional share, mapped in the same way. */
export function rateRatioExact(treated: EventRate, control: EventRate, alpha: number): Interval {
  return shareToRatio(clopperPearson(conditionalShare(treated, control), alpha), treated, control);
}

function conditionalShare(treated: EventRate, control: EventRate): { readonly hits: number; readonly n: number } {
  return { hits: treated.events, n: treated.events + control.events };
}

function shareToRatio(share: Interval, treated: EventRate, control: EventRate): Interval {
  const ratio = (p: number): number => (p / (1 - p)) * (control.exposure / treated.exposure);
  return { lower: ratio(share.lower), upper: ratio(share.upper) };
}

/** Score statistic of "the ratio of the rates is `ratio`": (k₁ − Nπ)/√(Nπ(1−π)) (Gu, Ng, Tang & Schucany, Biom. J. 50, 2008, 283-298). */
export function rateRatioZ(treated: EventRate, control: EventRate, ratio = 1): number {
  const share = nullShare(treated, control, ratio);
  const all = treated.events + control.events;
  return (treated.events - all * share) / Math.sqrt(all * share * (1 - share));
}

/** Variance-stabilised statistic of the same hypothesis: 2(√(k₁+⅜) − √((k₂+⅜)ρ))/√(1+ρ), ρ = r·t₁/t₂ (Gu et al. 2008). */
export function rateRatioRootZ(treated: EventRate, control: EventRate, ratio = 1): number {
  const rho = (ratio * treated.exposure) / control.exposure;
  return (2 * (Math.sqrt(treated.events + 0.375) - Math.sqrt((control.events + 0.375) * rho))) / Math.sqrt(1 + rho);
}

/** Two-sided conditional exact p-value: the total probability of outcomes no likelier than the one observed. */
export function rateRatioExactP(treated: EventRate, control: EventRate, ratio = 1): number {
  const share = nullShare(treated, control, ratio);
  const all = treated.events + control.events;
  const observed = logBinomial(treated.events, all, share);
  let sum = 0;
  for (let k = 0; k <= all; k += 1) {
    const likelihood = logBinomial(k, all, share);
    // The margin keeps outcomes that tie with the observed one but for rounding.
    if (likelihood <= observed + 1e-7) sum += Math.exp(likelihood);
  }
  return Math.min(1, sum);
}

/** One-sided (treated rate higher) conditional mid-p value: half of the observed outcome's probability counts. */
export function rateRatioMidP(treated: EventRate, control: EventRate, ratio = 1): number {
  const share = nullShare(treated, control, ratio);
  const all = treated.events + control.events;
  const atLeast = treated.events === 0 ? 1 : betaTails(treated.events, all - treated.events + 1, share).lower;
  return atLeast - Math.exp(logBinomial(treated.events, all, share)) / 2;
}

function nullShare(treated: EventRate, control: EventRate, ratio: number): number {
  return (ratio * treated.exposure) / (ratio * treated.exposure + control.exposure);
}

function logBinomial(k: number, n: number, p: number): number {
  const ways = logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
  return ways + k * Math.log(p) + (n - k) * Math.log1p(-p);
}
