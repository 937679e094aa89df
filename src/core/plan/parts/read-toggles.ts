import { isPlaceholder } from '../fields/placeholder.ts';
import type { Toggle } from '../plan.ts';
import type { Section } from '../source/outline.ts';
import type { SourceLine } from '../source/scan-lines.ts';
import { isRelease, type PlanSource } from './plan-source.ts';

const snake = /\b[a-z][a-z0-9]*(?:_[a-z0-9]+)+\b/g;

/** Names of feature toggles: from the toggle table, else from the field that says how users are limited. */
export function readToggles(source: PlanSource): readonly Toggle[] {
  const table = source.sections.flatMap((section) => togglesOfTable(section));
  if (table.length > 0) return unique(table);
  const fields = source.fields.filter(
    (field) => (field.key === 'limiting' || field.key === 'toggles') && isRelease(field.section),
  );
  const texts = fields.flatMap((field) => [field.inline, ...field.lines.map((line) => line.text)]);
  return unique(texts.flatMap((text) => (text.match(snake) ?? []).map((name) => ({ name }))));
}

function togglesOfTable(section: Section): readonly Toggle[] {
  const toggles: Toggle[] = [];
  let inside = false;
  for (const line of section.lines) {
    if (line.kind !== 'row') inside = false;
    else if (line.head) inside = /\b(?:toggle|flag)\b/i.test(line.cells[0]?.text ?? '');
    else if (inside) toggles.push(...toggleOfRow(line));
  }
  return toggles;
}

function toggleOfRow(row: SourceLine): readonly Toggle[] {
  const cell = row.cells[0];
  if (!cell || isPlaceholder(cell.text)) return [];
  const description = row.cells.at(-1)?.text ?? '';
  const names = cell.codes.length > 0 ? cell.codes : (cell.text.match(snake) ?? [cell.text]);
  return names.map((name) => (isPlaceholder(description) ? { name } : { name, description }));
}

function unique(toggles: readonly Toggle[]): readonly Toggle[] {
  const byName = new Map<string, Toggle>();
  for (const toggle of toggles) if (!byName.has(toggle.name)) byName.set(toggle.name, toggle);
  return [...byName.values()];
}
