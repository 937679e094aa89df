import { isPlaceholder } from '../fields/placeholder.ts';
import type { InlineText } from '../source/inline-text.ts';
import { isWithin, type Section } from '../source/outline.ts';
import type { SourceLine } from '../source/scan-lines.ts';
import type { KpiDraft } from './kpi-draft.ts';
import { isRelease, type PlanSource } from './plan-source.ts';
import { tablesOf } from './stage-table.ts';

const metricHead = /\b(?:kpis?|metrics?|measures?|indicators?)\b/i;
const figuresHead =
  /\b(?:baseline|targets?|goals?|post[- ]?launch|weeks?|months?|actual|before|after|current|today|now|avg|average)\b|\b20\d\d\b/i;
const periodHead = /^(?:time ?block|time ?frame|period|date|week|month|when)s?\b/i;

/** KPIs that stand in tables, with their targets and baselines. */
export function kpisOfTables(source: PlanSource): readonly KpiDraft[] {
  return source.sections
    .filter(isRelease)
    .flatMap((section) => tablesOf(section.lines).flatMap((table) => kpisOfTable(table, section)));
}

function kpisOfTable(table: readonly SourceLine[], section: Section): readonly KpiDraft[] {
  const head = table[0];
  const titles = head?.head ? head.cells.map((cell) => cell.text) : [];
  const figures = titles.slice(1).filter((title) => figuresHead.test(title)).length;
  const inResults = isWithin(section, 'one-week', 'one-month', 'later-results', 'kpis', 'go-live');
  if (
    titles.length < 2 ||
    /^(?:launch|stage|phase|step|roll)/i.test(titles[0] ?? '') ||
    isWithin(section, 'stage', 'toggles', 'user-impact', 'criteria')
  )
    return [];
  if (inResults && periodHead.test(titles[0] ?? '')) return titles.slice(1).flatMap(named);
  if (figures === 0 || !(metricHead.test(titles[0] ?? '') || inResults)) return [];
  const targetAt = titles.findIndex((title) => /\btargets?\b|\bgoals?\b/i.test(title));
  const baselineAt = titles.findLastIndex((title) => /baseline|before|current|today|now|avg|average/i.test(title));
  return table.slice(1).flatMap((row) => {
    const name = nameOf(row.cells[0]);
    if (isPlaceholder(name)) return [];
    return [
      { name, label: name, target: filled(row.cells[targetAt]?.text), baseline: filled(row.cells[baselineAt]?.text) },
    ];
  });
}

/** The name without the link behind it in parentheses. */
function nameOf(cell: InlineText | undefined): string {
  const text = cell?.text ?? '';
  return cell && cell.links.length > 0 ? text.replace(/(.{3,}?)\s*\(.*$/s, '$1') : text;
}

function named(name: string): readonly KpiDraft[] {
  return isPlaceholder(name) ? [] : [{ name, label: name, target: undefined, baseline: undefined }];
}

function filled(text: string | undefined): string | undefined {
  return text === undefined || isPlaceholder(text) || /^n\/?a$/i.test(text) ? undefined : text;
}
