import { clopperPearson } from './clopper-pearson.ts';
import { type Interval, type Proportion, rateOf } from './interval.ts';

/**
 * Katz's interval for the ratio p₁/p₂ (Katz, Baptista, Azen & Pike, Biometrics 34, 1978, 469-474):
 * exp(ln RR ± c√(1/k₁ − 1/n₁ + 1/k₂ − 1/n₂)). Undefined when an arm has no hits: see `adjustedLogRatio` and `koopman`.
 */
export function katz(treated: Proportion, control: Proportion, c: number): Interval {
  return logRatio(treated, control, c, 0);
}

/** Katz's interval with ½ added to every count and size (Walter 1975; Pettigrew, Gart & Thomas 1986): defined at zero. */
export function adjustedLogRatio(treated: Proportion, control: Proportion, c: number): Interval {
  return logRatio(treated, control, c, 0.5);
}

function logRatio(treated: Proportion, control: Proportion, c: number, add: number): Interval {
  const [k1, n1, k2, n2] = [treated.hits + add, treated.n + add, control.hits + add, control.n + add];
  const estimate = Math.log(k1 / n1 / (k2 / n2));
  const half = c * Math.sqrt(1 / k1 - 1 / n1 + 1 / k2 - 1 / n2);
  return { lower: Math.exp(estimate - half), upper: Math.exp(estimate + half) };
}

/** No ratio of numbers of people comes near it. */
const farOff = 1e20;

/**
 * Koopman's score interval for the ratio p₁/p₂ (Biometrics 40, 1984, 513-517): the ratios θ that the score statistic
 * Σ(kᵢ − nᵢp̃ᵢ)²/(nᵢp̃ᵢ(1−p̃ᵢ)), with p̃ fitted under p₁ = θp₂, does not reject at c². Defined with zero counts.
 */
export function koopman(treated: Proportion, control: Proportion, c: number): Interval {
  const rejects = (ratio: number): boolean => ratioScore(treated, control, ratio) > c * c;
  // Surely inside: the estimate, or one towards it where the estimate is 0 or infinite.
  const inside = Math.min(Math.max(rateOf(treated) / rateOf(control), 1 / farOff), farOff);
  return {
    lower: treated.hits === 0 ? 0 : bound(rejects, inside, 0.5),
    upper: control.hits === 0 ? Number.POSITIVE_INFINITY : bound(rejects, inside, 2),
  };
}

/**
 * Koopman's interval, but nowhere narrower than `exactRatio` at level 1 − alpha: with a multiplier above 1.96 that is
 * Koopman's in all but small samples of rare events, where one event in 15 people would otherwise show too much.
 */
export function guardedKoopman(treated: Proportion, control: Proportion, c: number, alpha: number): Interval {
  const score = koopman(treated, control, c);
  const exact = exactRatio(treated, control, alpha);
  return { lower: Math.min(score.lower, exact.lower), upper: Math.max(score.upper, exact.upper) };
}

/**
 * Interval for the ratio p₁/p₂ from Clopper and Pearson's limits (l, u) of each share by the method of variance
 * estimates recovery (Newcombe, Stat. Methods Med. Res. 25, 2016, 1774-1778):
 * (p₁p₂ ∓ √((p₁p₂)² − l₁u₂(2p₁−l₁)(2p₂−u₂))) / (u₂(2p₂−u₂)), the upper one with u₁ and l₂ in place of l₁ and u₂.
 */
function exactRatio(treated: Proportion, control: Proportion, alpha: number): Interval {
  const [p1, p2] = [rateOf(treated), rateOf(control)];
  const [first, second] = [clopperPearson(treated, alpha), clopperPearson(control, alpha)];
  const parts = (one: number, other: number) => {
    const [above, below] = [one * (2 * p1 - one), other * (2 * p2 - other)];
    return { above, below, sum: p1 * p2 + Math.sqrt(Math.max(0, (p1 * p2) ** 2 - above * below)) };
  };
  const low = parts(first.lower, second.upper);
  const high = parts(first.upper, second.lower);
  return {
    // The same, written so that nothing cancels: what it would be divided by may be 0.
    lower: treated.hits === 0 ? 0 : low.above / low.sum,
    upper: control.hits === 0 ? Number.POSITIVE_INFINITY : high.sum / high.below,
  };
}

/** The edge of the accepted ratios, walking outwards by `factor` and then halving in the logarithm. */
function bound(rejects: (ratio: number) => boolean, inside: number, factor: number): number {
  let accepted = inside;
  let rejected = inside * factor;
  for (let i = 0; i < 200 && !rejects(rejected); i += 1) {
    accepted = rejected;
    rejected *= factor;
  }
  for (let i = 0; i < 80; i += 1) {
    const middle = Math.sqrt(accepted * rejected);
    if (rejects(middle)) rejected = middle;
    else accepted = middle;
  }
  return Math.sqrt(accepted * rejected);
}

function ratioScore(treated: Proportion, control: Proportion, ratio: number): number {
  const a = (treated.n + control.n) * ratio;
  const b = treated.n * ratio + treated.hits + control.n + control.hits * ratio;
  const hits = treated.hits + control.hits;
  // The smaller root of a·p² − b·p + hits = 0, written so that nothing cancels.
  const p2 = (2 * hits) / (b + Math.sqrt(Math.max(0, b * b - 4 * a * hits)));
  const p1 = ratio * p2;
  return share(treated, Math.min(p1, 1)) + share(control, Math.min(p2, 1));
}

function share({ hits, n }: Proportion, p: number): number {
  const off = hits - n * p;
  const variance = n * p * (1 - p);
  if (variance > 0) return (off * off) / variance;
  return Math.abs(off) < 1e-9 * n ? 0 : Number.POSITIVE_INFINITY;
}
