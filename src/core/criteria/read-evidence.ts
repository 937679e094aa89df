import type { Instant } from '../instant.ts';
import type { BaselineFigure } from '../plan/plan.ts';
import { type NamedMetric, readMetricName } from '../readings/metric-name.ts';
import type { Figure, Reading } from '../readings/reading.ts';
import type { Period } from '../rollout.ts';
import type { Criterion } from './criterion.ts';
import { type Evidence, gatherEvidence, noEvidence, type Reference, sourceOf } from './evidence.ts';
import { matchCriteria, nameCriterion } from './match-criteria.ts';
import { inOrder, type Observation } from './observation.ts';
import { latestRun, periodAt, previousRun, type StageRun } from './stage-run.ts';

export interface EvidenceInput {
  readonly criteria: readonly Criterion[];
  readonly readings: readonly Reading[];
  readonly periods: readonly Period[];
  readonly stage: string;
  /** Figures of the time before the release, from the plan. */
  readonly baselines: readonly BaselineFigure[];
}

interface NamedReading {
  readonly reading: Reading;
  readonly name: NamedMetric;
}

/** Evidence for each criterion, in their order. The order of the readings is of no consequence. */
export function readEvidence(input: EvidenceInput): readonly Evidence[] {
  const run = latestRun(input.periods, input.stage);
  const byCriterion = sortReadings(input);
  return input.criteria.map((criterion, index) => {
    const own = (byCriterion[index] ?? []).sort((a, b) => inOrder(a.reading, b.reading));
    if (run === undefined) return noEvidence;
    const inStage = observe(own, run);
    const reference = findReference(criterion, own, run, input);
    return gatherEvidence(inStage, reference, newestBefore(own, run));
  });
}

/** Each reading goes to the criteria that its metric's name means; every name is looked up once. */
function sortReadings({ criteria, readings }: EvidenceInput): NamedReading[][] {
  const named = criteria.map(nameCriterion);
  const lists: NamedReading[][] = criteria.map(() => []);
  const known = new Map<string, { readonly name: NamedMetric; readonly indexes: readonly number[] }>();
  for (const reading of readings) {
    const id = `${reading.key}\n${reading.metric}`;
    let found = known.get(id);
    if (found === undefined) {
      const name = readMetricName(reading.metric);
      // The key is that of the metric which the name was found to mean when the number came in.
      const byKey = matchCriteria(readMetricName(reading.key), named);
      found = { name, indexes: byKey.length > 0 ? byKey : matchCriteria(name, named) };
      known.set(id, found);
    }
    for (const index of found.indexes) lists[index]?.push({ reading, name: found.name });
  }
  return lists;
}

/** What was read in the stage or, later, about it. */
function isOf(reading: Reading, run: StageRun): boolean {
  if (reading.kind !== 'reading' || reading.at < run.from) return false;
  if (reading.stage !== undefined) return reading.stage === run.stage;
  return run.until === undefined || reading.at < run.until;
}

function observe(own: readonly NamedReading[], run: StageRun): readonly Observation[] {
  const observations: Observation[] = [];
  for (const { reading, name } of own) {
    if (!isOf(reading, run)) continue;
    const period = periodAt(run, reading);
    const treated = name.isControl ? undefined : reading.figure;
    const control = name.isControl ? reading.figure : reading.control;
    observations.push({ reading, at: reading.at, period, treated, control });
  }
  return observations;
}

/** What was read at the very moment the stage began may still be about the one before. */
function newestBefore(own: readonly NamedReading[], run: StageRun): Instant | undefined {
  const isBefore = ({ reading }: NamedReading): boolean =>
    reading.kind === 'reading' && reading.at <= run.from && !isOf(reading, run);
  return own.findLast(isBefore)?.reading.at;
}

/** The plan may name what to compare with; else readings of a baseline come before the plan's own figures. */
function findReference(
  criterion: Criterion,
  own: readonly NamedReading[],
  run: StageRun,
  input: EvidenceInput,
): Reference | undefined {
  const comparesChange = criterion.kind === 'change' || criterion.kind === 'direction';
  if (!comparesChange || criterion.against === 'control') return undefined;
  if (criterion.against === 'previous-stage') return stageReference(own, previousRun(input.periods, run));
  const reading = own.findLast((one) => one.reading.kind === 'baseline')?.reading;
  if (reading) return { from: 'baseline', figure: reading.figure, source: sourceOf(reading) };
  return planReference(criterion, input.baselines);
}

function stageReference(own: readonly NamedReading[], run: StageRun | undefined): Reference | undefined {
  if (run === undefined) return undefined;
  const observations = observe(own, run);
  const { treated } = gatherEvidence(observations, undefined, undefined);
  const newest = observations.findLast((one) => one.treated !== undefined);
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
