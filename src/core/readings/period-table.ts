import { isPlaceholder } from '../plan/fields/placeholder.ts';
import { type FoundNumber, foundProblem, foundReading } from './found-number.ts';
import { makeReading } from './make-reading.ts';
import { matchMetric } from './match-metric.ts';
import { metricKey } from './metric-key.ts';
import { readMetricName } from './metric-name.ts';
import { readMetricValue } from './read-metric-value.ts';
import { readMoment } from './read-moment.ts';
import type { ReadingContext } from './reading-context.ts';
import { columnRole, type TextRow } from './table-columns.ts';

interface Column {
  readonly at: number;
  readonly name: string;
  /** The column of the same metric among people without the change. */
  readonly control: number | undefined;
}

const sums = /^(?:totals?|sum|average|avg|mean|overall|all)\b/i;
const before = /^(?:baseline|before|pre-?(?:launch|release))\b/i;

/** Numbers of a table with one row for each date and one column for each metric, of which one at least is known. */
export function readPeriodTable(
  head: TextRow,
  rows: readonly TextRow[],
  context: ReadingContext,
): readonly FoundNumber[] {
  const columns = findColumns(head, context.known);
  const isPeriod = columnRole(head.cells[0] ?? '') === 'date';
  return rows.flatMap((row) => readRow(row, columns, isPeriod, context));
}

function findColumns({ cells }: TextRow, known: readonly string[]): readonly Column[] {
  const metrics = cells.flatMap((name, at) => {
    const meant = at === 0 ? undefined : matchMetric(name, known);
    return meant === undefined ? [] : [{ at, name, key: metricKey(meant), isControl: readMetricName(name).isControl }];
  });
  return metrics
    .filter(({ isControl }) => !isControl)
    .map(({ at, name, key }) => ({
      at,
      name,
      control: metrics.find((other) => other.isControl && other.key === key)?.at,
    }));
}

function readRow(
  { cells, line }: TextRow,
  columns: readonly Column[],
  isPeriod: boolean,
  context: ReadingContext,
): readonly FoundNumber[] {
  const label = cells[0] ?? '';
  if (sums.test(label) || isPlaceholder(label)) return [];
  const isBefore = before.test(label);
  const moment = isBefore ? undefined : readMoment(label, context);
  if (moment?.kind === 'none') {
    if (moment.why === 'future-date') {
      const filled = columns.some(({ at }) => !isPlaceholder(cells[at] ?? ''));
      return filled ? foundProblem({ why: 'future-date', text: label }, line) : [];
    }
    if (!isPeriod) return [];
  }
  const at = moment?.kind === 'moment' ? moment.at : undefined;
  const own: ReadingContext = isBefore ? { ...context, kind: 'baseline' } : context;
  return columns.flatMap((column) => readCell(cells, column, at, line, own));
}

function readCell(
  cells: readonly string[],
  column: Column,
  at: number | undefined,
  line: number,
  context: ReadingContext,
): readonly FoundNumber[] {
  const against = column.control === undefined ? '' : (cells[column.control] ?? '');
  const text = `${cells[column.at] ?? ''}${isPlaceholder(against) ? '' : ` vs ${against}`}`;
  const read = readMetricValue(text, context);
  if (read.kind === 'problem') return foundProblem(read.problem, line);
  return foundReading(makeReading(column.name, { ...read.value, at: at ?? read.value.at }, context), line);
}
