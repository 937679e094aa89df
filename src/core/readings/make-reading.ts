import { unitInName } from '../criteria/quantity.ts';
import type { Instant } from '../instant.ts';
import { isCalled, matchMetric } from './match-metric.ts';
import { metricKey } from './metric-key.ts';
import { readMetricName } from './metric-name.ts';
import type { MetricValue } from './read-metric-value.ts';
import type { Figure, Reading } from './reading.ts';
import type { ReadingContext } from './reading-context.ts';

const longestName = 200;
const baselinePrefix = /^baseline\b(?:\s*[:–-]|\s+(?:for|of))?\s+(?=\S)/i;
const baselineSuffix = /\s*(?:\(\s*baseline\s*\)|[,:–-]\s*baseline|\bbaseline)$/i;

/** A reading of what was read. It belongs to the known metric that its name means, and is called as written. */
export function makeReading(name: string, value: MetricValue, context: ReadingContext): Reading {
  const { metric, kind } = readKind(name, context);
  const meant = matchMetric(metric, context.known);
  const key = keyOf(metric, meant);
  const unit = unitInName(meant ?? metric);
  const { as } = value;
  const figure = inUnitOfName(value.figure, unit);
  const control = value.control && inUnitOfName(value.control, unit);
  const at = value.at ?? context.at;
  const { stage, share } = value.at === undefined ? context : placeAt(value.at, context);
  const id = `${context.source.id}/${key}${kind === 'baseline' ? '/baseline' : ''}`;
  return { id, metric, key, kind, figure, control, as, at, stage, share, source: context.source };
}

/** Gives a second number of the same metric `/2` at the end of its id, a third one `/3`. */
export function withOwnIds(readings: readonly Reading[], taken: Iterable<string> = []): readonly Reading[] {
  const ids = new Set(taken);
  return readings.map((reading) => {
    let { id } = reading;
    for (let ordinal = 2; ids.has(id); ordinal += 1) id = `${reading.id}/${ordinal}`;
    ids.add(id);
    return { ...reading, id };
  });
}

/** The key of the known metric that a name means, or its own. */
function keyOf(name: string, meant: string | undefined): string {
  if (meant === undefined) return metricKey(name);
  const isControl = readMetricName(name).isControl && !readMetricName(meant).isControl;
  return isControl ? `${metricKey(meant)} control` : metricKey(meant);
}

/** A bare number of "errors per 1,000 requests" is per 1,000. */
function inUnitOfName(figure: Figure, unit: string | undefined): Figure {
  const isBare = figure.unit === 'count' && figure.n === undefined && figure.exposure === undefined;
  return unit !== undefined && isBare ? { ...figure, unit } : figure;
}

function readKind(
  written: string,
  { known, kind }: ReadingContext,
): { readonly metric: string; readonly kind: Reading['kind'] } {
  const metric = cleanName(written);
  if (isCalled(metric, known)) return { metric, kind };
  const bare = cleanName(metric.replace(baselinePrefix, '').replace(baselineSuffix, ''));
  return bare === metric || bare === '' ? { metric, kind } : { metric: bare, kind: 'baseline' };
}

function cleanName(name: string): string {
  return name
    .slice(0, longestName)
    .replace(/\s+/g, ' ')
    .replace(/^[\s*_`~:"-]+|[\s*_`~:"=-]+$/g, '');
}

/** Before the first stage there is none, and nobody had the change. */
function placeAt(at: Instant, context: ReadingContext): Pick<Reading, 'stage' | 'share'> {
  const { periods, stage, share } = context;
  if (periods === undefined) return { stage, share };
  const period = periods.findLast(({ from, until }) => from <= at && (until === undefined || at < until));
  return period === undefined ? { stage: undefined, share: undefined } : { stage: period.stage, share: period.share };
}
