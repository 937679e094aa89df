import { bareValue, isPlaceholder } from '../fields/placeholder.ts';
import { type Field, fieldLine } from '../fields/read-fields.ts';
import type { Kpi } from '../plan.ts';
import { type KpiDraft, readKpi } from './kpi-draft.ts';
import { kpisOfRows } from './kpi-rows.ts';
import { kpisOfTables } from './kpi-table.ts';
import { isOfResults, isRelease, type PlanSource } from './plan-source.ts';

/**
 * The KPIs of the time after go-live, in order. Those that are only "Post-launch KPI 1" are there too, as they are
 * still to be named.
 */
export function readKpis(source: PlanSource): readonly Kpi[] {
  const fields = source.fields
    .filter((field) => field.key === 'kpi' && isRelease(field.section))
    .slice(0, 2 * kpiLimit)
    .flatMap(kpisOfField);
  const named = fields.some((kpi) => kpi.name !== undefined);
  const drafts = [...fields, ...(named ? [] : [...kpisOfTables(source), ...kpisOfRows(source)])];
  const unnamed = drafts.length === 0 ? unnamedKpis(source) : [];
  const seen = new Set<string>();
  const kpis = [...drafts, ...unnamed].filter((kpi) => {
    const key = (kpi.name ?? kpi.label).toLowerCase();
    return seen.size < kpiLimit && seen.size !== seen.add(key).size;
  });
  const useful = kpis.some((kpi) => kpi.name !== undefined && !fields.includes(kpi));
  return kpis
    .filter((kpi) => !useful || kpi.name !== undefined)
    .map((kpi, index) => ({ id: `kpi-${index + 1}`, ...kpi }));
}

const kpiLimit = 50;

function kpisOfField(field: Field): readonly KpiDraft[] {
  const group = /^[-–]\s*(.+?)\s*:?$/.exec(field.inline)?.[1];
  if (group !== undefined) {
    const below = field.lines
      .map((line) => bareValue(line.text.replace(/:\s*(?:\[.*)?$/, '')))
      .filter((text) => !isPlaceholder(text));
    const names = below.length > 0 ? below.map((name) => `${group}: ${name}`) : [group];
    return names.map((name) => ({ name, label: field.label, target: undefined, baseline: undefined }));
  }
  if (isOfResults(field.section)) return [];
  if (field.ordinal === undefined && /kpis\b/i.test(field.label)) return kpisOfList(field);
  return [readKpi(field.label, fieldLine(field))];
}

/** One field for all of them: each line is one. */
function kpisOfList({ inline, lines }: Field): readonly KpiDraft[] {
  const depth = Math.min(...lines.map(({ indent }) => indent));
  const own = lines.filter(({ kind, indent }) => kind !== 'row' && indent <= depth).map(({ text }) => text);
  const texts = isPlaceholder(inline) ? own : [...inline.split(/;\s+/), ...own];
  return texts
    .filter((text) => !isPlaceholder(text))
    .map((text) => readKpi(text, bareValue(text)))
    .map((kpi) => ({ ...kpi, label: kpi.name ?? kpi.label }));
}

/** The newer templates ask for "KPI 1 actual" and nowhere for its name. */
function unnamedKpis(source: PlanSource): readonly KpiDraft[] {
  const ordinals = source.fields.flatMap((field) => (field.key === 'kpi-actual' ? (field.ordinal ?? []) : []));
  return [...new Set(ordinals)].map((ordinal) => ({
    name: undefined,
    label: `Post-launch KPI ${ordinal}`,
    target: undefined,
    baseline: undefined,
  }));
}
