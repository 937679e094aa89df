import { findLabel } from '../fields/field-labels.ts';
import { isPlaceholder } from '../fields/placeholder.ts';
import type { Toggle } from '../plan.ts';
import { isWithin, type Section } from '../source/outline.ts';
import type { SourceLine } from '../source/scan-lines.ts';
import { type Table, tablesOf } from '../source/table.ts';
import { isRelease, type PlanSource } from './plan-source.ts';

const snake = /(?<![\w/.-])[a-z][a-z0-9]*(?:_[a-z0-9]+)+(?![\w/]|\.\w)/gi;
const address = /https?:\S+/g;
/** `iOS: searchEnabled` */
const platform = /^[\p{L} ]{2,20}:\s*(?=\S+$)/u;
const nameHead = /\b(?:toggles?|flags?)(?: name)?s?$/i;
const identifier = /^[a-zA-Z][\w.-]*(?:[_-]|[a-z][A-Z])[\w.-]+$/;
const speaksOfToggles = /\b(?:toggles?|flags?|flipper)\b/i;
/** A table or a list of toggles is short. */
const toggleLimit = 20;

/**
 * Names of feature toggles: from the toggle table, else from a list under a line that speaks of toggles, else from the
 * field that says how users are limited,
 * else from the title of a roll-out issue, else from sentences about a flag.
 */
export function readToggles(source: PlanSource, title: string | undefined): readonly Toggle[] {
  const readers = [
    () => source.sections.flatMap((section) => tablesOf(section.lines).flatMap(togglesOfTable)),
    () => source.sections.filter((section) => !isWithin(section, 'rollback', 'guidance')).flatMap(togglesOfList),
    () => togglesOfFields(source),
    () => togglesOfTitle(title),
    () => togglesOfText(source),
  ];
  for (const read of readers) {
    const toggles = unique(read());
    if (toggles.length > 0) return toggles.slice(0, toggleLimit);
  }
  return [];
}

function togglesOfTable({ titles, rows }: Table): readonly Toggle[] {
  const at = titles.findIndex((title) => nameHead.test(title));
  return titles.some((title) => title.includes('?')) ? [] : rows.flatMap((row) => toggleOfRow(row, at));
}

function toggleOfRow(row: SourceLine, at: number): readonly Toggle[] {
  const cell = row.cells[at];
  if (!cell || isPlaceholder(cell.text)) return [];
  const description = row.cells.slice(at + 1).at(-1)?.text ?? '';
  const words = cell.codes.length > 0 ? cell.codes : wordsIn(cell.text);
  const names = words.length > 0 ? words : [cell.text.replace(platform, '')];
  return names.map((name) => (isPlaceholder(description) ? { name } : { name, description }));
}

/** Items below "Feature toggles:" or "It takes three toggles:". */
function togglesOfList(section: Section): readonly Toggle[] {
  const toggles: Toggle[] = [];
  let speaks = section.role === 'toggles' && speaksOfToggles.test(section.title);
  for (const line of section.lines) {
    const wasSpoken = speaks;
    if (line.kind === 'text') speaks = speaksOfToggles.test(line.text) && /:\s*$/.test(line.text);
    const opens = line.kind === 'text' && !speaks && line.codes.length > 0 && wasSpoken;
    if ((opens || (line.kind === 'item' && speaks)) && !findLabel(line.text)) toggles.push(...namesIn(line));
  }
  return toggles;
}

function togglesOfFields(source: PlanSource): readonly Toggle[] {
  const fields = source.fields.filter(
    (field) => (field.key === 'limiting' || field.key === 'toggles') && isRelease(field.section),
  );
  return fields.flatMap((field) => {
    const own = field.key === 'toggles' ? namesOfField(field.inline) : [];
    return [...own, ...[field.line, ...field.lines].flatMap(namesIn)];
  });
}

/** `name`, or names in quotes: `"newSearch": "new_search"`. */
function namesOfField(text: string): readonly Toggle[] {
  const quoted = [...text.matchAll(/"([\w.-]{3,80})"/g)].flatMap((found) => found[1] ?? []);
  return [text, ...quoted].filter((name) => identifier.test(name)).map((name) => ({ name }));
}

/** [Feature flag] Rollout of `new_search` */
function togglesOfTitle(title: string | undefined): readonly Toggle[] {
  const name = /\broll-?out (?:of|for) `?([\w.-]{3,80})`?/i.exec(title ?? '')?.[1] ?? '';
  const [found] = [name, ...wordsIn(title ?? '')].filter((word) => identifier.test(word) && !isPlaceholder(word));
  return found === undefined ? [] : [{ name: found }];
}

/** "… is behind a feature flag, `new_search`" */
function togglesOfText(source: PlanSource): readonly Toggle[] {
  const lines = source.sections
    .filter((section) => !isWithin(section, 'rollback', 'guidance', 'validation'))
    .flatMap(({ lines }) => lines);
  const short = lines.filter(({ text, kind }) => kind !== 'row' && text.length < 600);
  const about = short
    .filter(({ text }) => /\bfeature (?:toggle|flag|switch)\b|\bflipper\b/i.test(text))
    .flatMap(namesIn);
  if (about.length > 0) return about;
  const coded = short.filter(({ text, codes }) => codes.length > 0 && /\b(?:toggles?|flags?)\b/i.test(text));
  return coded.flatMap(namesIn);
}

function namesIn(line: SourceLine): readonly Toggle[] {
  const codes = line.codes.filter((code) => identifier.test(code) && code.length < 100);
  const words = codes.length > 0 ? codes : wordsIn(line.text.replace(address, ' '));
  return words.filter((name) => !isPlaceholder(name)).map((name) => ({ name }));
}

/** `new_search`, wherever it stands. */
function wordsIn(text: string): readonly string[] {
  return [...text.matchAll(snake)].map(([word]) => word);
}

function unique(toggles: readonly Toggle[]): readonly Toggle[] {
  const byName = new Map<string, Toggle>();
  for (const toggle of toggles) if (!byName.has(toggle.name)) byName.set(toggle.name, toggle);
  return [...byName.values()];
}
