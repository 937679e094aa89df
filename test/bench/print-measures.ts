import { type Bar, holds, type Measure, type Unit } from './figure.ts';

const columns = ['what', 'here', 'reference', 'bar', ''] as const;

/** The measures as a table for people. */
export function printMeasures(name: string, measures: readonly Measure[]): string {
  const rows = measures.map((measure) => [
    measure.what,
    show(measure.value, measure.unit),
    measure.reference === undefined ? '' : `${show(measure.reference.value, measure.unit)}, ${measure.reference.what}`,
    measure.bar === undefined ? '' : barText(measure.bar, measure.unit),
    verdict(measure),
  ]);
  const widths = columns.map((column, i) => Math.max(column.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => (i === 1 ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
      .join('  ')
      .trimEnd();
  return `${name}\n${[line(columns), ...rows.map(line)].map((text) => `  ${text}`).join('\n')}\n`;
}

function verdict(measure: Measure): string {
  const held = holds(measure);
  if (held === undefined) return '';
  return held ? 'ok' : 'MISSED';
}

function barText(bar: Bar, unit: Unit): string {
  switch (bar.kind) {
    case 'below':
      return `< ${show(bar.limit, unit)}`;
    case 'at-most':
      return `≤ ${show(bar.limit, unit)}`;
    case 'at-least-of-reference':
      return `≥ ${bar.share * 100}% of it`;
    case 'at-most-of-reference':
      return `≤ ${bar.times} times it`;
    default:
      return bar satisfies never;
  }
}

function show(value: number, unit: Unit): string {
  if (unit === 'requests' || unit === 'points') return `${value}`;
  return `${shortest(value)} ${unit === 'per second' ? '/s' : unit}`;
}

/** Three digits that count. */
function shortest(value: number): string {
  if (value >= 100) return value.toFixed(0);
  return String(Number(value.toPrecision(3)));
}
