/** Bernoulli terms B₂ₖ/(2k(2k−1)) of Stirling's series. */
const stirling = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360_360, 1 / 156, -3617 / 122_400];
const halfLogTwoPi = 0.9189385332046728;

/** ln Γ(x) − ((x−½) ln x − x + ½ ln 2π) for x ≥ 12, by Stirling's series (Abramowitz & Stegun 6.1.41). */
export function stirlingError(x: number): number {
  const square = 1 / (x * x);
  let sum = 0;
  for (let k = stirling.length - 1; k >= 0; k -= 1) sum = sum * square + (stirling[k] ?? 0);
  return sum / x;
}

/** ln Γ(x) for x > 0, below 12 by the recurrence Γ(x+1) = xΓ(x). Absolute error below 1e-14 up to x = 12, relative error below 1e-15 beyond. */
export function logGamma(x: number): number {
  let product = 1;
  let shifted = x;
  while (shifted < 12) {
    product *= shifted;
    shifted += 1;
  }
  const value = (shifted - 0.5) * Math.log(shifted) - shifted + halfLogTwoPi + stirlingError(shifted);
  return value - Math.log(product);
}

/** ln(x/mean) − (x−mean)/mean, without cancellation near the mean: the deviance terms of gamma and beta are made of it. */
export function logDeviance(x: number, mean: number): number {
  const t = (x - mean) / mean;
  if (Math.abs(t) > 0.3) return Math.log(x / mean) - t;
  // ln(1+t) = 2 artanh(r) with r = t/(2+t); the first term of the series cancels against t by hand.
  const r = t / (2 + t);
  const square = r * r;
  let sum = 0;
  let power = square;
  for (let k = 3; k < 60; k += 2) {
    const term = power / k;
    sum += term;
    if (term < sum * 1e-17) break;
    power *= square;
  }
  return 2 * r * sum - r * t;
}
