import { readableText } from '../markdown/inline-text.ts';
import type { Table, TableRow } from '../markdown/markdown.ts';
import { readQuantity } from '../parsing/read-quantity.ts';
import { isPlaceholder } from '../plan/fields/placeholder.ts';
import { type FoundNumber, foundProblem, foundReading } from './found-number.ts';
import { makeReading } from './make-reading.ts';
import { matchMetric } from './match-metric.ts';
import { readPeriodTable } from './period-table.ts';
import { type MetricValue, type ReadMetricValue, readMetricValue } from './read-metric-value.ts';
import { readMoment } from './read-moment.ts';
import type { ReadingContext } from './reading-context.ts';
import { isMistake } from './reading-problem.ts';
import { type ColumnRole, columnRole, type TextRow } from './table-columns.ts';

type Arm = 'value' | 'control' | 'baseline';

const arms: readonly ColumnRole[] = ['value', 'control', 'baseline'];
const numberColumns: readonly ColumnRole[] = [...arms, 'hits'];

/** Numbers of a table with a metric on each row, or with a metric in each column and a date on each row. */
export function readMetricTable(table: Table, context: ReadingContext): readonly FoundNumber[] {
  const [head, ...rows] = table.rows.map(textRow);
  if (head === undefined) return [];
  const roles = head.cells.map(columnRole);
  if (roles[0] === 'stage') return [];
  const named = roles.indexOf('metric');
  const column = named === -1 ? 0 : named;
  const hasNumbers = roles.some((role, at) => at !== column && numberColumns.includes(role));
  const isNamed = (row: TextRow) => matchMetric(row.cells[column] ?? '', context.known) !== undefined;
  if (!hasNumbers || (named === -1 && !rows.some(isNamed))) return readPeriodTable(head, rows, context);
  return rows
    .filter((row) => named !== -1 || isNamed(row))
    .flatMap((row) => readRow(row, row.cells[column] ?? '', roles, context));
}

function textRow(row: TableRow): TextRow {
  return { line: row.line, cells: row.cells.map((cell) => readableText(cell).trim()) };
}

function readRow(
  { cells, line }: TextRow,
  name: string,
  roles: readonly ColumnRole[],
  context: ReadingContext,
): readonly FoundNumber[] {
  if (!/\p{L}/u.test(name) || isPlaceholder(name)) return [];
  const cellOf = (role: ColumnRole) => cells[roles.indexOf(role)] ?? '';
  const moment = readDateCell(cellOf('date'), context);
  if (moment.kind === 'none') return foundProblem({ why: moment.why, text: cellOf('date') }, line);

  const baseline = readArm('baseline', cells, roles, context);
  const before = foundValue(name, baseline, line, { ...context, kind: 'baseline' });
  const value = readArm('value', cells, roles, context);
  const control = readArm('control', cells, roles, context);
  if (value.kind === 'problem') return [...foundProblem(value.problem, line), ...before];
  // A control that nobody has filled in is no mistake.
  if (control.kind === 'problem' && isMistake(control.problem)) {
    return [...foundProblem({ ...control.problem, why: 'bad-control' }, line), ...before];
  }
  const figure = control.kind === 'value' ? control.value.figure : value.value.control;
  const as = /daily/i.test(cellOf('as')) ? 'daily' : value.value.as;
  const whole: MetricValue = { ...value.value, control: figure, at: moment.at ?? value.value.at, as };
  return [...foundReading(makeReading(name, whole, context), line), ...before];
}

function readDateCell(
  text: string,
  context: ReadingContext,
):
  | { readonly kind: 'moment'; readonly at: number | undefined }
  | { readonly kind: 'none'; readonly why: 'bad-date' | 'future-date' } {
  return isPlaceholder(text) ? { kind: 'moment', at: undefined } : readMoment(text, context);
}

function foundValue(
  name: string,
  read: ReadMetricValue,
  line: number,
  context: ReadingContext,
): readonly FoundNumber[] {
  if (read.kind === 'problem') return foundProblem(read.problem, line);
  return foundReading(makeReading(name, read.value, context), line);
}

/** The value of people with the change, without it, or before it, with the total of the column that belongs to it. */
function readArm(
  arm: Arm,
  cells: readonly string[],
  roles: readonly ColumnRole[],
  context: ReadingContext,
): ReadMetricValue {
  const n = cells[ownColumn('n', arm, roles)] ?? '';
  const hits = cells[ownColumn('hits', arm, roles)] ?? '';
  const written = cells[roles.indexOf(arm)] ?? '';
  const ratio = readMetricValue(`${hits}/${n}`, context);
  if (ratio.kind === 'value' && ratio.value.figure.n !== undefined) return ratio;
  const read = readMetricValue(written === '' ? hits : written, context);
  const total = readQuantity(n);
  if (read.kind === 'problem' || total.kind === 'none' || read.value.figure.n !== undefined) return read;
  return { kind: 'value', value: { ...read.value, figure: { ...read.value.figure, n: total.figure.value } } };
}

/** A column `n` or `hits` belongs to the value before it; one that has none before it to the value itself. */
function ownColumn(role: 'n' | 'hits', arm: Arm, roles: readonly ColumnRole[]): number {
  return roles.findIndex((candidate, at) => {
    if (candidate !== role) return false;
    const owner = roles.slice(0, at).findLast((other) => arms.includes(other));
    return (owner ?? 'value') === arm;
  });
}
