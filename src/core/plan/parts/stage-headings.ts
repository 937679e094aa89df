import { bareValue, isPlaceholder } from '../fields/placeholder.ts';
import { type Field, fieldFor, fieldLine } from '../fields/read-fields.ts';
import { allLines, type Section } from '../source/outline.ts';
import type { SectionRole } from '../source/section-role.ts';
import { readShare, readSpokenShare, readUserShare } from '../values/share.ts';
import { splitConditions } from '../values/step-condition.ts';
import { lengthInStep, ordinalOf, stepName } from '../values/step-text.ts';
import { fieldsWithin, isOfDemands, isOfPlanning, isRelease, ownFields, type PlanSource } from './plan-source.ts';
import { conditionsAt, type StageDraft, shareOf } from './stage-draft.ts';

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
  return lines.some(({ text }) => noStages.test(text));
}

const noStages =
  /\b(?:will not|won't|not|no need to|don't need to|aren't|isn't) (?:be )?(?:do|perform|us|hav|plann)(?:e|es|ing)? (?:an? )?(?:staged|phased) roll-?out\b|\bno (?:staged|phased) roll-?out\b/i;

function isBoilerplate({ length, fieldShare, namedShare, dates }: StageDraft): boolean {
  const isOwn = fieldShare && namedShare && fieldShare[0] !== namedShare[0];
  return length === undefined && dates === undefined && !isOwn;
}

/** More stages than this are no plan. */
const stageLimit = 40;

/** The whole rollout as one stage, where its planning gives a length and a percentage and nothing else is a stage. */
export function readSingleStage(source: PlanSource): readonly StageDraft[] {
  const section = source.sections.find((one) => isRelease(one) && hasStageFields(ownFields(source, one)));
  const draft = section && readStageSection(source, section);
  return draft && (draft.length ?? shareOf(draft)) !== undefined ? [draft] : [];
}

function hasStageFields(fields: readonly Field[]): boolean {
  return fieldFor(fields, 'length') !== undefined && fieldFor(fields, 'share') !== undefined;
}

/** It is called a stage, or it has what only a stage has: a length of time and a percentage. */
function isStage(source: PlanSource, section: Section): boolean {
  if (!section.heading || isBarePlanning(section) || section.role === 'rollout-planning')
    return section.role === 'stage';
  const planning = section.children.filter(isBarePlanning);
  const fields = [section, ...planning].flatMap((below) => ownFields(source, below));
  if (section.role !== 'stage') return hasStageFields(fields);
  // Below the criteria a stage's name may only say when they hold.
  return !isOfDemands(section) || fieldFor(fields, 'length', 'share') !== undefined;
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
  const title = splitConditions(section.title).step;
  if (!stepRoles.includes(section.role) || title.length > 100) return false;
  if (/[<>≤≥]|^phase\b|\b(?:rate|errors?|results?|criteria|metrics?|kpis?)\b/i.test(title)) return false;
  if (!isOfPlanning(section)) return false;
  return readShare(title) !== undefined || (stepName.test(title) && shareOfSection(source, section) !== undefined);
}

function shareOfSection(source: PlanSource, section: Section): StageDraft['fieldShare'] {
  const share = shareOfField(fieldFor(ownFields(source, section), 'share'));
  const { step } = splitConditions(section.title);
  return share ?? readShare(step) ?? readSpokenShare(step);
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
  const share = shareOf(draft);
  const firstShare = shareOf(first);
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
    conditions: [...(first.conditions ?? []), ...(draft.conditions ?? [])],
  };
}

const skipped = /\bskip(?:s|ped|ping)?\b|\bnot (?:doing|using|needed|applicable)\b|\bwill not be\b/i;

/** "Not needed, we are skipping this step" */
function isSkipped(source: PlanSource, section: Section): boolean {
  if (fieldFor(fieldsWithin(source, section), 'share', 'length')) return false;
  const first = allLines(section).slice(0, 3);
  return [section.title, ...first.map(({ text }) => text)].some((text) => skipped.test(text));
}

function readStageSection(source: PlanSource, section: Section): StageDraft | undefined {
  const heading = section.heading;
  if (!heading) return undefined;
  const fields = fieldsWithin(source, section);
  const share = fieldFor(fields, 'share');
  const length = fieldFor(fields, 'length');
  const { step, conditions } = splitConditions(heading.text);
  return {
    name: step.replace(/\s*:\s*$/, ''),
    line: heading.line,
    column: heading.column,
    namedShare: readShare(step) ?? readSpokenShare(step),
    fieldShare: shareOfField(share),
    fieldLine: share?.line.line,
    length: fieldLine(length) ?? lengthInStep(step) ?? (length ? undefined : saidLength(section)),
    dates: fieldLine(fieldFor(fields, 'dates', 'date-range')),
    sample: sampleText(share, length),
    conditions: conditionsAt(heading.line, conditions),
    section,
    origin: 'heading',
  };
}

function shareOfField(field: Field | undefined): StageDraft['fieldShare'] {
  if (!field) return undefined;
  const inline = bareValue(field.inline);
  return readUserShare(readShare(inline) ? inline : [inline, ...field.lines.map(({ text }) => text)].join(' '));
}

/** "Monitor until 300 users came or 5 business days are over" tells the length where no field does. */
function saidLength(section: Section): string | undefined {
  const planning = section.children.filter(isBarePlanning);
  for (const { text } of [section, ...planning].flatMap(({ lines }) => lines)) {
    const said = untilThen.test(text) ? holding.exec(text)?.[1] : undefined;
    if (said !== undefined) return said;
  }
  return undefined;
}

const untilThen = /\b(?:for|until|over)\b/i;
const holding =
  /^\W*(?:we(?:'ll| will)? |then |and )?(?:monitor|watch|wait|hold|keep|stay|leave|run|soak|bake|observe)\b[^.]{0,80}?((?:\d{1,3}(?:\s?[-–]\s?\d{1,3})?|one|two|three|an?) (?:business |working )?(?:hours?|days?|weeks?))\b/i;

/** A remark below the share or the length that says what to do when too few people come through. */
function sampleText(...fields: readonly (Field | undefined)[]): string | undefined {
  const remarks = fields.flatMap((field) => (field ? [field.inline, ...field.lines.map(({ text }) => text)] : []));
  return remarks.find((text) => !isPlaceholder(text) && sampleRules.some((rule) => rule.test(text)));
}

const sampleRules: readonly RegExp[] = [
  /\bsample\b|\bnot enough\b|\benough (?:users|people|appointments|traffic|data)\b|\b(?:aren't|isn't) enough\b/i,
  /\b(?:fewer|less) than \d[\d,]* [a-z]{3,20}s\b/i,
  /^\d[\d,]* (?:users|visitors|people|submissions|veterans)\b/i,
  /(?:\/|\bor\b|\buntil\b|whichever)[^.]{0,40}\d[\d,]*(?:\s*-\s*\d[\d,]*)? (?:users|visitors|people|submissions|veterans)\b/i,
];
