import { utcMidnight } from '../../calendar/calendar-date.ts';
import { readDates } from '../../calendar/dates.ts';
import type { Instant } from '../../instant.ts';
import type { FieldKey } from '../fields/field-labels.ts';
import { type Field, fieldText, readFields } from '../fields/read-fields.ts';
import { isWithin, readOutline, type Section, walkSections } from '../source/outline.ts';
import { type Fence, type SourceLine, scanLines } from '../source/scan-lines.ts';

/** A plan's body, taken apart: what the readers of the single parts look at. */
export interface PlanSource {
  /** Gives the year to dates without one: a date of the plan that has a year, otherwise the moment of reading. */
  readonly now: Instant;
  /** The years of such dates come from the plan itself. */
  readonly ownYear: boolean;
  readonly lines: readonly SourceLine[];
  readonly fences: readonly Fence[];
  readonly root: Section;
  /** In the order of the document. */
  readonly sections: readonly Section[];
  readonly fields: readonly Field[];
  readonly fieldsOf: ReadonlyMap<Section, readonly Field[]>;
}

export function openPlan(body: string, now: Instant): PlanSource {
  const { lines, fences } = scanLines(body);
  const root = readOutline(lines);
  const sections = walkSections(root);
  const fieldsOf = new Map(sections.map((section) => [section, readFields(section)] as const));
  const fields = [...fieldsOf.values()].flat();
  const own = fields.flatMap((field) => ownDate(field, now))[0];
  return { now: own ?? now, ownYear: own !== undefined, lines, fences, root, sections, fields, fieldsOf };
}

const dated: ReadonlySet<FieldKey> = new Set(['date-range', 'go-live-date', 'dates', 'length']);

/** The day on which a field's dates begin, where their year is written. */
function ownDate(field: Field, now: Instant): readonly Instant[] {
  const text = dated.has(field.key) ? fieldText(field) : undefined;
  const range = text === undefined ? undefined : readDates(text.slice(0, 200), now);
  return range && !range.inferredYear ? [utcMidnight(range.from)] : [];
}

const besides = ['acceptance-testing', 'guidance', 'rollback', 'validation'] as const;

/** Whether a section is about the release itself, and not about testing before it, guidance or going back. */
export function isRelease(section: Section): boolean {
  return !isWithin(section, ...besides);
}

const outcomes = ['results', 'stage-results', 'one-week', 'one-month', 'later-results'] as const;
const afterwards = ['one-week', 'one-month', 'later-results', 'kpis', 'questions'] as const;
const demands = ['criteria', 'guardrails'] as const;

/** Whether a section says what is wanted of a stage. */
export function isOfDemands(section: Section): boolean {
  return isWithin(section, ...demands);
}

/** Whether a section says what came out, of a stage or after the launch. */
export function isOfResults(section: Section): boolean {
  return isWithin(section, ...outcomes);
}

/** Whether a section is about the time after the launch. */
export function isAfterLaunch(section: Section): boolean {
  return isWithin(section, ...afterwards);
}

/** Whether a section is about the way there: not about what is wanted, what came out, and what comes afterwards. */
export function isOfPlanning(section: Section): boolean {
  return isRelease(section) && !isWithin(section, ...demands, ...outcomes, ...afterwards);
}

/** The first field of the kind outside tests and guidance. */
export function releaseField(source: PlanSource, key: FieldKey): Field | undefined {
  return source.fields.find((field) => field.key === key && isRelease(field.section));
}

/** Fields of a section, without those below it. */
export function ownFields({ fieldsOf }: PlanSource, section: Section): readonly Field[] {
  return fieldsOf.get(section) ?? [];
}

/** Fields of a section and of all below it. */
export function fieldsWithin(source: PlanSource, section: Section): readonly Field[] {
  return walkSections(section).flatMap((below) => ownFields(source, below));
}
