import { type Field, fieldFor, fieldLine, fieldText } from '../fields/read-fields.ts';
import { allLines, type Section } from '../source/outline.ts';
import { readShare, readUserShare } from '../values/share.ts';
import { splitConditions } from '../values/step-condition.ts';
import { lengthInStep } from '../values/step-text.ts';
import { fieldsWithin, isRelease, ownFields, type PlanSource } from './plan-source.ts';
import { conditionsAt, type StageDraft } from './stage-draft.ts';

const ownShare = /^\W*\d{1,3}(?:\s?[-–]\s?\d{1,3})? ?% (?:gating|of (?:all )?(?:users|traffic|veterans|visitors))/i;
const cutOver = /\b100 ?% cut-? ?over\b/i;

/**
 * Phases that say for themselves what share of users they are for, as in the oldest layout, and those that say how long
 * they take and are two or more.
 */
export function readStagePhases(source: PlanSource): readonly StageDraft[] {
  const sections = source.sections.filter(isPhase).slice(0, 40);
  const timed = sections.filter((section) => fieldFor(planningFields(source, section), 'length') !== undefined);
  return sections.flatMap((section) => readPhase(source, section, timed.length >= 2 && timed.includes(section)) ?? []);
}

function isPhase(section: Section): boolean {
  return isRelease(section) && /^(?:phase|step|milestone) \S{1,5}\b/.test(section.plainTitle);
}

function planningFields(source: PlanSource, section: Section): readonly Field[] {
  const planning = section.children.filter(({ role }) => role === 'planning');
  return [section, ...planning].flatMap((own) => ownFields(source, own));
}

function readPhase(source: PlanSource, section: Section, isTimed: boolean): StageDraft | undefined {
  const heading = section.heading;
  if (!heading) return undefined;
  const fields = fieldsWithin(source, section);
  const lines = allLines(section);
  const own = lines.find((line) => line.kind === 'item' && ownShare.test(line.text));
  const field = readUserShare(fieldText(fieldFor(fields, 'share')) ?? '');
  const { step, conditions } = splitConditions(heading.text);
  const share = readShare(step) ?? field ?? (own && readShare(own.text));
  const all: readonly [number, number] | undefined = lines.some((line) => cutOver.test(line.text))
    ? [100, 100]
    : undefined;
  if (!share && !all && !isTimed) return undefined;
  const length = fieldText(fieldFor(fields, 'length'));
  const dates = fieldLine(fieldFor(fields, 'date-range'));
  return {
    name: step,
    line: heading.line,
    column: heading.column,
    namedShare: readShare(step),
    fieldShare: share ?? all,
    length: length ?? lengthInStep(step) ?? (share && dates),
    dates,
    sample: undefined,
    conditions: conditionsAt(heading.line, conditions),
    section,
    origin: 'heading',
  };
}
