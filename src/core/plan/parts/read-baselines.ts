import type { BaselineFigure } from '../plan.ts';
import { isWithin, type Section } from '../source/outline.ts';
import type { SourceLine } from '../source/scan-lines.ts';
import type { PlanSource } from './plan-source.ts';

const period =
  /^(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? ?\d{0,4}|q[1-4] ?\d{0,4}|\d{4}(?:-\d{2})?(?:-\d{2})?|\d{1,2}\/\d{2,4}|week \d{1,2}|(?:last|previous|prior) (?:week|month|year)|baseline)$/i;
const number = /^[~≈$]?\s*(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\s*(%|k|m|ms|s|sec|min|hours?|days?)?$/i;
const rowLimit = 60;

/** Tables whose rows are stretches of time give the figures of the time before the release. */
export function readBaselines(source: PlanSource): readonly BaselineFigure[] {
  return source.sections
    .filter((section) => !isWithin(section, 'one-week', 'one-month', 'later-results', 'results'))
    .flatMap(figuresOfSection);
}

function figuresOfSection(section: Section): readonly BaselineFigure[] {
  const figures: BaselineFigure[] = [];
  let head: SourceLine | undefined;
  for (const line of section.lines.filter((candidate) => candidate.kind === 'row').slice(0, rowLimit)) {
    if (line.head) head = line;
    else if (head && period.test(line.cells[0]?.text ?? '')) figures.push(...figuresOfRow(head, line));
  }
  return figures;
}

function figuresOfRow(head: SourceLine, row: SourceLine): readonly BaselineFigure[] {
  return row.cells.slice(1).flatMap((cell, index) => {
    const found = number.exec(cell.text);
    const metric = head.cells[index + 1]?.text ?? '';
    if (!found || metric === '') return [];
    const suffix = found[3]?.toLowerCase();
    const value = Number(`${(found[1] ?? '').replaceAll(',', '')}${found[2] ?? ''}`) * scale(suffix);
    const unit = suffix === 'k' || suffix === 'm' ? undefined : suffix;
    return [{ metric, period: row.cells[0]?.text ?? '', value, unit: unit ?? 'count', text: cell.text }];
  });
}

function scale(suffix: string | undefined): number {
  if (suffix === 'k') return 1_000;
  return suffix === 'm' ? 1_000_000 : 1;
}
