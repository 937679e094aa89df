import type { BookedName, EvidenceBook } from '../criteria/evidence-book.ts';
import { inOrder } from '../criteria/observation.ts';
import type { Instant } from '../instant.ts';
import { readQuantity } from '../parsing/read-quantity.ts';
import type { Kpi } from '../plan/plan.ts';
import { type Chain, newestFit, oldestFit } from '../readings/chain.ts';
import { metricKey } from '../readings/metric-key.ts';
import type { Figure, Reading } from '../readings/reading.ts';
import type { KpiResult } from '../report-models.ts';

/** The time in which a report's numbers are looked for. */
export interface ResultWindow {
  /** Numbers up to and including this moment belong to something earlier. */
  readonly after: Instant;
  readonly dueAt: Instant;
  /** When the next report is due: a number given after that answers the newer one. */
  readonly until: Instant;
  /** The report before: a number that was late for it is not told again. */
  readonly before: ResultWindow | undefined;
}

/** One KPI with its actual value in the window: the last number up to the due date, or else the first one after it. */
export function kpiResult(kpi: Kpi, book: EvidenceBook, window: ResultWindow | undefined): KpiResult {
  const keys = [kpi.name, kpi.label].filter((name) => name !== undefined).map(metricKey);
  const own = namesOf(keys, book);
  const actual = window && pick(own, window);
  const baseline = latest(own.map(({ baselines }) => baselines?.value));
  return {
    label: kpi.label,
    name: kpi.name,
    target: kpi.target,
    baseline: baseline?.figure.text ?? kpi.baseline,
    actual: actual?.figure.text,
    changePercent: relativeChange(actual?.figure, baseline?.figure ?? figureOf(kpi.baseline)),
    source: actual === undefined ? undefined : { author: actual.source.author, url: actual.source.url },
  };
}

/** The value of a metric in the window, as written. */
export function metricResult(metric: string, book: EvidenceBook, window: ResultWindow): Reading | undefined {
  return pick(namesOf([metricKey(metric)], book), window);
}

function namesOf(keys: readonly string[], { names }: EvidenceBook): readonly BookedName[] {
  return names.filter(({ key }) => keys.includes(key));
}

function pick(own: readonly BookedName[], { after, dueAt, until, before }: ResultWindow): Reading | undefined {
  const told = before && pick(own, before);
  const inTime = latest(own.map(({ measured }) => newestUpTo(measured, dueAt, told)));
  if (inTime !== undefined && inTime.at > after) return inTime;
  // What was told for the report before is no later than this one's due date.
  const since = Math.max(after, dueAt);
  const late = earliest(own.map(({ measured }) => oldestFit(measured, ({ at }) => at > since)?.value));
  return late !== undefined && late.at <= until ? late : undefined;
}

function newestUpTo(
  measured: Chain<Reading> | undefined,
  moment: Instant,
  except: Reading | undefined,
): Reading | undefined {
  const link = newestFit(measured, ({ at }) => at <= moment);
  return link !== undefined && link.value === except ? link.before?.value : link?.value;
}

function latest(readings: readonly (Reading | undefined)[]): Reading | undefined {
  return readings
    .filter((one) => one !== undefined)
    .toSorted(inOrder)
    .at(-1);
}

function earliest(readings: readonly (Reading | undefined)[]): Reading | undefined {
  return readings.filter((one) => one !== undefined).toSorted(inOrder)[0];
}

function figureOf(text: string | undefined): Figure | undefined {
  const read = text === undefined ? undefined : readQuantity(text);
  return read?.kind === 'quantity' ? read.figure : undefined;
}

/** Percent of change against the baseline; undefined where a value is missing, units differ or the baseline is zero. */
function relativeChange(actual: Figure | undefined, baseline: Figure | undefined): number | undefined {
  if (actual?.value === undefined || baseline?.value === undefined) return undefined;
  if (actual.unit !== baseline.unit || baseline.value === 0) return undefined;
  return (100 * (actual.value - baseline.value)) / Math.abs(baseline.value);
}
