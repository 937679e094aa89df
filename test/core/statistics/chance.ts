/** A stream of numbers in [0, 1) that is the same in every run (mulberry32). */
export function seededChance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** How many of `n` happen, each with probability `p`. */
export function drawBinomial(chance: () => number, n: number, p: number): number {
  let hits = 0;
  for (let i = 0; i < n; i += 1) if (chance() < p) hits += 1;
  return hits;
}

/** Probability of exactly `k` of `n`, for every k. */
export function binomialProbabilities(n: number, p: number): readonly number[] {
  const probabilities: number[] = [];
  let value = (1 - p) ** n;
  for (let k = 0; k <= n; k += 1) {
    probabilities.push(p === 1 ? Number(k === n) : value);
    value *= ((n - k) / (k + 1)) * (p / (1 - p));
  }
  return probabilities;
}
