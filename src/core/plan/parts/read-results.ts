import type { FieldKey } from '../fields/field-labels.ts';
import { findLabel } from '../fields/field-labels.ts';
import { bareValue, isPlaceholder } from '../fields/placeholder.ts';
import { type Field, fieldText } from '../fields/read-fields.ts';
import type { FilledAnswer, FilledResults, Stage } from '../plan.ts';
import { isWithin, type Section, walkSections } from '../source/outline.ts';
import type { SectionRole } from '../source/section-role.ts';
import { cellText, tablesOf } from '../source/table.ts';
import { ordinalOf } from '../values/step-text.ts';
import { noName } from './kpi-rows.ts';
import { fieldsWithin, type PlanSource } from './plan-source.ts';
import type { StageDraft } from './stage-draft.ts';

const resultKeys: ReadonlySet<FieldKey> = new Set([
  'unique-users',
  'metrics',
  'data-easy',
  'downstream',
  'errors',
  'changes',
  'what-changes',
  'handling-issues',
  'kpi-actual',
  'bugs',
]);

/** Answers that stand in the results blocks already. */
export function readFilled(source: PlanSource, drafts: readonly StageDraft[], stages: readonly Stage[]): FilledResults {
  const isLettered = drafts.some(({ name }) => ordinalOf(name) !== undefined);
  const filled = drafts.map((draft, index) => {
    const elsewhere = resultsElsewhere(source, draft, isLettered ? undefined : index);
    const sections = [...(draft.section ? [draft.section] : []), ...elsewhere];
    const answers = sections.flatMap((section) => answersOf(fieldsWithin(source, section)));
    return { stage: stages[index]?.id ?? draft.name, answers };
  });
  return {
    stages: filled.filter(({ answers }) => answers.length > 0),
    oneWeek: answersOfRole(source, 'one-week', weekHead),
    oneMonth: answersOfRole(source, 'one-month', monthHead),
  };
}

const weekHead = /\bweek (?:1|one)\b|\b(?:1|one)[- ]week\b|\bfirst week\b/i;
const monthHead = /\bmonth (?:1|one)\b|\b(?:1|one)[- ]month\b|\bfirst month\b/i;

/**
 * `### Stage A Results` away from the stage itself, and a stage's section that was written a second time. Where the
 * ladder has no letters, `index` tells which one is meant.
 */
function resultsElsewhere(source: PlanSource, draft: StageDraft, index: number | undefined): readonly Section[] {
  const own = ordinalOf(draft.name) ?? (index === undefined ? undefined : `stage ${'abcdefghij'.charAt(index)}`);
  if (own === undefined) return [];
  return source.sections.filter(
    (section) =>
      (section.role === 'stage-results' || section.role === 'stage') &&
      section !== draft.section &&
      ordinalOf(section.title) === own,
  );
}

function answersOfRole(source: PlanSource, role: SectionRole, column: RegExp): readonly FilledAnswer[] {
  const sections = source.sections.filter((section) => section.role === role);
  return [
    ...sections.flatMap((section) => answersOf(fieldsWithin(source, section))),
    ...sections.flatMap((section) => namedAnswers(source, section)),
    ...sections.flatMap((section) => walkSections(section)).flatMap(answersOfRows),
    ...source.sections
      .filter((section) => isWithin(section, 'go-live', 'kpis', role))
      .flatMap((section) => cellsOf(section, column)),
  ];
}

function answersOf(fields: readonly Field[]): readonly FilledAnswer[] {
  return fields.flatMap((field) => {
    const text = resultKeys.has(field.key) ? fieldText(field) : undefined;
    return text === undefined || namesMetric(text) ? [] : [{ question: field.label, text }];
  });
}

const counted = /^(?:number|percentage|percent|count|share|rate) of\b|^(?:number|%|#)\W*(?:%|of)\b|^number\/%/i;

/** "Number of users who …" in the place of a number says what is counted. */
function namesMetric(text: string): boolean {
  return counted.test(text);
}

const labelled = /^(.{2,120}?)\s*:\s*(.+)$/;

/** Figures behind labels of the team's own: `Open rate: 34%`. */
function namedAnswers(source: PlanSource, section: Section): readonly FilledAnswer[] {
  const claimed = new Set(fieldsWithin(source, section).flatMap(({ line, lines }) => [line, ...lines]));
  const lines = walkSections(section).flatMap((below) => below.lines);
  return lines.flatMap((line) => {
    const [, question, value] = labelled.exec(line.text) ?? [];
    if (line.kind !== 'item' || claimed.has(line) || question === undefined || value === undefined) return [];
    const text = bareValue(value);
    return noName.test(question) || namesMetric(text) || isPlaceholder(text) ? [] : [{ question, text }];
  });
}

/** Results that are asked for in a table: the question in the first cell, the answer in the second. */
function answersOfRows({ lines }: Section): readonly FilledAnswer[] {
  return lines.flatMap((line) => {
    const label = findLabel(cellText(line, 0));
    const text = bareValue(cellText(line, 1));
    return label === undefined || isPlaceholder(text) ? [] : [{ question: label.label, text }];
  });
}

const noValue = /^n\/?a$/i;

/** Cells of a table's column for the week or the month. */
function cellsOf(section: Section, column: RegExp): readonly FilledAnswer[] {
  return tablesOf(section.lines).flatMap(({ titles, rows }) => {
    const at = titles.findIndex((title, index) => index > 0 && column.test(title));
    return rows.flatMap((row) => {
      const text = cellText(row, at);
      const isEmpty = isPlaceholder(text) || noValue.test(text);
      return isEmpty ? [] : [{ question: cellText(row, 0), text }];
    });
  });
}
