import { allLines, type Section } from '../source/outline.ts';
import type { SourceLine } from '../source/scan-lines.ts';
import { type FieldKey, type FoundLabel, findLabel } from './field-labels.ts';
import { withoutHint } from './hint.ts';
import { bareValue, isPlaceholder } from './placeholder.ts';

/** A label of the plan and what was written behind or under it. */
export interface Field {
  readonly key: FieldKey;
  readonly ordinal: number | undefined;
  readonly label: string;
  readonly line: SourceLine;
  readonly section: Section;
  /** What follows the label on its own line, hints taken off. */
  readonly inline: string;
  /** Whether the template's hint stood there. */
  readonly hinted: boolean;
  /** Lines under the label that belong to it. */
  readonly lines: readonly SourceLine[];
}

/** Answers of these may have several paragraphs, lists and tables. */
const long: ReadonlySet<FieldKey> = new Set(['criteria', 'guardrails', 'rollback', 'toggles', 'dashboards', 'roles']);

/** A label of the team's own: `Ticket: #12`. */
const otherLabel = /^[\p{L}][\p{L}\d /()#-]{1,40}:(?:\s|$)/u;

/** Finds the fields of one section: its own lines, and its subsections whose heading is a label. */
export function readFields(section: Section): readonly Field[] {
  const fields: Field[] = [];
  section.lines.forEach((line, at) => {
    const found = line.kind === 'row' ? undefined : findLabel(line.text);
    if (!found) return;
    fields.push(field(section, line, found, valueLines(line, section.lines.slice(at + 1), found)));
  });
  const { heading, title } = section;
  const label = section.role === 'stage' ? undefined : findLabel(title);
  if (heading && label) {
    // A heading without a colon is a label as a whole: "Metrics-based criteria for the rollout".
    const own = /[:?]/.test(title) ? label : { ...label, rest: '' };
    const lines = allLines(section);
    const next = lines.findIndex((line) => line.kind !== 'row' && findLabel(line.text) !== undefined);
    fields.unshift(field(section, heading, own, next < 0 ? lines : lines.slice(0, next)));
  }
  return fields;
}

function field(section: Section, line: SourceLine, found: FoundLabel, lines: readonly SourceLine[]): Field {
  const answer = withoutHint(found.rest);
  return {
    key: found.key,
    ordinal: found.ordinal,
    label: found.label,
    line,
    section,
    inline: answer.text,
    hinted: answer.hinted,
    lines,
  };
}

/** The value in one piece: what is on the label's line, otherwise the lines under it. Undefined for a placeholder. */
export function fieldText(field: Field | undefined): string | undefined {
  if (!field) return undefined;
  if (!isPlaceholder(field.inline)) return bareValue(field.inline);
  const texts = field.lines.map((line) => withoutHint(line.text).text).filter((text) => !isPlaceholder(text));
  return texts.length > 0 ? texts.map(bareValue).join('\n') : undefined;
}

/** The value's first line. */
export function fieldLine(field: Field | undefined): string | undefined {
  return fieldText(field)?.split('\n', 1)[0];
}

/** The first field of one of the kinds. */
export function fieldFor(fields: readonly Field[], ...keys: readonly FieldKey[]): Field | undefined {
  return fields.find(({ key }) => keys.includes(key));
}

function valueLines(label: SourceLine, below: readonly SourceLine[], { key, rest }: FoundLabel): readonly SourceLine[] {
  const found: SourceLine[] = [];
  for (const line of below) {
    if ((line.kind !== 'row' && findLabel(line.text)) || endsValue(line, label, found, key, rest)) break;
    found.push(line);
  }
  return found;
}

function endsValue(
  line: SourceLine,
  label: SourceLine,
  found: readonly SourceLine[],
  key: FieldKey,
  rest: string,
): boolean {
  const isLong = long.has(key);
  const isItem = label.kind === 'item';
  const isText = line.kind === 'text';
  const answered = found.length > 0 || !isPlaceholder(rest);
  if (line.kind === 'row') return !isLong || (isItem && found.length === 0 && answered);
  if (isItem && !isText && line.indent <= label.indent) return answered || !isLong;
  if (!line.afterBlank) return isText && !isItem && !isLong && otherLabel.test(line.text);
  if (line.indent > label.indent) return false;
  return (isText && line.bold) || (answered && (!isLong || (isItem && isText)));
}
