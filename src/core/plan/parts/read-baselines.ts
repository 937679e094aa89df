import type { BaselineFigure } from '../plan.ts';
import type { SourceLine } from '../source/scan-lines.ts';
import { cellText, tablesOf } from '../source/table.ts';
import { isOfResults, type PlanSource } from './plan-source.ts';

const stretch =
  /^(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? ?\d{0,4}|q[1-4] ?\d{0,4}|\d{4}(?:-\d{2})?(?:-\d{2})?|\d{1,2}\/\d{2,4}|week \d{1,2}|(?:last|previous|prior) (?:week|month|year)|baseline)$/i;
const number = /^[~≈$]?\s*((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*(%|k|m|ms|s|sec|min|hours?|days?)?$/i;
const rowLimit = 60;

/** Tables whose rows are stretches of time give the figures of the time before the release. */
export function readBaselines(source: PlanSource): readonly BaselineFigure[] {
  return source.sections
    .filter((section) => !isOfResults(section))
    .flatMap(({ lines }) => tablesOf(lines))
    .flatMap(({ titles, rows }) => rows.slice(0, rowLimit).flatMap((row) => figuresOfRow(titles, row)));
}

function figuresOfRow([, ...metrics]: readonly string[], row: SourceLine): readonly BaselineFigure[] {
  const period = cellText(row, 0);
  if (!stretch.test(period)) return [];
  return metrics.flatMap((metric, index) => {
    const text = cellText(row, index + 1);
    const [, digits, suffix = 'count'] = number.exec(text) ?? [];
    if (digits === undefined || metric === '') return [];
    const unit = suffix.toLowerCase();
    const value = Number(digits.replaceAll(',', '')) * (scales[unit] ?? 1);
    return [{ metric, period, value, unit: unit in scales ? 'count' : unit, text }];
  });
}

const scales: Readonly<Record<string, number>> = { k: 1_000, m: 1_000_000 };
