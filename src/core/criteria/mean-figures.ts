import type { Figure } from '../readings/reading.ts';
import type { Sample } from '../statistics/interval.ts';
import { type LookPlan, multiplier, tightestAt } from '../statistics/look-plan.ts';
import { studentQuantile } from '../statistics/student-t-distribution.ts';
import { type MeanContrast, relativeChange, welch } from '../statistics/welch.ts';
import type { ChangeFigures, ChangeScale } from './change-figures.ts';
import { controlBeside, type Evidence, newestTreated } from './evidence.ts';
import type { JudgeContext } from './judge-context.ts';
import { valueIn } from './plain-values.ts';
import { convert } from './quantity.ts';

/** The mean as a sample in `unit`; undefined for other figures, and where the values are fewer than two or all the same. */
export function sampleOf(figure: Figure | undefined, unit: string | undefined): Sample | undefined {
  if (figure?.sd === undefined || figure.n === undefined || figure.n < 2 || figure.sd === 0) return undefined;
  const mean = valueIn(figure, unit);
  const sd = convert(figure.sd, figure.unit, unit);
  return mean === undefined || sd === undefined ? undefined : { mean, sd, n: figure.n };
}

type Limits = readonly [low: number, high: number];

/** As wide as the look plan asks for, and nowhere narrower than Student's interval, which is exact at one look. */
function limitsOf({ estimate, se, df }: MeanContrast, c: number, alpha: number): Limits {
  const half = Math.max(c, studentQuantile(1 - alpha / 2, df)) * se;
  return [estimate - half, estimate + half];
}

/** Interval of one mean, in its unit. */
export function meanInterval(
  { mean, sd, n }: Sample,
  looks: LookPlan,
  alpha: number,
): { readonly interval: Limits; readonly multiplier: number } {
  const c = multiplier(looks, n, alpha);
  return { interval: limitsOf({ estimate: mean, se: sd / Math.sqrt(n), df: n - 1 }, c, alpha), multiplier: c };
}

/** A baseline whose standard error is a larger part of it than this cannot be divided by (see `relativeChange`). */
const unsureBase = 0.1;
/** Shows nothing, in either direction. */
const everything = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const;

/**
 * Change of a mean with its interval: of the newest one, because a mean of the whole stage holds all that came before.
 * Undefined when the newest number is no such mean, or there is no mean to compare with.
 */
export function meanChange(evidence: Evidence, scale: ChangeScale, context: JudgeContext): ChangeFigures | undefined {
  const { reference } = evidence;
  const own = controlBeside(evidence);
  const base = own ?? reference?.figure;
  const treated = sampleOf(newestTreated(evidence), base?.unit);
  const control = sampleOf(base, base?.unit);
  if (treated === undefined || control === undefined) return undefined;
  const c = multiplier(context.looks, treated.n + control.n, context.alpha);
  const { change, limits } = compareMeans(treated, control, { scale, c, alpha: context.alpha });
  return {
    change,
    interval: limits ?? everything,
    people: own ? Math.min(treated.n, control.n) : treated.n,
    shown: {
      observed: treated.mean,
      reference: control.mean,
      change,
      interval: limits,
      unit: base?.unit,
      changeUnit: changeUnitOf(base?.unit, scale),
      n: treated.n,
      referenceN: control.n,
      method: scale === 'relative' ? 'mean-ratio' : 'welch',
      multiplier: c,
      alpha: context.alpha,
      tightestAt: tightestAt(context.looks),
      against: own ? 'control' : reference?.from,
      referenceSource: own ? undefined : reference?.source,
    },
  };
}

/** The change in the unit or in percent, with its limits where they can be given. */
function compareMeans(
  treated: Sample,
  control: Sample,
  { scale, c, alpha }: { readonly scale: ChangeScale; readonly c: number; readonly alpha: number },
): { readonly change: number; readonly limits: Limits | undefined } {
  if (scale === 'absolute') {
    const contrast = welch(treated, control);
    return { change: contrast.estimate, limits: limitsOf(contrast, c, alpha) };
  }
  const contrast = relativeChange(treated, control);
  const [low, high] = limitsOf(contrast, c, alpha);
  const isUnsure = control.sd / Math.sqrt(control.n) > unsureBase * Math.abs(control.mean);
  return { change: 100 * contrast.estimate, limits: isUnsure ? undefined : [100 * low, 100 * high] };
}

function changeUnitOf(unit: string | undefined, scale: ChangeScale): string | undefined {
  if (scale === 'relative') return '%';
  return unit === '%' ? 'pp' : unit;
}
