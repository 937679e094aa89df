import type { Interval, Proportion } from './interval.ts';

/** Both arms during one period of constant share. */
export interface Stratum {
  readonly treated: Proportion;
  readonly control: Proportion;
}

/**
 * Difference of proportions combined over periods, weighted by n₁n₂/(n₁+n₂) (Cochran, Biometrics 10, 1954, 417-451;
 * Mantel & Haenszel 1959). Pooling the raw counts across a change of share invents differences (Simpson).
 */
export function stratifiedDifference(strata: readonly Stratum[]): number {
  let weights = 0;
  let sum = 0;
  for (const { treated, control } of strata) {
    const weight = stratumWeight({ treated, control });
    weights += weight;
    sum += weight * (treated.hits / treated.n - control.hits / control.n);
  }
  return sum / weights;
}

/**
 * Its interval: the distances to the limits of each period's own `interval`, combined as standard errors are,
 * √Σ(w·distance)²/Σw. With one period it is that period's.
 */
export function stratifiedInterval(
  strata: readonly Stratum[],
  interval: (treated: Proportion, control: Proportion) => Interval,
): Interval {
  let weights = 0;
  let below = 0;
  let above = 0;
  for (const { treated, control } of strata) {
    const weight = stratumWeight({ treated, control });
    const limits = interval(treated, control);
    const difference = treated.hits / treated.n - control.hits / control.n;
    weights += weight;
    below += (weight * (difference - limits.lower)) ** 2;
    above += (weight * (limits.upper - difference)) ** 2;
  }
  const estimate = stratifiedDifference(strata);
  return { lower: estimate - Math.sqrt(below) / weights, upper: estimate + Math.sqrt(above) / weights };
}

function stratumWeight({ treated, control }: Stratum): number {
  return (treated.n * control.n) / (treated.n + control.n);
}

/**
 * Ratio of proportions combined over periods by Mantel and Haenszel's weights, with the log-normal interval of Greenland
 * and Robins (Biometrics 41, 1985, 55-68). Half a hit is added to each arm of each period when an arm has none at all.
 */
export function stratifiedRatio(strata: readonly Stratum[], c: number): Interval & { readonly estimate: number } {
  const raw = ratioSums(strata, 0);
  const { over, under, spread } = raw.over > 0 && raw.under > 0 ? raw : ratioSums(strata, 0.5);
  const estimate = over / under;
  const half = c * Math.sqrt(spread / (over * under));
  return { estimate, lower: estimate * Math.exp(-half), upper: estimate * Math.exp(half) };
}

function ratioSums(strata: readonly Stratum[], add: number): { over: number; under: number; spread: number } {
  let over = 0;
  let under = 0;
  let spread = 0;
  for (const { treated, control } of strata) {
    const [k1, n1, k2, n2] = [treated.hits + add, treated.n + add, control.hits + add, control.n + add];
    const n = n1 + n2;
    over += (k1 * n2) / n;
    under += (k2 * n1) / n;
    spread += (n1 * n2 * (k1 + k2) - k1 * k2 * n) / (n * n);
  }
  return { over, under, spread };
}
