import { countOf } from '../criteria/count-rule.ts';
import { eventsOf, type RateUnit, rateUnitOf } from '../criteria/event-figures.ts';
import { controlCounts, type Evidence, treatedCounts } from '../criteria/evidence.ts';
import { type Observation, proportionOf } from '../criteria/observation.ts';
import { plainChanges } from '../criteria/plain-changes.ts';
import { valueIn } from '../criteria/plain-values.ts';
import type { StageRun } from '../criteria/stage-run.ts';
import type { Verdict } from '../criteria/verdict.ts';
import { dayMs } from '../instant.ts';
import type { Figure } from '../readings/reading.ts';
import { rateOf } from '../statistics/interval.ts';
import { axisRange } from './axis-range.ts';
import type { CriterionSeries, SeriesPoint } from './charts-model.ts';
import { divideTime, keepApart } from './keep-apart.ts';
import { startRunningCounts } from './running-counts.ts';

type Figures = Pick<SeriesPoint, 'value'> & Partial<SeriesPoint>;

/**
 * How the criterion's number went in the stage. Counts are those since the share was last changed, so that a change of
 * share does not look like a change of the number. Undefined without a line to hold against, or with fewer than two
 * points.
 */
export function criterionSeries(verdict: Verdict, evidence: Evidence, run: StageRun): CriterionSeries | undefined {
  const { limit } = verdict;
  if (verdict.rule === undefined || limit === undefined || !isDrawable(limit)) return undefined;
  const shows = verdict.change === undefined ? 'value' : 'change';
  const figuresOf = shows === 'value' ? valueFigures(verdict, evidence) : changeFigures(verdict, evidence);
  const { observations } = evidence;
  const stretches = divideTime(observations[0]?.at ?? 0, observations.at(-1)?.at ?? 0);
  // Points are made of those that stay only: of 10,000 observations that are few.
  const kept = new Map<number, { readonly observation: Observation; readonly figures: Figures }>();
  for (const observation of observations) {
    const figures = figuresOf(observation);
    if (figures === undefined || !isDrawable(figures.value)) continue;
    kept.set(stretches(observation.at), { observation, figures });
  }
  const points = keepApart(
    [...kept.values()].map(({ observation, figures }) => ({ ...noFigures, ...place(observation, run), ...figures })),
  );
  if (points.length < 2) return undefined;
  return {
    metric: verdict.criterion.metric,
    shows,
    unit: shows === 'value' ? verdict.unit : verdict.changeUnit,
    valueUnit: verdict.unit,
    limit,
    range: axisRange([limit, ...points.map(({ value }) => value)]),
    points,
  };
}

const noFigures = { hits: undefined, n: undefined, observed: undefined, reference: undefined };

/** Beyond it no axis is of use, and Mermaid reads no exponents. */
const largest = 1e12;

function isDrawable(value: number): boolean {
  return Math.abs(value) <= largest;
}

function place({ at, period }: Observation, run: StageRun): Pick<SeriesPoint, 'at' | 'day' | 'share'> {
  return { at, day: Math.max(0, (at - run.from) / dayMs), share: run.periods[period]?.share };
}

type FiguresOf = (observation: Observation) => Figures | undefined;

function valueFigures(verdict: Verdict, evidence: Evidence): FiguresOf {
  if (verdict.rule === 'count') return countFigures(verdict);
  const rateUnit = rateUnitOf(verdict.criterion);
  if (rateUnit !== undefined && verdict.unit === rateUnit.name) return eventFigures(rateUnit);
  const counts = startRunningCounts(treatedCounts, evidence.mode.mode);
  const isShare = verdict.method !== undefined && verdict.hits !== undefined;
  return (observation) => {
    const running = counts(observation);
    if (observation.treated === undefined) return undefined;
    if (isShare) return running && { value: 100 * rateOf(running), hits: running.hits, n: running.n };
    const value = valueIn(observation.treated, verdict.unit);
    const own = proportionOf(observation.treated);
    return value === undefined ? undefined : { value, hits: own?.hits, n: own?.n };
  };
}

function eventFigures({ hours }: RateUnit): FiguresOf {
  return ({ treated }) => {
    const rate = eventsOf(treated);
    return rate && { value: (hours * rate.events) / rate.exposure };
  };
}

/** Totals as they are; of separate days the sum so far, a second number for a day replacing the first. */
function countFigures({ as }: Verdict): FiguresOf {
  const days = new Map<number, number>();
  let sum = 0;
  return (observation) => {
    const count = countOf(observation);
    if (count === undefined) return undefined;
    if (as?.mode !== 'daily') return { value: count };
    const day = Math.floor(observation.at / dayMs);
    sum += count - (days.get(day) ?? 0);
    days.set(day, count);
    return { value: sum };
  };
}

function changeFigures(verdict: Verdict, evidence: Evidence): FiguresOf {
  const isRelative = verdict.changeUnit === '%';
  if (verdict.method === 'event-ratio') return eventRatioFigures(verdict, evidence);
  if (verdict.method === undefined || verdict.hits === undefined) return plainFigures(evidence, isRelative);
  const treated = startRunningCounts(treatedCounts, evidence.mode.mode);
  const control = startRunningCounts(controlCounts, evidence.mode.mode);
  return (observation) => {
    const own = treated(observation);
    const other = control(observation);
    const reference = verdict.against === 'control' ? other && 100 * rateOf(other) : verdict.reference;
    if (own === undefined || reference === undefined) return undefined;
    const observed = 100 * rateOf(own);
    return {
      value: isRelative ? 100 * (observed / reference - 1) : observed - reference,
      observed,
      reference,
      hits: own.hits,
      n: own.n,
    };
  };
}

function eventRatioFigures({ criterion }: Verdict, { reference }: Evidence): FiguresOf {
  const hours = rateUnitOf(criterion)?.hours ?? 1;
  let control: Figure | undefined;
  return (observation) => {
    control = observation.control ?? control;
    const own = eventsOf(observation.treated);
    const other = eventsOf(control ?? reference?.figure);
    if (own === undefined || other === undefined || other.events === 0) return undefined;
    const observed = (hours * own.events) / own.exposure;
    const base = (hours * other.events) / other.exposure;
    return { value: 100 * (observed / base - 1), observed, reference: base };
  };
}

function plainFigures(evidence: Evidence, isRelative: boolean): FiguresOf {
  const changes = plainChanges(evidence, isRelative ? 'relative' : 'absolute');
  const byObservation = new Map(Array.isArray(changes) ? changes.map((one) => [one.observation, one.shown]) : []);
  return (observation) => {
    const { change, observed, reference } = byObservation.get(observation) ?? {};
    return change === undefined ? undefined : { value: change, observed, reference };
  };
}
