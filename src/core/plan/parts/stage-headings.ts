import { bareValue, isPlaceholder } from '../fields/placeholder.ts';
import { type Field, fieldText } from '../fields/read-fields.ts';
import { allLines, isWithin, type Section } from '../source/outline.ts';
import type { SectionRole } from '../source/section-role.ts';
import { readShare, readSpokenShare, readUserShare } from '../values/share.ts';
import { lengthInStep, ordinalOf, stepName } from '../values/step-text.ts';
import { fieldsWithin, isOfPlanning, isRelease, type PlanSource } from './plan-source.ts';
import type { StageDraft } from './stage-draft.ts';

/** Stages that have a heading, or a bold line in its place, of their own. */
export function readStageHeadings(source: PlanSource): readonly StageDraft[] {
  const steps = stepSections(source);
  const sections = source.sections
    .filter((section) => isRelease(section) && (steps.has(section) || isStage(source, section)))
    .slice(0, stageLimit);
  const isNone = saysNoStages(source);
  return mergeParts(
    sections.flatMap((section) => {
      const draft = isSkipped(source, section) ? undefined : readStageSection(source, section);
      return draft && !(isNone && isBoilerplate(draft)) ? [draft] : [];
    }),
  );
}

/** The team says that it takes no steps; the template's stages may still be there, with nothing filled in. */
export function saysNoStages({ lines }: PlanSource): boolean {
  return lines.some(({ text }) => text.length < 300 && noStages.test(text));
}

const noStages =
  /\b(?:will not|won't|not|no need to|don't need to|aren't|isn't) (?:be )?(?:do|perform|us|hav|plann)(?:e|es|ing)? (?:an? )?(?:staged|phased) roll-?out\b|\bno (?:staged|phased) roll-?out\b/i;

function isBoilerplate({ length, fieldShare, namedShare, dates }: StageDraft): boolean {
  const isOwn = fieldShare !== undefined && namedShare !== undefined && fieldShare[0] !== namedShare[0];
  return length === undefined && dates === undefined && !isOwn;
}

/** More stages than this are no plan. */
const stageLimit = 40;

/** The whole rollout as one stage, where its planning gives a length and a percentage and nothing else is a stage. */
export function readSingleStage(source: PlanSource): readonly StageDraft[] {
  const section = source.sections.find(
    (candidate) => isRelease(candidate) && hasStageFields(source.fieldsOf.get(candidate) ?? []),
  );
  const draft = section && readStageSection(source, section);
  return draft && (draft.length ?? draft.fieldShare ?? draft.namedShare) !== undefined ? [draft] : [];
}

function hasStageFields(fields: readonly Field[]): boolean {
  return fields.some((field) => field.key === 'length') && fields.some((field) => field.key === 'share');
}

/** It is called a stage, or it has what only a stage has: a length of time and a percentage. */
function isStage(source: PlanSource, section: Section): boolean {
  if (!section.heading || isBarePlanning(section) || section.role === 'rollout-planning')
    return section.role === 'stage';
  const planning = section.children.filter(isBarePlanning);
  const fields = [section, ...planning].flatMap((below) => source.fieldsOf.get(below) ?? []);
  if (section.role !== 'stage') return hasStageFields(fields);
  // Below the criteria a stage's name may only say when they hold.
  return !isWithin(section, 'criteria', 'guardrails') || fields.some(({ key }) => key === 'length' || key === 'share');
}

function isBarePlanning(section: Section): boolean {
  return section.plainTitle === 'planning';
}

/** Roles that the heading of a step may seem to have by its words. */
const stepRoles: readonly (SectionRole | undefined)[] = [undefined, 'rollout', 'go-live', 'stage'];

/**
 * Sections beside each other whose headings are the steps of a ladder, whatever they are called: "Ramp (25%)",
 * "Half of our users", "Everyone".
 */
function stepSections(source: PlanSource): ReadonlySet<Section> {
  const found = new Set<Section>();
  for (const parent of source.sections) {
    const steps = parent.children.filter((section) => isStep(source, section));
    const shares = steps.flatMap((section) => shareOfSection(source, section)?.[1] ?? []);
    if (shares.length < 2 || shares.some((share, at) => share < (shares[at - 1] ?? 0))) continue;
    for (const section of steps) found.add(section);
  }
  return found;
}

function isStep(source: PlanSource, section: Section): boolean {
  const { title } = section;
  if (!stepRoles.includes(section.role) || title.length > 100) return false;
  if (/[<>≤≥]|^phase\b|\b(?:rate|errors?|results?|criteria|metrics?|kpis?)\b/i.test(title)) return false;
  if (!isOfPlanning(section)) return false;
  return readShare(title) !== undefined || (stepName.test(title) && shareOfSection(source, section) !== undefined);
}

function shareOfSection(source: PlanSource, section: Section): StageDraft['fieldShare'] {
  const fields = source.fieldsOf.get(section) ?? [];
  const share = readUserShare(shareText(fields.find(({ key }) => key === 'share')));
  return share ?? readShare(section.title) ?? readSpokenShare(section.title);
}

/** A stage whose parts stand in several places, each under its name: what the first leaves out is taken from the others. */
function mergeParts(drafts: readonly StageDraft[]): readonly StageDraft[] {
  const merged: StageDraft[] = [];
  for (const draft of drafts) {
    const key = ordinalOf(draft.name);
    const at = key === undefined ? -1 : merged.findIndex((other) => ordinalOf(other.name) === key);
    const first = merged[at];
    if (first && isPart(first, draft)) merged[at] = joined(first, draft);
    else merged.push(draft);
  }
  return merged;
}

/** Two stages that were given the same letter by mistake are two stages. */
function isPart(first: StageDraft, draft: StageDraft): boolean {
  const same = first.name.toLowerCase() === draft.name.toLowerCase();
  const share = draft.fieldShare ?? draft.namedShare;
  const firstShare = first.fieldShare ?? first.namedShare;
  const agrees = !share || !firstShare || (share[0] === firstShare[0] && share[1] === firstShare[1]);
  return agrees && (same || draft.length === undefined || first.length === undefined);
}

function joined(first: StageDraft, draft: StageDraft): StageDraft {
  return {
    ...first,
    namedShare: first.namedShare ?? draft.namedShare,
    fieldShare: first.fieldShare ?? draft.fieldShare,
    fieldLine: first.fieldLine ?? draft.fieldLine,
    length: first.length ?? draft.length,
    dates: first.dates ?? draft.dates,
    sample: first.sample ?? draft.sample,
  };
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
    namedShare: readShare(heading.text) ?? readSpokenShare(heading.text),
    fieldShare: readUserShare(shareText(share)),
    fieldLine: share?.line.line,
    length: firstLine(fieldText(length)) ?? lengthInStep(heading.text) ?? (length ? undefined : saidLength(section)),
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

/** "Monitor until 300 users came or 5 business days are over" tells the length where no field does. */
function saidLength(section: Section): string | undefined {
  const planning = section.children.filter(isBarePlanning);
  for (const { kind, text } of [section, ...planning].flatMap(({ lines }) => lines)) {
    const said =
      kind === 'row' || text.length > 300 || !/\b(?:for|until|over)\b/i.test(text) ? null : holding.exec(text);
    if (said?.[1] !== undefined) return said[1];
  }
  return undefined;
}

const holding =
  /^\W*(?:we(?:'ll| will)? |then |and )?(?:monitor|watch|wait|hold|keep|stay|leave|run|soak|bake|observe)\b[^.]{0,80}?((?:\d{1,3}(?:\s?[-–]\s?\d{1,3})?|one|two|three|an?) (?:business |working )?(?:hours?|days?|weeks?))\b/i;

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
  if (/\b(?:fewer|less) than \d[\d,]* [a-z]{3,20}s\b/i.test(text)) return true;
  if (/^\d[\d,]* (?:users|visitors|people|submissions|veterans)\b/i.test(text)) return true;
  return /(?:\/|\bor\b|\buntil\b|whichever)[^.]{0,40}\d[\d,]*(?:\s*-\s*\d[\d,]*)? (?:users|visitors|people|submissions|veterans)\b/i.test(
    text,
  );
}
