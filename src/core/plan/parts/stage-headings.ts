import { bareValue, isPlaceholder } from '../fields/placeholder.ts';
import { type Field, fieldText } from '../fields/read-fields.ts';
import { allLines, type Section } from '../source/outline.ts';
import { plainTitle } from '../source/section-role.ts';
import { readShare, readUserShare } from '../values/share.ts';
import { fieldsWithin, isRelease, type PlanSource } from './plan-source.ts';
import type { StageDraft } from './stage-draft.ts';

/** Stages that have a heading, or a bold line in its place, of their own. */
export function readStageHeadings(source: PlanSource): readonly StageDraft[] {
  const sections = source.sections
    .filter((section) => isRelease(section) && isStage(source, section))
    .slice(0, stageLimit);
  return sections.flatMap((section) => {
    const draft = isSkipped(source, section) ? undefined : readStageSection(source, section);
    return draft ? [draft] : [];
  });
}

/** More stages than this are no plan. */
const stageLimit = 40;

/** The whole rollout as one stage, where its planning gives a length and a percentage and nothing else is a stage. */
export function readSingleStage(source: PlanSource): readonly StageDraft[] {
  const section = source.sections.find(
    (candidate) => isRelease(candidate) && hasStageFields(source.fieldsOf.get(candidate) ?? []),
  );
  const draft = section && readStageSection(source, section);
  return draft ? [draft] : [];
}

function hasStageFields(fields: readonly Field[]): boolean {
  return fields.some((field) => field.key === 'length') && fields.some((field) => field.key === 'share');
}

/** It is called a stage, or it has what only a stage has: a length of time and a percentage. */
function isStage(source: PlanSource, section: Section): boolean {
  if (section.role === 'stage') return true;
  if (!section.heading || isBarePlanning(section) || section.role === 'rollout-planning') return false;
  const planning = section.children.filter(isBarePlanning);
  const fields = [section, ...planning].flatMap((below) => source.fieldsOf.get(below) ?? []);
  return hasStageFields(fields);
}

function isBarePlanning(section: Section): boolean {
  return plainTitle(section.heading?.text ?? '') === 'planning';
}

/** "Not needed, we are skipping this step" */
function isSkipped(source: PlanSource, section: Section): boolean {
  if (fieldsWithin(source, section).some((field) => field.key === 'share' || field.key === 'length')) return false;
  const said = [section.heading, ...allLines(section).slice(0, 3)].map((line) => line?.text ?? '').join(' ');
  return /\bskip(?:s|ped|ping)?\b|\bnot (?:doing|using|needed|applicable)\b|\bwill not be\b/i.test(said);
}

function readStageSection(source: PlanSource, section: Section): StageDraft | undefined {
  const heading = section.heading;
  if (!heading) return undefined;
  const fields = fieldsWithin(source, section);
  const share = fields.find((field) => field.key === 'share');
  const length = fields.find((field) => field.key === 'length');
  const dates = fields.find((field) => field.key === 'dates' || field.key === 'date-range');
  return {
    name: heading.text.replace(/\s*:\s*$/, ''),
    line: heading.line,
    column: heading.column,
    namedShare: readShare(heading.text),
    fieldShare: readUserShare(shareText(share)),
    fieldLine: share?.line.line,
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
export function lengthInName(name: string): string | undefined {
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
    const found = remarks.find((text) => !isPlaceholder(text) && isSampleRule(text));
    if (found !== undefined) return found;
  }
  return undefined;
}

function isSampleRule(text: string): boolean {
  if (
    /\bsample\b|\bnot enough\b|\benough (?:users|people|appointments|traffic|data)\b|\b(?:aren't|isn't) enough\b/i.test(
      text,
    )
  ) {
    return true;
  }
  if (/^\d[\d,]* (?:users|visitors|people|submissions|veterans)\b/i.test(text)) return true;
  return /(?:\/|\bor\b|\buntil\b|whichever)[^.]{0,40}\d[\d,]*(?:\s*-\s*\d[\d,]*)? (?:users|visitors|people|submissions|veterans)\b/i.test(
    text,
  );
}
