import { type Interval, type Proportion, rateOf } from '../statistics/interval.ts';
import { multiplier, tightestAt } from '../statistics/look-plan.ts';
import { guardedNewcombe } from '../statistics/newcombe.ts';
import { guardedKoopman } from '../statistics/risk-ratio.ts';
import { type Stratum, stratifiedDifference, stratifiedInterval, stratifiedRatio } from '../statistics/stratified.ts';
import { guardedWilson } from '../statistics/wilson.ts';
import type { Finding } from './draft-verdict.ts';
import { type Evidence, newestTreated, type Reference } from './evidence.ts';
import type { JudgeContext } from './judge-context.ts';
import { proportionOf } from './observation.ts';
import { valueIn } from './plain-values.ts';
import type { VerdictStratum } from './verdict.ts';

/** `absolute`: points of a percentage, or the metric's own unit. `relative`: percent of the baseline. */
export type ChangeScale = 'absolute' | 'relative';

/** A change of hits of n, with its interval, in points or percent. */
export interface ChangeFigures {
  readonly change: number;
  readonly interval: readonly [low: number, high: number];
  /** People in the smaller arm; with a baseline of another time, in the stage. */
  readonly people: number;
  readonly shown: Partial<Finding>;
}

interface Comparison {
  readonly treated: Proportion;
  readonly control: Proportion;
  readonly change: number;
  readonly interval: Interval;
  readonly method: string;
  readonly multiplier: number;
}

/** Undefined when the newest readings count nobody, or there is nothing to compare counts with. */
export function changeFigures(
  evidence: Evidence,
  scale: ChangeScale,
  context: JudgeContext,
): ChangeFigures | undefined {
  if (proportionOf(newestTreated(evidence)) === undefined) return undefined;
  if (evidence.strata.length > 0) return concurrent(evidence, scale, context);
  if (evidence.treated === undefined || evidence.reference === undefined) return undefined;
  return againstReference(evidence.treated, evidence.reference, { evidence, scale, context });
}

function concurrent(evidence: Evidence, scale: ChangeScale, context: JudgeContext): ChangeFigures {
  const treated = sum(evidence.strata.map((stratum) => stratum.treated));
  const control = sum(evidence.strata.map((stratum) => stratum.control));
  const c = multiplier(context.looks, treated.n + control.n, context.alpha);
  const compared =
    scale === 'absolute' ? difference(evidence.strata, c, context.alpha) : ratio(evidence.strata, c, context.alpha);
  const people = Math.min(treated.n, control.n);
  const figures = describe({ treated, control, multiplier: c, ...compared }, scale, people);
  const isCombined = evidence.strata.length > 1;
  const combined = {
    periods: isCombined ? evidence.strata.length : undefined,
    strata: isCombined ? evidence.strata.slice(-mostStrata).map(describeStratum) : undefined,
  };
  const shown = {
    against: 'control',
    ...combined,
    tightestAt: tightestAt(context.looks),
    mixedShares: evidence.mixedShares,
  } as const;
  return withShown(figures, shown, evidence, context);
}

/** More shares than this in one stage explain nothing to anybody. */
const mostStrata = 30;

function describeStratum({ treated, control }: Stratum): VerdictStratum {
  return { hits: treated.hits, n: treated.n, referenceHits: control.hits, referenceN: control.n };
}

function difference(
  strata: readonly Stratum[],
  c: number,
  alpha: number,
): Pick<Comparison, 'change' | 'interval' | 'method'> {
  const method = strata.length > 1 ? 'newcombe-stratified' : 'newcombe';
  return {
    change: stratifiedDifference(strata),
    interval: stratifiedInterval(strata, (one, other) => guardedNewcombe(one, other, c, alpha)),
    method,
  };
}

function ratio(
  strata: readonly Stratum[],
  c: number,
  alpha: number,
): Pick<Comparison, 'change' | 'interval' | 'method'> {
  const [only, more] = strata;
  if (only && more === undefined) {
    const { lower, upper } = guardedKoopman(only.treated, only.control, c, alpha);
    const isNone = only.treated.hits === 0 && only.control.hits === 0;
    const change = isNone ? 0 : rateOf(only.treated) / rateOf(only.control) - 1;
    return { change, interval: { lower: lower - 1, upper: upper - 1 }, method: 'koopman' };
  }
  const { estimate, lower, upper } = stratifiedRatio(strata, c);
  return { change: estimate - 1, interval: { lower: lower - 1, upper: upper - 1 }, method: 'ratio-stratified' };
}

interface Setting {
  readonly evidence: Evidence;
  readonly scale: ChangeScale;
  readonly context: JudgeContext;
}

/** Against numbers of another time. With a plain percentage only the stage's own uncertainty is known. */
function againstReference(treated: Proportion, reference: Reference, setting: Setting): ChangeFigures | undefined {
  const { evidence, scale, context } = setting;
  const counts = proportionOf(reference.figure);
  const isCounted = counts !== undefined && counts.n > 0;
  const shown = {
    against: reference.from,
    referenceSource: reference.source,
    tightestAt: tightestAt(isCounted ? context.looks : context.treatedLooks),
    mixedShares: false,
  };
  if (isCounted) {
    const c = multiplier(context.looks, treated.n + counts.n, context.alpha);
    const strata = [{ treated, control: counts }];
    const compared =
      scale === 'absolute'
        ? {
            change: rateOf(treated) - rateOf(counts),
            interval: guardedNewcombe(treated, counts, c, context.alpha),
            method: 'newcombe',
          }
        : ratio(strata, c, context.alpha);
    return withShown(
      describe({ treated, control: counts, multiplier: c, ...compared }, scale, treated.n),
      shown,
      evidence,
      context,
    );
  }
  const base = valueIn(reference.figure, '%');
  if (base === undefined || (scale === 'relative' && base === 0)) return undefined;
  const c = multiplier(context.treatedLooks, treated.n, context.alpha);
  const own = guardedWilson(treated, c, context.alpha);
  const change = (rate: number): number => (scale === 'absolute' ? 100 * rate - base : 100 * ((100 * rate) / base - 1));
  const figures: ChangeFigures = {
    change: change(rateOf(treated)),
    interval: [change(own.lower), change(own.upper)],
    people: treated.n,
    shown: {
      observed: 100 * rateOf(treated),
      reference: base,
      change: change(rateOf(treated)),
      interval: [change(own.lower), change(own.upper)],
      unit: '%',
      changeUnit: scale === 'absolute' ? 'pp' : '%',
      ...treated,
      method: 'wilson-fixed',
      multiplier: c,
    },
  };
  return withShown(figures, shown, evidence, context);
}

function describe(compared: Comparison, scale: ChangeScale, people: number): ChangeFigures {
  const { treated, control, interval } = compared;
  const change = 100 * compared.change;
  const limits = [100 * interval.lower, 100 * interval.upper] as const;
  return {
    change,
    interval: limits,
    people,
    shown: {
      observed: 100 * rateOf(treated),
      reference: 100 * rateOf(control),
      change,
      interval: limits,
      unit: '%',
      changeUnit: scale === 'absolute' ? 'pp' : '%',
      hits: treated.hits,
      n: treated.n,
      referenceHits: control.hits,
      referenceN: control.n,
      method: compared.method,
      multiplier: compared.multiplier,
    },
  };
}

function withShown(
  figures: ChangeFigures,
  shown: Partial<Finding>,
  evidence: Evidence,
  context: JudgeContext,
): ChangeFigures {
  return { ...figures, shown: { ...figures.shown, ...shown, as: evidence.mode, alpha: context.alpha } };
}

function sum(counts: readonly Proportion[]): Proportion {
  let hits = 0;
  let n = 0;
  for (const one of counts) {
    hits += one.hits;
    n += one.n;
  }
  return { hits, n };
}
