import type { BaselineFigure } from '../plan/plan.ts';
import { newestFit } from '../readings/chain.ts';
import { readMetricName } from '../readings/metric-name.ts';
import type { Figure, Reading } from '../readings/reading.ts';
import type { Period } from '../rollout.ts';
import type { Criterion } from './criterion.ts';
import { type Evidence, gatherEvidence, noEvidence, type Reference, sourceOf } from './evidence.ts';
import { type BookedName, type EvidenceBook, findStay } from './evidence-book.ts';
import { matchCriteria, nameCriterion } from './match-criteria.ts';
import { inOrder } from './observation.ts';
import { isOfStay, latestRun, previousRun, type StageRun } from './stage-run.ts';

export interface EvidenceInput {
  /** The readings, entered for these criteria and periods. */
  readonly book: EvidenceBook;
  readonly criteria: readonly Criterion[];
  readonly periods: readonly Period[];
  readonly stage: string;
  /** Figures of the time before the release, from the plan. */
  readonly baselines: readonly BaselineFigure[];
}

/** Evidence for each criterion, in their order. */
export function readEvidence(input: EvidenceInput): readonly Evidence[] {
  const run = latestRun(input.periods, input.stage);
  if (run === undefined) return input.criteria.map(() => noEvidence);
  const stay = findStay(input.book, run);
  return input.criteria.map((criterion, index) => {
    const names = namesOf(index, input.book);
    const reference = findReference(criterion, { index, names, run, input });
    return gatherEvidence(stay?.tallies[index], reference, newestBefore(names, run));
  });
}

function namesOf(index: number, { names }: EvidenceBook): readonly BookedName[] {
  return names.filter(({ criteria }) => criteria.includes(index));
}

/** What was read at the very moment the stage began may still be about the one before. */
function newestBefore(names: readonly BookedName[], run: StageRun): Reading | undefined {
  let newest: Reading | undefined;
  for (const { measured } of names) {
    let link = newestFit(measured, ({ at }) => at <= run.from);
    while (link !== undefined && isOfStay(link.value, run)) link = link.before;
    if (link && (newest === undefined || inOrder(newest, link.value) < 0)) newest = link.value;
  }
  return newest;
}

interface Place {
  /** Of the criterion. */
  readonly index: number;
  readonly names: readonly BookedName[];
  readonly run: StageRun;
  readonly input: EvidenceInput;
}

/** The plan may name what to compare with; else readings of a baseline come before the plan's own figures. */
function findReference(criterion: Criterion, place: Place): Reference | undefined {
  const comparesChange = criterion.kind === 'change' || criterion.kind === 'direction';
  if (!comparesChange || criterion.against === 'control') return undefined;
  if (criterion.against === 'previous-stage') return stageReference(place);
  const reading = newestBaseline(place.names);
  if (reading) return { from: 'baseline', figure: reading.figure, source: sourceOf(reading) };
  return planReference(criterion, place.input.baselines);
}

function newestBaseline(names: readonly BookedName[]): Reading | undefined {
  let newest: Reading | undefined;
  for (const { baselines } of names) {
    if (baselines && (newest === undefined || inOrder(newest, baselines.value) < 0)) newest = baselines.value;
  }
  return newest;
}

function stageReference({ index, run, input }: Place): Reference | undefined {
  const previous = previousRun(input.periods, run);
  const tallies = previous && findStay(input.book, previous)?.tallies[index];
  const { treated } = gatherEvidence(tallies, undefined, undefined);
  const newest = tallies?.value.treated;
  const last = newest?.treated;
  if (newest === undefined || last === undefined) return undefined;
  const figure: Figure = treated
    ? { ...last, hits: treated.hits, n: treated.n, value: (100 * treated.hits) / treated.n, unit: '%' }
    : last;
  return { from: 'previous-stage', figure, source: sourceOf(newest.reading) };
}

/** The newest row of the plan's table whose column has the metric's name. */
function planReference(criterion: Criterion, baselines: readonly BaselineFigure[]): Reference | undefined {
  const named = [nameCriterion(criterion)];
  const row = baselines.findLast(({ metric }) => matchCriteria(readMetricName(metric), named).length > 0);
  if (row === undefined) return undefined;
  const figure: Figure = {
    value: row.value,
    unit: row.unit,
    hits: undefined,
    n: undefined,
    approximate: false,
    text: row.text,
  };
  return { from: 'plan', figure, source: undefined };
}
