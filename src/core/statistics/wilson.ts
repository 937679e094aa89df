import { clopperPearson } from './clopper-pearson.ts';
import type { Interval, Proportion } from './interval.ts';

/**
 * Wilson's score interval for a proportion (Wilson 1927; Newcombe, Stat. Med. 17, 1998, 857-872, method 3):
 * (p + c²/2n ± c√(p(1−p)/n + c²/4n²)) / (1 + c²/n). `c` is the multiplier of the look plan: 1.96 for one look at 95%.
 * A one-sided bound is the same limit with c = Φ⁻¹(1−α). Exactly 0 at no hits and 1 at all hits.
 */
export function wilson({ hits, n }: Proportion, c: number): Interval {
  const p = hits / n;
  const square = (c * c) / n;
  const centre = (p + square / 2) / (1 + square);
  const half = (c * Math.sqrt((p * (1 - p)) / n + square / (4 * n))) / (1 + square);
  return { lower: hits === 0 ? 0 : Math.max(0, centre - half), upper: hits === n ? 1 : Math.min(1, centre + half) };
}

/** Wilson's interval with continuity correction (Newcombe 1998a, method 4). */
export function wilsonCorrected({ hits, n }: Proportion, c: number): Interval {
  const p = hits / n;
  const q = 1 - p;
  const square = c * c;
  const below = square - 2 - 1 / n + 4 * p * (n * q + 1);
  const above = square + 2 - 1 / n + 4 * p * (n * q - 1);
  const lower = (2 * hits + square - 1 - c * Math.sqrt(Math.max(0, below))) / (2 * (n + square));
  const upper = (2 * hits + square + 1 + c * Math.sqrt(Math.max(0, above))) / (2 * (n + square));
  return { lower: hits === 0 ? 0 : Math.max(0, lower), upper: hits === n ? 1 : Math.min(1, upper) };
}

/**
 * Wilson's interval, but nowhere narrower than Clopper and Pearson's at level 1 − alpha. With a multiplier above 1.96 it
 * is Wilson's in all but the smallest samples of rare events: there one event in eight people would otherwise show a
 * rate above 1%, which happens by chance to 8% of all releases.
 */
export function guardedWilson(counts: Proportion, c: number, alpha: number): Interval {
  const score = wilson(counts, c);
  const exact = clopperPearson(counts, alpha);
  return { lower: Math.min(score.lower, exact.lower), upper: Math.max(score.upper, exact.upper) };
}
