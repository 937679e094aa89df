import { findLabel } from '../fields/field-labels.ts';
import { bareValue, isPlaceholder } from '../fields/placeholder.ts';
import type { Section } from '../source/outline.ts';
import { isWithin } from '../source/outline.ts';
import type { SourceLine } from '../source/scan-lines.ts';
import { type KpiDraft, readKpi } from './kpi-draft.ts';
import type { PlanSource } from './plan-source.ts';

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
  const goLive = source.sections.filter(({ role }) => role === 'go-live' || role === 'kpis').flatMap(measuresOf);
  const rows = sections.flatMap((section) => {
    const lines = section.lines.filter(
      (line) => !claimed.has(line) && !isKnownField(line, section) && isOutermost(line, section),
    );
    const read = isList(section) ? (line: SourceLine) => kpiOfRow(line) ?? kpiOfItem(line) : kpiOfRow;
    return lines.flatMap((line) => read(line) ?? []);
  });
  const said = source.sections.filter((section) => isWithin(section, 'questions')).flatMap(saidAmongQuestions);
  return [...rows, ...goLive, ...said];
}

const named = /\bkpis?\b|^key performance|^success (?:metrics|measures)/;
const results = /\b(?:results?|actuals?|post[ -]?launch metrics|questions?)\b/;

/** A section that is called for the KPIs lists them, one in each item. */
function isList({ role, plainTitle }: Section): boolean {
  return role === 'kpis' && named.test(plainTitle) && !results.test(plainTitle);
}

function kpiOfItem(line: SourceLine): KpiDraft | undefined {
  const text = bareValue(line.text);
  if (line.kind === 'row' || text.length > nameLimit || isPlaceholder(text) || /[?:]$/.test(text)) return undefined;
  if (line.kind === 'text' && (text.split(' ').length > 8 || /[.!]$/.test(text))) return undefined;
  const kpi = readKpi(text, text);
  return noName.test(text) ? undefined : { ...kpi, label: kpi.name ?? text };
}

const tracked =
  /^(?:we(?:'ll| will)? (?:also )?|to )(?:track|measure|monitor)(?:ing)? (?:the |for )?(.{5,200}?)[.:]?$/i;
const aim = /^\p{L}[\p{L} -]{2,40}: (?:increase|decrease|reduce|improve|maintain|keep|raise|lower|grow) .{0,300}\d/iu;

/** KPIs that are said where the questions after the launch are answered: "We will track …", "Reach: Increase … by 5%". */
function saidAmongQuestions({ lines }: Section): readonly KpiDraft[] {
  return lines.flatMap((line) => {
    if (line.kind === 'row' || line.ordered || line.text.length > 400) return [];
    const name = tracked.exec(line.text)?.[1] ?? (aim.test(line.text) ? line.text : undefined);
    return name === undefined ? [] : [{ name, label: name, target: undefined, baseline: undefined }];
  });
}

/** Items below "We measure success by:", "After a week we look at:" in a section on the launch. */
function measuresOf({ lines }: Section): readonly KpiDraft[] {
  const at = lines.findIndex(({ kind, text }) => kind === 'text' && measuring.test(text));
  const below = at < 0 ? [] : lines.slice(at + 1);
  const end = below.findIndex(({ kind }) => kind !== 'item');
  const items = end < 0 ? below : below.slice(0, end);
  return items.slice(0, 20).map(({ text }) => {
    const kpi = readKpi(text, text);
    return { ...kpi, label: kpi.name ?? text };
  });
}

/** `Audience: number of users who …` has the form of a field and names a KPI. */
function isKnownField(line: SourceLine, section: Section): boolean {
  const label = /[:?]/.test(line.text) || !isList(section) ? findLabel(line.text) : undefined;
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

const labelled = /^(.{2,120}?)\s*:\s*(.*)$/s;
const figure = /^\W{0,3}\d|^none\b|^no \w|^zero\b/i;
const remark = /^\p{Lu}[\p{L} ]{2,40} [-–] \S/u;
const measuring = /\b(?:success|look at|track|measure|watch)\b.{0,60}:\s*$/i;

/** `Name: value`, `Name:`; where the value is no figure it says what is counted and belongs to the name. */
function nameOfItem(line: SourceLine): string | undefined {
  const [, name, value] = labelled.exec(line.text) ?? [];
  if (name === undefined || value === undefined || line.text.length > nameLimit || /[.!]$/.test(name)) return undefined;
  if (isPlaceholder(value) || isPlaceholder(bareValue(value))) return name;
  if (figure.test(value)) return name;
  return counted.test(value) ? `${name}: ${value}` : undefined;
}

function nameOfText(line: SourceLine): string | undefined {
  return line.kind === 'text' && line.text.length <= nameLimit && remark.test(line.text) ? line.text : undefined;
}
