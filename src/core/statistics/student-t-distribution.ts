import { betaQuantile, betaTails, betaUpperQuantile } from './beta-distribution.ts';

/** Probability that a t variable with `df` (not necessarily whole) degrees of freedom exceeds `t`. */
export function studentUpper(t: number, df: number): number {
  const square = t * t;
  // DLMF 8.17: P(|T| > t) = I(df/(df+t²); df/2, ½), taken on the side that does not cancel.
  const both =
    square < df
      ? betaTails(0.5, df / 2, square / (df + square)).upper
      : betaTails(df / 2, 0.5, df / (df + square)).lower;
  return t >= 0 ? both / 2 : 1 - both / 2;
}

/** The t that a t variable with `df` degrees of freedom stays below with probability `p`. */
export function studentQuantile(p: number, df: number): number {
  const tail = Math.min(p, 1 - p);
  const y = betaUpperQuantile(2 * tail, 0.5, df / 2);
  const size = y < 0.5 ? Math.sqrt((df * y) / (1 - y)) : farQuantile(tail, df);
  return p < 0.5 ? -size : size;
}

function farQuantile(tail: number, df: number): number {
  const x = betaQuantile(2 * tail, df / 2, 0.5);
  return Math.sqrt((df * (1 - x)) / x);
}
