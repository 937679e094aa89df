import { type ArmTally, countArm } from '../criteria/arm-tally.ts';
import { eventsOf, type RateUnit, rateUnitOf } from '../criteria/event-figures.ts';
import type { CountMode, Evidence } from '../criteria/evidence.ts';
import { type Observation, proportionOf } from '../criteria/observation.ts';
import { changeAt } from '../criteria/plain-changes.ts';
import { valueIn } from '../criteria/plain-values.ts';
import type { StageRun } from '../criteria/stage-run.ts';
import { countOf, type Tally } from '../criteria/tally.ts';
import type { Verdict } from '../criteria/verdict.ts';
import { dayMs } from '../instant.ts';
import { type Chain, newestFit } from '../readings/chain.ts';
import { type Proportion, rateOf } from '../statistics/interval.ts';
import { axisRange } from './axis-range.ts';
import type { CriterionSeries, SeriesPoint } from './charts-model.ts';
import { divideTime, keepApart } from './keep-apart.ts';

/** The numbers of a point; without a value there is none. */
type Figures = Partial<Pick<SeriesPoint, 'hits' | 'n' | 'observed' | 'reference'>> & {
  readonly value: number | undefined;
};

/**
 * How the criterion's number went in the stage. Counts are those since the share was last changed, so that a change of
 * share does not look like a change of the number. Undefined without a line to hold against, or with fewer than two
 * points.
 */
export function criterionSeries(verdict: Verdict, evidence: Evidence, run: StageRun): CriterionSeries | undefined {
  const { limit } = verdict;
  const { tallies } = evidence;
  if (tallies === undefined || !isDrawable(limit)) return undefined;
  const shows = verdict.change === undefined ? 'value' : 'change';
  const figuresOf = shows === 'value' ? valueFigures(verdict, evidence) : changeFigures(verdict, evidence);
  const points = keepApart(
    lastOfEachStretch(tallies, figuresOf).map(({ tally, figures, value }) => ({
      ...noFigures,
      ...place(tally.observation, run),
      ...figures,
      value,
    })),
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

interface Sampled {
  readonly tally: Tally;
  readonly figures: Figures;
  readonly value: number;
}

/** The last number of each stretch of time, oldest first; the rest is not looked at: of 10,000 numbers few are drawn. */
function lastOfEachStretch(tallies: Chain<Tally>, figuresOf: FiguresOf): readonly Sampled[] {
  const { firstAt, observation } = tallies.value;
  const stretches = divideTime(firstAt, observation.at);
  const stretchOf = (tally: Tally): number => stretches(tally.observation.at);
  const sampled: Sampled[] = [];
  let link: Chain<Tally> | undefined = tallies;
  while (link !== undefined) {
    const tally = link.value;
    const figures = figuresOf(tally);
    const { value } = figures;
    if (!isDrawable(value)) {
      link = link.before;
      continue;
    }
    sampled.unshift({ tally, figures, value });
    link = newestFit(link, (one) => stretchOf(one) < stretchOf(tally));
  }
  return sampled;
}

const noFigures = { hits: undefined, n: undefined, observed: undefined, reference: undefined };

/** Beyond it no axis is of use, and Mermaid reads no exponents. */
const largest = 1e12;

function isDrawable(value: number | undefined): value is number {
  return Math.abs(value ?? Number.NaN) <= largest;
}

function place({ at, period }: Observation, run: StageRun): Pick<SeriesPoint, 'at' | 'day' | 'share'> {
  return { at, day: Math.max(0, (at - run.from) / dayMs), share: run.periods[period]?.share };
}

type FiguresOf = (tally: Tally) => Figures;

const nothing: Figures = { value: undefined };

function valueFigures(verdict: Verdict, { mode }: Evidence): FiguresOf {
  if (verdict.rule === 'count') return countFigures(verdict);
  const rateUnit = rateUnitOf(verdict.criterion);
  if (rateUnit !== undefined && verdict.unit === rateUnit.name) return eventFigures(rateUnit);
  if (verdict.method === 'wilson') return shareFigures(mode);
  return ({ observation: { treated } }) => {
    const counts = proportionOf(treated);
    return { value: valueIn(treated, verdict.unit), hits: counts?.hits, n: counts?.n };
  };
}

function shareFigures({ mode }: CountMode): FiguresOf {
  return ({ observation: { period, treated }, treatedArm }) => {
    const counts = treated && countsIn(treatedArm, period, mode);
    return counts ? { value: 100 * rateOf(counts), hits: counts.hits, n: counts.n } : nothing;
  };
}

/** Counts of the period up to there. */
function countsIn(arm: ArmTally | undefined, period: number, mode: CountMode['mode']): Proportion | undefined {
  return countArm(arm, mode).byPeriod.get(period);
}

function eventFigures({ hours }: RateUnit): FiguresOf {
  return ({ observation }) => {
    const rate = eventsOf(observation.treated);
    return { value: rate && (hours * rate.events) / rate.exposure };
  };
}

/** Totals as they are; of separate days the sum so far. */
function countFigures({ as }: Verdict): FiguresOf {
  return ({ observation, count }) => {
    const own = countOf(observation.treated);
    return { value: own !== undefined && as?.mode === 'daily' ? count.daysBefore + count.today : own };
  };
}

function changeFigures(verdict: Verdict, evidence: Evidence): FiguresOf {
  const isRelative = verdict.changeUnit === '%';
  if (verdict.method === 'event-ratio') return eventRatioFigures(verdict, evidence);
  if (verdict.hits === undefined) return plainFigures(evidence, isRelative);
  const { mode } = evidence.mode;
  return ({ observation: { period }, treatedArm, controlArm }) => {
    const own = countsIn(treatedArm, period, mode);
    const other = countsIn(controlArm, period, mode);
    const reference = verdict.against === 'control' ? other && 100 * rateOf(other) : verdict.reference;
    if (own === undefined || reference === undefined) return nothing;
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

/** Against no events at all there is no number that can be drawn. */
function eventRatioFigures({ criterion }: Verdict, { reference }: Evidence): FiguresOf {
  const hours = rateUnitOf(criterion)?.hours ?? 1;
  return ({ treated, control }) => {
    const own = eventsOf(treated?.treated);
    const other = eventsOf(control?.figure ?? reference?.figure);
    if (own === undefined || other === undefined) return nothing;
    const observed = (hours * own.events) / own.exposure;
    const base = (hours * other.events) / other.exposure;
    return { value: 100 * (observed / base - 1), observed, reference: base };
  };
}

function plainFigures({ reference }: Evidence, isRelative: boolean): FiguresOf {
  return (tally) => {
    const { shown } = changeAt(tally, reference, isRelative ? 'relative' : 'absolute') ?? {};
    return { value: shown?.change, observed: shown?.observed, reference: shown?.reference };
  };
}
