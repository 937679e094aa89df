import { findLabel } from '../fields/field-labels.ts';
import { bareValue, isPlaceholder } from '../fields/placeholder.ts';
import type { Section } from '../source/outline.ts';
import { isWithin } from '../source/outline.ts';
import type { SourceLine } from '../source/scan-lines.ts';
import type { PlanSource } from './plan-source.ts';
import type { KpiDraft } from './read-kpis.ts';

/** Labels that people use in results and that name no KPI. */
export const noName =
  /^(?:notes?|data sources?|sources?|links?|dates?|objectives?|(?:key )?results?|goals?|dashboards?|release|if yes|example|ran|turned)\b/i;
const counted = /^(?:number|percent|percentage|share|amount|count|rate|average)\b|^[%#]/i;
const nameLimit = 220;

/** Rows of the results that a team has named itself: `Bounce rate:`, `Open rate: [FILL_IN]`, `Retention - …`. */
export function kpisOfRows(source: PlanSource): readonly KpiDraft[] {
  const claimed = new Set(source.fields.flatMap((field) => field.lines));
  const sections = source.sections.filter((section) =>
    isWithin(section, 'one-week', 'one-month', 'later-results', 'kpis'),
  );
  const goLive = source.sections.filter((section) => section.role === 'go-live').flatMap(measuresOf);
  const rows = sections.flatMap((section) => {
    const lines = section.lines.filter(
      (line) => !claimed.has(line) && !isKnownField(line) && isOutermost(line, section),
    );
    return lines.flatMap((line) => kpiOfRow(line) ?? []);
  });
  return [...rows, ...goLive];
}

/** Items below "We measure success by:" in the Go Live! section. */
function measuresOf({ lines }: Section): readonly KpiDraft[] {
  const at = lines.findIndex(({ kind, text }) => kind === 'text' && /\bsuccess\b.{0,60}:\s*$/i.test(text));
  const below = at < 0 ? [] : lines.slice(at + 1);
  const end = below.findIndex(({ kind }) => kind !== 'item');
  const items = end < 0 ? below : below.slice(0, end);
  return items.slice(0, 20).map(({ text }) => ({ name: text, label: text, target: undefined, baseline: undefined }));
}

/** `Audience: number of users who …` has the form of a field and names a KPI. */
function isKnownField(line: SourceLine): boolean {
  const label = findLabel(line.text);
  return label !== undefined && !(label.key === 'unique-users' && counted.test(label.rest));
}

function isOutermost(line: SourceLine, section: Section): boolean {
  return line.kind !== 'item' || line.indent <= (section.lines.find((first) => first.kind === 'item')?.indent ?? 0);
}

function kpiOfRow(line: SourceLine): KpiDraft | undefined {
  const name = line.kind === 'item' ? nameOfItem(line) : nameOfText(line);
  if (name === undefined || noName.test(name) || isPlaceholder(name)) return undefined;
  return { name, label: name, target: undefined, baseline: undefined };
}

/** `Name: value`, `Name:`; where the value is no figure it says what is counted and belongs to the name. */
function nameOfItem(line: SourceLine): string | undefined {
  const found = /^(.{2,120}?)\s*:\s*(.*)$/s.exec(line.text);
  const [, name, value] = found ?? [];
  if (name === undefined || value === undefined || line.text.length > nameLimit || /[.!]$/.test(name)) return undefined;
  if (isPlaceholder(value) || isPlaceholder(bareValue(value))) return name;
  if (/^\W{0,3}\d|^none\b|^no \w|^zero\b/i.test(value)) return name;
  return counted.test(value) ? `${name}: ${value}` : undefined;
}

function nameOfText(line: SourceLine): string | undefined {
  if (line.kind !== 'text' || line.text.length > 400) return undefined;
  return /^\p{Lu}[\p{L} ]{2,40} [-–] \S/u.test(line.text) ? line.text : undefined;
}
