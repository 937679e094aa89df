import { bareValue, isPlaceholder } from '../fields/placeholder.ts';
import { type Field, fieldText } from '../fields/read-fields.ts';
import type { Section } from '../source/outline.ts';
import { readShare } from '../values/share.ts';
import { fieldsWithin, isRelease, type PlanSource } from './plan-source.ts';
import type { StageDraft } from './stage-draft.ts';

/** Stages that have a heading, or a bold line in its place, of their own. */
export function readStageHeadings(source: PlanSource): readonly StageDraft[] {
  const stages = source.sections.filter((section) => section.role === 'stage' && isRelease(section));
  return stages.flatMap((section) => {
    const draft = readStageSection(source, section);
    return draft ? [draft] : [];
  });
}

function readStageSection(source: PlanSource, section: Section): StageDraft | undefined {
  const heading = section.heading;
  if (!heading) return undefined;
  const fields = fieldsWithin(source, section);
  const share = fields.find((field) => field.key === 'share');
  const length = fields.find((field) => field.key === 'length');
  const dates = fields.find((field) => field.key === 'dates');
  return {
    name: heading.text.replace(/\s*:\s*$/, ''),
    line: heading.line,
    column: heading.column,
    namedShare: readShare(heading.text),
    fieldShare: readShare(shareText(share)),
    length: firstLine(fieldText(length)) ?? lengthInName(heading.text),
    dates: firstLine(fieldText(dates)),
    sample: sampleText(share, length),
    section,
    origin: 'heading',
  };
}

function shareText(field: Field | undefined): string {
  if (!field) return '';
  const inline = bareValue(field.inline);
  return readShare(inline) ? inline : `${inline} ${field.lines.map((line) => line.text).join(' ')}`;
}

/** Canary (1 week) */
function lengthInName(name: string): string | undefined {
  return /\(([^()]*\b(?:hours?|days?|weeks?|months?)\b[^()]*)\)/i.exec(name)?.[1];
}

function firstLine(text: string | undefined): string | undefined {
  const line = text?.split('\n', 1)[0]?.trim();
  return line === '' ? undefined : line;
}

/** A remark below the share or the length that says what to do when too few people come through. */
function sampleText(...fields: readonly (Field | undefined)[]): string | undefined {
  for (const field of fields) {
    const remarks = [field?.inline ?? '', ...(field?.lines ?? []).map((line) => line.text)];
    const found = remarks.find(
      (text) => !isPlaceholder(text) && /\b(?:sample|enough|until we|\d+\s*(?:-\s*\d+\s*)?users)\b/i.test(text),
    );
    if (found !== undefined && !/of users\b.{0,20}$/i.test(found)) return found;
  }
  return undefined;
}
