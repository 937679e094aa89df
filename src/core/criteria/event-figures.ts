import type { Figure } from '../readings/reading.ts';
import { type EventRate, garwood, rateRatioExact, rateRatioScore, rateScore } from '../statistics/event-rate.ts';
import type { Interval } from '../statistics/interval.ts';
import { type LookPlan, multiplier, tightestAt } from '../statistics/look-plan.ts';
import type { ChangeFigures } from './change-figures.ts';
import type { Criterion } from './criterion.ts';
import { controlBeside, type Evidence, newestTreated } from './evidence.ts';
import type { JudgeContext } from './judge-context.ts';
import { isCounted } from './quantity.ts';

/** Events in the hours in which they were counted; undefined for figures that do not say how long. */
export function eventsOf(figure: Figure | undefined): EventRate | undefined {
  if (figure?.exposure === undefined || figure.value === undefined || !(figure.exposure > 0)) return undefined;
  if (!isCounted(figure.unit) || !Number.isSafeInteger(figure.value) || figure.value < 0) return undefined;
  return { events: figure.value, exposure: figure.exposure };
}

/** The time that a rate is counted in: `per hour`, `per 10 minutes`. */
export interface RateUnit {
  readonly name: string;
  readonly hours: number;
}

const inHours: Readonly<Record<string, number>> = { minute: 1 / 60, hour: 1, day: 24, week: 168 };
const perTime = /(?:^|\s)(?:per|an?|each|every)\s(?:(\d{1,4})[ -])?(minute|hour|day|week)s?$/i;

/** As the criterion names it, behind its number or in its metric's name; undefined where it names none. */
export function rateUnitOf({ window, metric }: Criterion): RateUnit | undefined {
  const [, count = '1', unit = ''] = perTime.exec(window ?? metric) ?? [];
  const hours = Number(count) * (inHours[unit.toLowerCase()] ?? 0);
  if (hours === 0) return undefined;
  return { name: count === '1' ? `per ${unit.toLowerCase()}` : `per ${count} ${unit.toLowerCase()}s`, hours };
}

/** Events per hour as the look plan asks for, and nowhere narrower than Garwood's interval, which is exact at one look. */
export function eventInterval(
  rate: EventRate,
  looks: LookPlan,
  alpha: number,
): { readonly interval: Interval; readonly multiplier: number } {
  const c = multiplier(looks, rate.exposure, alpha);
  return { interval: wider(rateScore(rate, c), garwood(rate, alpha)), multiplier: c };
}

/**
 * Relative change of a rate of events against one of the same days or of another time. Of several numbers the newest
 * counts, because the events of the whole stage hold all that came before. Undefined when the newest is no such rate,
 * or there is none to compare with.
 */
export function eventChange(
  evidence: Evidence,
  criterion: Criterion,
  context: JudgeContext,
): ChangeFigures | undefined {
  const { reference } = evidence;
  const newest = newestTreated(evidence);
  const own = controlBeside(evidence);
  const treated = eventsOf(newest);
  const control = eventsOf(own ?? reference?.figure);
  if (treated === undefined || control === undefined) return undefined;
  const c = multiplier(context.hourLooks, treated.exposure, context.alpha);
  const isNone = treated.events === 0 && control.events === 0;
  const ratio = isNone
    ? { lower: 0, upper: Number.POSITIVE_INFINITY }
    : wider(rateRatioScore(treated, control, c), rateRatioExact(treated, control, context.alpha));
  const { name, hours } = rateUnitOf(criterion) ?? { name: 'per hour', hours: 1 };
  const observed = (hours * treated.events) / treated.exposure;
  const base = (hours * control.events) / control.exposure;
  const change = isNone ? 0 : 100 * (observed / base - 1);
  const interval = [100 * (ratio.lower - 1), 100 * (ratio.upper - 1)] as const;
  return {
    change,
    interval,
    people: context.stageUsers ?? 0,
    shown: {
      observed,
      reference: base,
      change,
      interval,
      unit: name,
      changeUnit: '%',
      method: 'event-ratio',
      multiplier: c,
      alpha: context.alpha,
      tightestAt: tightestAt(context.hourLooks),
      against: own ? 'control' : reference?.from,
      referenceSource: own ? undefined : reference?.source,
    },
  };
}

function wider(one: Interval, other: Interval): Interval {
  return { lower: Math.min(one.lower, other.lower), upper: Math.max(one.upper, other.upper) };
}
