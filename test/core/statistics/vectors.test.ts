import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { clopperPearson } from '../../../src/core/statistics/clopper-pearson.ts';
import {
  garwood,
  rateJeffreys,
  rateRatioExact,
  rateRatioExactP,
  rateRatioMidP,
  rateRatioRootZ,
  rateRatioScore,
  rateRatioZ,
  rateScore,
} from '../../../src/core/statistics/event-rate.ts';
import { daysToReach } from '../../../src/core/statistics/feasibility.ts';
import type { Sample } from '../../../src/core/statistics/interval.ts';
import {
  alwaysValid,
  alwaysValidOneSided,
  alwaysValidP,
  groupSequential,
  multiplier,
} from '../../../src/core/statistics/look-plan.ts';
import { benjaminiHochberg, holm } from '../../../src/core/statistics/multiple-testing.ts';
import { agrestiCaffo, newcombe, newcombeCorrected, pooledZ } from '../../../src/core/statistics/newcombe.ts';
import { normalQuantile, normalUpper, twoSidedP } from '../../../src/core/statistics/normal-distribution.ts';
import { adjustedLogRatio, katz, koopman } from '../../../src/core/statistics/risk-ratio.ts';
import { sampleForMeans, sampleForProportions } from '../../../src/core/statistics/sample-size.ts';
import { sequentialSplit, splitP } from '../../../src/core/statistics/split-check.ts';
import { stratifiedDifference } from '../../../src/core/statistics/stratified.ts';
import { studentQuantile, studentUpper } from '../../../src/core/statistics/student-t-distribution.ts';
import {
  contrastInterval,
  contrastP,
  relativeChange,
  sampleFromSums,
  welch,
} from '../../../src/core/statistics/welch.ts';
import { wilson, wilsonCorrected } from '../../../src/core/statistics/wilson.ts';

type NumberName =
  | ('k' | 'n' | 'k1' | 'n1' | 'k2' | 'n2' | 't1' | 't2' | 'ka' | 'na' | 'kb' | 'nb' | 'alpha' | 'nStar' | 'looks')
  | ('exposure' | 'ratio0' | 'p1' | 'p2' | 'power' | 'mdeAbs' | 'variance' | 'need' | 'perDay' | 'share');
type ListName = 'x' | 'y' | 'observed' | 'weights' | 'counts' | 'theta0' | 'dirichlet';

/** Each evaluator below uses the parameters that its method has. */
type Parameters = Readonly<Record<NumberName, number>> &
  Readonly<Record<ListName, readonly number[]>> & {
    readonly a: Sums;
    readonly b: Sums;
    readonly cc: boolean;
    readonly metric: string;
    readonly side: string;
    /** A list of p-values, or a proportion. */
    readonly p: unknown;
    readonly stages: readonly { kT: number; nT: number; kC: number; nC: number }[];
  };
interface Vector {
  readonly id: string;
  readonly method: string;
  readonly params: Parameters;
  readonly expected: Readonly<Record<string, unknown>>;
  readonly tolerance: { readonly abs?: number; readonly rel?: number };
}
type Sums = { readonly sum: number; readonly sumSquares: number; readonly n: number };
type Answer = Readonly<Record<string, unknown>>;

/** Published and upstream ones, and further ones computed in other ways: each says how. */
const vectors = ['vectors.json', 'further-vectors.json'].flatMap((file) => {
  // The files are ours and have this shape.
  const read = JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')) as { vectors: readonly Vector[] };
  return read.vectors;
});

const z = (alpha: number): number => normalQuantile(1 - alpha / 2);
const one = (p: { k: number; n: number }): { hits: number; n: number } => ({ hits: p.k, n: p.n });
const arms = (p: { k1: number; n1: number; k2: number; n2: number }) =>
  [
    { hits: p.k1, n: p.n1 },
    { hits: p.k2, n: p.n2 },
  ] as const;
const rates = (p: { k1: number; t1: number; k2: number; t2: number }) =>
  [
    { events: p.k1, exposure: p.t1 },
    { events: p.k2, exposure: p.t2 },
  ] as const;
const fromSums = (s: Sums): Sample => sampleFromSums(s.sum, s.sumSquares, s.n);
const fromHits = (k: number, n: number): Sample => ({ mean: k / n, sd: Math.sqrt((k / n) * (1 - k / n)), n });
function fromValues(values: readonly number[]): Sample {
  let sum = 0;
  let squares = 0;
  for (const x of values) {
    sum += x;
    squares += x * x;
  }
  return sampleFromSums(sum, squares, values.length);
}

const evaluators: Readonly<Record<string, (params: Parameters) => Answer>> = {
  wilson: (p) => ({ ...wilson(one(p), z(p.alpha)) }),
  wilson_one_sided: (p) => ({ ...wilson(one(p), normalQuantile(1 - p.alpha)), upper: 1 }),
  wilson_cc: (p) => ({ ...wilsonCorrected(one(p), z(p.alpha)) }),
  clopper_pearson: (p) => ({ ...clopperPearson(one(p), p.alpha) }),
  newcombe_diff: (p) => ({ ...(p.cc ? newcombeCorrected : newcombe)(...arms(p), z(p.alpha)) }),
  newcombe_with_multiplier: (p) => {
    const c = multiplier({ kind: 'daily', tightestAt: p.nStar }, p.n1 + p.n2, p.alpha);
    return { multiplier: c, ...newcombe(...arms(p), c) };
  },
  agresti_caffo_diff: (p) => ({ ...agrestiCaffo(...arms(p), z(p.alpha)) }),
  two_proportion_z_pooled: (p) => {
    const value = pooledZ(...arms(p));
    return { z: value, p: twoSidedP(value) };
  },
  katz_log_rr: (p) => ({ rr: (p.k1 * p.n2) / (p.k2 * p.n1), ...katz(...arms(p), z(p.alpha)) }),
  adjusted_log_rr: (p) => ({ ...adjustedLogRatio(...arms(p), z(p.alpha)) }),
  koopman_score_rr: (p) => ({ ...koopman(...arms(p), z(p.alpha)) }),
  poisson_exact_rate: (p) => ({ ...garwood({ events: p.k, exposure: p.exposure }, p.alpha) }),
  poisson_score_rate: (p) => ({ ...rateScore({ events: p.k, exposure: p.exposure }, z(p.alpha)) }),
  poisson_jeffreys_rate: (p) => ({ ...rateJeffreys({ events: p.k, exposure: p.exposure }, p.alpha) }),
  poisson_ratio_score_test: (p) => {
    const stat = rateRatioZ(...rates(p), p.ratio0);
    return { stat, pOneSided: normalUpper(stat) };
  },
  poisson_ratio_sqrt_test: (p) => {
    const stat = rateRatioRootZ(...rates(p), p.ratio0);
    return { stat, pOneSided: normalUpper(stat) };
  },
  poisson_ratio_exact_cond_test: (p) => ({
    ratio: (p.k1 * p.t2) / (p.k2 * p.t1),
    p: rateRatioExactP(...rates(p), p.ratio0),
  }),
  poisson_ratio_midp_cond_test: (p) => ({ p: rateRatioMidP(...rates(p), p.ratio0) }),
  poisson_ratio_score_ci: (p) => ({ ...rateRatioScore(...rates(p), z(p.alpha)) }),
  poisson_ratio_exact_ci: (p) => ({ ...rateRatioExact(...rates(p), p.alpha) }),
  welch_t: (p) => {
    const contrast = welch(fromValues(p.x), fromValues(p.y));
    const { lower, upper } = contrastInterval(contrast, p.alpha ?? 0.05);
    return { t: contrast.estimate / contrast.se, df: contrast.df, p: contrastP(contrast), lo: lower, hi: upper };
  },
  welch_t_from_sums: (p) => {
    const contrast = welch(fromSums(p.b), fromSums(p.a));
    const { lower, upper } = contrastInterval(contrast, p.alpha);
    return { diff: contrast.estimate, se: contrast.se, lo: lower, hi: upper, p: contrastP(contrast) };
  },
  welch_t_one_sided: (p) => {
    const { estimate, se, df } = welch(fromSums(p.b), fromSums(p.a));
    const lower = estimate - studentQuantile(1 - p.alpha, df) * se;
    return { diff: estimate, lower, p: studentUpper(estimate / se, df) };
  },
  relative_lift_delta_method: (p) => relative(fromSums(p.b), fromSums(p.a), p.alpha),
  relative_lift_delta_method_proportions: (p) => relative(fromHits(p.kb, p.nb), fromHits(p.ka, p.na), p.alpha),
  asymptotic_cs_multiplier: (p) => ({ multiplier: alwaysValid(p.n, p.nStar, p.alpha) }),
  asymptotic_cs_two_sided: (p) => sequence(fromSums(p.b), fromSums(p.a), p),
  asymptotic_cs_two_sided_proportions: (p) => sequence(fromHits(p.kb, p.nb), fromHits(p.ka, p.na), p),
  asymptotic_cs_one_sided: (p) => {
    const [b, a] = [fromSums(p.b), fromSums(p.a)];
    const { estimate, se } = p.metric === 'relative' ? relativeChange(b, a) : welch(b, a);
    const half = alwaysValidOneSided(a.n + b.n, p.nStar, p.alpha) * se;
    return { est: estimate, bound: p.side === 'lower' ? estimate - half : estimate + half };
  },
  named_looks_multiplier: (p) => ({ multiplier: multiplier({ kind: 'named', looks: p.looks }, 100, p.alpha) }),
  asymptotic_cs_one_sided_multiplier: (p) => ({ multiplier: alwaysValidOneSided(p.n, p.nStar, p.alpha) }),
  days_to_reach: (p) => ({ days: daysToReach(p.need, p.perDay, p.share) }),
  group_sequential_constants: (p) => {
    const constants = groupSequential[p.looks];
    return { pocock: constants?.pocock, obrienFlemingFinal: constants?.obrienFleming };
  },
  srm_chi_square: (p) => ({ p: splitP(p.observed, p.weights) }),
  sequential_srm_log_bayes_factor: (p) => ({ logBF: sequentialSplit(p.counts, p.theta0, p.dirichlet) }),
  holm: (p) => ({ adjusted: holm(p.p as readonly number[]) }),
  benjamini_hochberg: (p) => ({ adjusted: benjaminiHochberg(p.p as readonly number[]) }),
  sample_size_two_proportions_per_arm: (p) => ({
    n: sampleForProportions(p.p1, p.p2, { alpha: p.alpha, power: p.power, ratio: 1 }),
  }),
  sample_size_two_proportions_total: (p) => {
    const base = Number(p.p);
    return { nTotal: 2 * sampleForProportions(base, base + p.mdeAbs, { alpha: p.alpha, power: p.power, ratio: 1 }) };
  },
  sample_size_means_total: (p) => ({
    nTotal: 2 * sampleForMeans(p.mdeAbs, p.variance, { alpha: p.alpha, power: p.power, ratio: 1 }),
  }),
  stage_stratified_difference: (p) => {
    return {
      stratifiedDiff: stratifiedDifference(
        p.stages.map((s) => ({ treated: { hits: s.kT, n: s.nT }, control: { hits: s.kC, n: s.nC } })),
      ),
    };
  },
};

function relative(b: Sample, a: Sample, alpha: number): Answer {
  const contrast = relativeChange(b, a);
  const { lower, upper } = contrastInterval(contrast, alpha);
  return { est: contrast.estimate, se: contrast.se, lower, upper, p: contrastP(contrast) };
}

function sequence(b: Sample, a: Sample, p: Parameters): Answer {
  const { estimate, se } = relativeChange(b, a);
  const half = alwaysValid(a.n + b.n, p.nStar, p.alpha) * se;
  const p0 = alwaysValidP(estimate / se, a.n + b.n, p.nStar, p.alpha);
  return { est: estimate, se, lower: estimate - half, upper: estimate + half, p: p0 };
}

function expectClose(
  actual: unknown,
  expected: unknown,
  { abs = 0, rel = 0 }: Vector['tolerance'],
  where: string,
): void {
  if (Array.isArray(expected)) {
    for (const [i, value] of expected.entries()) {
      expectClose((actual as readonly unknown[])[i], value, { abs, rel }, `${where}[${i}]`);
    }
    return;
  }
  const error = Math.abs(Number(actual) - Number(expected));
  expect(error, `${where} is ${actual}, not ${expected}`).toBeLessThanOrEqual(abs + rel * Math.abs(Number(expected)));
}

describe('reference vectors', () => {
  it.each(vectors.map((vector) => [vector.id, vector] as const))('reproduces %s', (_id, vector) => {
    const actual = evaluators[vector.method]?.(vector.params);

    expect(actual, `an evaluator for ${vector.method}`).toBeDefined();
    for (const [name, value] of Object.entries(vector.expected)) {
      if (name === 'mustNotEqual') {
        const wrong = value as Readonly<Record<string, number>>;
        for (const [limit, number] of Object.entries(wrong)) {
          expect(Math.abs(Number(actual?.[limit]) - number)).toBeGreaterThan(vector.tolerance.abs ?? 0);
        }
      } else if (name !== 'pooledDiffMustNotBeUsed') {
        expectClose(actual?.[name], value, vector.tolerance, name);
      }
    }
  });
});
