import type { Draft } from '../draft.ts';
import type { Instant } from '../instant.ts';
import { readQuantity } from '../parsing/read-quantity.ts';
import type { Kpi } from '../plan/plan.ts';
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
export function kpiResult(kpi: Kpi, draft: Draft, window: ResultWindow | undefined): KpiResult {
  const names = [kpi.name, kpi.label].filter((name) => name !== undefined).map(metricKey);
  const own = draft.readings.filter((reading) => names.includes(reading.key));
  const actual = window === undefined ? undefined : pick(own.filter(isMeasured), window);
  const baseline = own.findLast((reading) => reading.kind === 'baseline');
  const baselineText = baseline?.figure.text ?? kpi.baseline;
  return {
    label: kpi.label,
    name: kpi.name,
    target: kpi.target,
    baseline: baselineText,
    actual: actual?.figure.text,
    changePercent: relativeChange(actual?.figure, baseline?.figure ?? figureOf(kpi.baseline)),
    source: actual === undefined ? undefined : { author: actual.source.author, url: actual.source.url },
  };
}

/** The value of a metric in the window, as written. */
export function metricResult(metric: string, draft: Draft, window: ResultWindow): Reading | undefined {
  const key = metricKey(metric);
  return pick(
    draft.readings.filter((reading) => reading.key === key && isMeasured(reading)),
    window,
  );
}

function isMeasured(reading: Reading): boolean {
  return reading.kind === 'reading';
}

function pick(readings: readonly Reading[], { after, dueAt, until, before }: ResultWindow): Reading | undefined {
  const told = before === undefined ? undefined : pick(readings, before);
  const inside = readings.filter((reading) => reading.at > after && reading.at <= until && reading !== told);
  return inside.findLast((reading) => reading.at <= dueAt) ?? inside[0];
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
