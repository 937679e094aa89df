import { isPlaceholder } from '../fields/placeholder.ts';
import type { Section } from '../source/outline.ts';
import type { SectionRole } from '../source/section-role.ts';
import type { PlanSource } from './plan-source.ts';

/** Questions to be answered after the launch. */
export function readQuestions(source: PlanSource): readonly string[] {
  return itemsOf(source, 'questions');
}

/** Questions to be answered before go-live: items of a go/no-go or readiness section. */
export function readReadiness(source: PlanSource): readonly string[] {
  return itemsOf(source, 'readiness');
}

/** Roles that have to sign off. */
export function readRoles(source: PlanSource): readonly string[] {
  return itemsOf(source, 'roles');
}

function itemsOf(source: PlanSource, role: SectionRole): readonly string[] {
  const items = source.sections.filter((section) => section.role === role).flatMap(topItems);
  return [...new Set(items)];
}

function topItems(section: Section): readonly string[] {
  const items = section.lines.filter((line) => line.kind === 'item');
  const outermost = Math.min(...items.map((line) => line.indent));
  return items.filter((line) => line.indent === outermost && !isPlaceholder(line.text)).map((line) => line.text);
}
