import { isPlaceholder } from '../fields/placeholder.ts';
import { isWithin, type Section } from '../source/outline.ts';
import type { SourceLine } from '../source/scan-lines.ts';
import { cellText, type Table, tablesOf } from '../source/table.ts';
import type { KpiDraft } from './kpi-draft.ts';
import { isRelease, type PlanSource } from './plan-source.ts';

const metricHead = /\b(?:kpis?|metrics?|measures?|indicators?)\b/i;
const figuresHead =
  /\b(?:baseline|targets?|goals?|post[- ]?launch|weeks?|months?|actual|before|after|current|today|now|avg|average)\b|\b20\d\d\b/i;
const stageHead = /^(?:launch|stage|phase|step|roll)/i;
const targetHead = /\btargets?\b|\bgoals?\b/i;
const baselineHead = /baseline|before|current|today|now|avg|average/i;
const periodHead = /^(?:time ?block|time ?frame|period|date|week|month|when)s?\b/i;

/** KPIs that stand in tables, with their targets and baselines. */
export function kpisOfTables(source: PlanSource): readonly KpiDraft[] {
  return source.sections
    .filter(isRelease)
    .flatMap((section) => tablesOf(section.lines).flatMap((table) => kpisOfTable(table, section)));
}

function kpisOfTable({ titles, subject, rows }: Table, section: Section): readonly KpiDraft[] {
  if (stageHead.test(subject) || isWithin(section, 'stage', 'toggles', 'user-impact', 'criteria')) return [];
  const inResults = isWithin(section, 'one-week', 'one-month', 'later-results', 'kpis', 'go-live');
  const columns = titles.slice(1);
  if (inResults && periodHead.test(subject)) return columns.flatMap(named);
  if (!columns.some((title) => figuresHead.test(title)) || !(inResults || metricHead.test(subject))) return [];
  const targetAt = titles.findIndex((title) => targetHead.test(title));
  const baselineAt = titles.findLastIndex((title) => baselineHead.test(title));
  return rows.flatMap((row) =>
    named(nameOf(row)).map((kpi) => ({
      ...kpi,
      target: filled(cellText(row, targetAt)),
      baseline: filled(cellText(row, baselineAt)),
    })),
  );
}

/** The name without the link behind it in parentheses. */
function nameOf(row: SourceLine): string {
  const text = cellText(row, 0);
  return row.cells[0]?.links[0] ? text.replace(/(.{3,}?)\s*\(.*$/s, '$1') : text;
}

function named(name: string): readonly KpiDraft[] {
  return isPlaceholder(name) ? [] : [{ name, label: name, target: undefined, baseline: undefined }];
}

function filled(text: string): string | undefined {
  return isPlaceholder(text) || /^n\/?a$/i.test(text) ? undefined : text;
}
