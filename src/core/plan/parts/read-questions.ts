import { findLabel } from '../fields/field-labels.ts';
import { isPlaceholder } from '../fields/placeholder.ts';
import { fieldText } from '../fields/read-fields.ts';
import type { Section } from '../source/outline.ts';
import type { SectionRole } from '../source/section-role.ts';
import { cellText, tablesOf } from '../source/table.ts';
import { type PlanSource, releaseField } from './plan-source.ts';

/** Questions to be answered after the launch, without answers that stand behind them. */
export function readQuestions(source: PlanSource): readonly string[] {
  const questions = itemsOf(source, 'questions').map((text) => /^[^?]{3,400}\?/.exec(text)?.[0] ?? text);
  return [...new Set(questions)];
}

/** Questions to be answered before go-live: what is open in a section on readiness, go/no-go or prerequisites. */
export function readReadiness(source: PlanSource): readonly string[] {
  return itemsOf(source, 'readiness');
}

/** Roles that have to sign off: from a section about them, else from a field. */
export function readRoles(source: PlanSource): readonly string[] {
  const items = itemsOf(source, 'roles');
  if (items.length > 0) return items.map(roleOf);
  const rows = rolesOfTables(source);
  if (rows.length > 0) return rows;
  const field = releaseField(source, 'roles');
  const text = fieldText(field);
  return text === undefined
    ? []
    : text
        .split(/[,;\n]| and /)
        .map((role) => roleOf(role))
        .filter((role) => role !== '');
}

const roleHead = /^(?:roles?|sign-?offs?|approvers?|disciplines?|who|teams?|stakeholders?)\b/i;

/** The first column of a table about them. */
function rolesOfTables(source: PlanSource): readonly string[] {
  const tables = source.sections
    .filter(({ role }) => role === 'roles' || role === 'readiness')
    .flatMap(({ lines }) => tablesOf(lines));
  const about = tables.filter(({ subject }) => roleHead.test(subject));
  const names = about.flatMap(({ rows }) => rows.slice(0, 30).map((row) => roleOf(cellText(row, 0))));
  return [...new Set(names.filter((name) => !isPlaceholder(name)))];
}

/** `Product owner: Go` names the role before the colon. */
function roleOf(text: string): string {
  return (text.split(':', 1)[0] ?? text).trim().slice(0, 80);
}

function itemsOf(source: PlanSource, role: SectionRole): readonly string[] {
  const items = source.sections.filter((section) => section.role === role).flatMap(topItems);
  return [...new Set(items)];
}

function topItems(section: Section): readonly string[] {
  const all = section.lines.filter((line) => line.kind === 'item');
  // Among numbered questions, bullets are answers.
  const isNumbered = section.role === 'questions' && all.some((line) => line.ordered);
  const items = isNumbered ? all.filter((line) => line.ordered) : all;
  const outermost = Math.min(...items.map((line) => line.indent));
  const open = items.filter((line) => line.indent === outermost && line.ticked !== true && !findLabel(line.text));
  return open.map((line) => line.text).filter((text) => !isPlaceholder(text));
}
