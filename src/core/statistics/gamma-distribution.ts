import { logDeviance, logGamma, stirlingError } from './log-gamma.ts';
import { findRoot } from './root.ts';

const tiny = 1e-300;

/** Both tails of the gamma distribution with shape `a` and scale 1: P(a, x) and Q(a, x) = 1 − P(a, x). */
export interface Tails {
  readonly lower: number;
  readonly upper: number;
}

/**
 * The regularised incomplete gamma functions, by the series of DLMF 8.11.4 below the mean and Legendre's continued
 * fraction (DLMF 8.9.2, evaluated by Lentz) above it, so that the smaller tail is computed and not subtracted. For x ≥ 0.
 */
export function gammaTails(a: number, x: number): Tails {
  if (x === Number.POSITIVE_INFINITY) return { lower: 1, upper: 0 };
  const front = gammaFront(a, x);
  if (x < a + 1) {
    const lower = front * lowerSeries(a, x);
    return { lower, upper: 1 - lower };
  }
  const upper = front * upperFraction(a, x);
  return { lower: 1 - upper, upper };
}

/** xᵃe⁻ˣ/Γ(a), through Loader's deviance where a is large. */
function gammaFront(a: number, x: number): number {
  if (a < 12) return Math.exp(a * Math.log(x) - x - logGamma(a));
  return Math.sqrt(a / (2 * Math.PI)) * Math.exp(a * logDeviance(x, a) - stirlingError(a));
}

function lowerSeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; n < 100_000; n += 1) {
    term *= x / (a + n);
    sum += term;
    if (term < sum * 1e-17) break;
  }
  return sum;
}

function upperFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let h = d;
  for (let i = 1; i < 100_000; i += 1) {
    const an = -i * (i - a);
    b += 2;
    d = 1 / notZero(an * d + b);
    c = notZero(b + an / c);
    const factor = d * c;
    h *= factor;
    if (Math.abs(factor - 1) < 1e-16) break;
  }
  return h;
}

function notZero(value: number): number {
  return Math.abs(value) < tiny ? tiny : value;
}

/** The x with P(a, x) = p, for scale 1. */
export function gammaQuantile(p: number, a: number): number {
  if (p >= 1) return Number.POSITIVE_INFINITY;
  let high = a + 1;
  while (gammaTails(a, high).lower < p) high *= 2;
  // Far below the mean P(x) is close to xᵃ/Γ(a+1).
  const start = Math.min(a, Math.exp((Math.log(p) + logGamma(a + 1)) / a));
  const useUpper = p > 0.5;
  const error = (x: number): number => {
    const tails = gammaTails(a, x);
    return useUpper ? 1 - p - tails.upper : tails.lower - p;
  };
  return findRoot(error, (x) => gammaFront(a, x) / x, { low: 0, high, start });
}

/** Probability that a chi-square variable with `df` degrees of freedom is at least `x`. */
export function chiSquareUpper(x: number, df: number): number {
  return gammaTails(df / 2, x / 2).upper;
}

/** The x that a chi-square variable with `df` degrees of freedom stays below with probability `p`. */
export function chiSquareQuantile(p: number, df: number): number {
  return 2 * gammaQuantile(p, df / 2);
}
