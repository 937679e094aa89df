import type { Sample } from '../../../src/core/statistics/interval.ts';
import { sampleFromSums } from '../../../src/core/statistics/welch.ts';

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

/** A normal variable (Box and Muller). */
export function drawNormal(chance: () => number, mean: number, sd: number): number {
  return mean + sd * Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
}

export function drawSample(chance: () => number, n: number, mean: number, sd: number): Sample {
  return sampleOf(Array.from({ length: n }, () => drawNormal(chance, mean, sd)));
}

/** Mean and standard deviation of values. */
export function sampleOf(values: readonly number[]): Sample {
  let sum = 0;
  let squares = 0;
  for (const value of values) {
    sum += value;
    squares += value * value;
  }
  return sampleFromSums(sum, squares, values.length);
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
