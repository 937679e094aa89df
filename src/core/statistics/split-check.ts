import { chiSquareUpper } from './gamma-distribution.ts';
import { logGamma } from './log-gamma.ts';

/** Below this p-value the split between the arms is called off (Fabijan et al., KDD 2019). */
export const splitAlarm = 0.001;

/**
 * p-value of "the observed counts follow the planned weights": χ² = Σ(o−e)²/e with as many groups less one degrees of
 * freedom. Groups with weight 0 are left out; without people or with one group left there is nothing to test: 1.
 */
export function splitP(observed: readonly number[], weights: readonly number[]): number {
  const groups = observed.flatMap((count, i) => ((weights[i] ?? 0) > 0 ? [{ count, weight: weights[i] ?? 0 }] : []));
  let total = 0;
  let weight = 0;
  for (const group of groups) {
    total += group.count;
    weight += group.weight;
  }
  if (total === 0 || groups.length < 2) return 1;
  let square = 0;
  for (const group of groups) {
    const expected = (total * group.weight) / weight;
    square += (group.count - expected) ** 2 / expected;
  }
  return chiSquareUpper(square, groups.length - 1);
}

/**
 * Logarithm of the Bayes factor against the planned shares, valid at every look: alarm when it reaches ln(1/α)
 * (Lindon & Malek, NeurIPS 2022, arXiv:2011.03567): Γ(A)/Γ(A+n)·ΠΓ(αᵢ+nᵢ)/(Γ(αᵢ)θᵢ^nᵢ), A = Σαᵢ. `prior` are the αᵢ,
 * all 1 when nothing is known.
 */
export function sequentialSplit(
  counts: readonly number[],
  shares: readonly number[],
  prior: readonly number[],
): number {
  let all = 0;
  let concentration = 0;
  let sum = 0;
  for (const [i, count] of counts.entries()) {
    const a = prior[i] ?? 1;
    all += count;
    concentration += a;
    sum += logGamma(a + count) - logGamma(a) - (count === 0 ? 0 : count * Math.log(shares[i] ?? 0));
  }
  return logGamma(concentration) - logGamma(concentration + all) + sum;
}
