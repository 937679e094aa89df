import type { Tails } from './gamma-distribution.ts';
import { logDeviance, logGamma, stirlingError } from './log-gamma.ts';
import { findRoot } from './root.ts';

const tiny = 1e-300;

/** ln B(a, b); the two large terms are subtracted inside Stirling's series, where they cancel exactly. */
export function logBeta(a: number, b: number): number {
  const small = Math.min(a, b);
  const large = Math.max(a, b);
  if (large < 12) return logGamma(a) + logGamma(b) - logGamma(a + b);
  const sum = large + small;
  const ratio = -(large - 0.5) * Math.log1p(small / large) - small * Math.log(sum) + small;
  return logGamma(small) + ratio + stirlingError(large) - stirlingError(sum);
}

/**
 * The regularised incomplete beta function I(x; a, b) and its complement, by the continued fraction DLMF 8.17.22
 * (Lentz), on the side of the mean where it converges fast. For x from 0 to 1.
 */
export function betaTails(a: number, b: number, x: number): Tails {
  const front = betaFront(a, b, x);
  if (x <= (a + 1) / (a + b + 2)) {
    const lower = (front * betaFraction(a, b, x)) / a;
    return { lower, upper: 1 - lower };
  }
  const upper = (front * betaFraction(b, a, 1 - x)) / b;
  return { lower: 1 - upper, upper };
}

/** xᵃ(1−x)ᵇ/B(a, b), through Loader's deviance where both are large. */
function betaFront(a: number, b: number, x: number): number {
  if (a < 12 || b < 12) return Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta(a, b));
  const mean = a / (a + b);
  const deviance = a * logDeviance(x, mean) + b * logDeviance(1 - x, b / (a + b));
  const correction = stirlingError(a) + stirlingError(b) - stirlingError(a + b);
  return Math.sqrt((a * b) / (2 * Math.PI * (a + b))) * Math.exp(deviance - correction);
}

function betaFraction(a: number, b: number, x: number): number {
  let c = 1;
  let d = 1 / notZero(1 - ((a + b) * x) / (a + 1));
  let h = d;
  for (let m = 1; m < 100_000; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / notZero(1 + even * d);
    c = notZero(1 + even / c);
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / notZero(1 + odd * d);
    c = notZero(1 + odd / c);
    const factor = d * c;
    h *= factor;
    if (Math.abs(factor - 1) < 1e-16) break;
  }
  return h;
}

function notZero(value: number): number {
  return Math.abs(value) < tiny ? tiny : value;
}

/** The x with I(x; a, b) = p. */
export function betaQuantile(p: number, a: number, b: number): number {
  if (p > 0.5) return betaUpperQuantile(1 - p, a, b);
  const mean = a / (a + b);
  // Far below the mean I(x) is close to xᵃ/(a·B(a, b)).
  const start = Math.min(mean, Math.exp((Math.log(p * a) + logBeta(a, b)) / a));
  return solve((x) => betaTails(a, b, x).lower - p, a, b, start);
}

/** The x with 1 − I(x; a, b) = q: keeps the accuracy of a small upper tail. */
export function betaUpperQuantile(q: number, a: number, b: number): number {
  if (q <= 0) return 1;
  if (q >= 1) return 0;
  return solve((x) => q - betaTails(a, b, x).upper, a, b, a / (a + b));
}

function solve(error: (x: number) => number, a: number, b: number, start: number): number {
  return findRoot(error, (x) => betaFront(a, b, x) / (x * (1 - x)), { low: 0, high: 1, start });
}
