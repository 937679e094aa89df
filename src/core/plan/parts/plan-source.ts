import type { Instant } from '../../instant.ts';
import type { FieldKey } from '../fields/field-labels.ts';
import { type Field, readFields } from '../fields/read-fields.ts';
import { isWithin, readOutline, type Section, walkSections } from '../source/outline.ts';
import { type Fence, type SourceLine, scanLines } from '../source/scan-lines.ts';

/** A plan's body, taken apart: what the readers of the single parts look at. */
export interface PlanSource {
  readonly now: Instant;
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
  return { now, lines, fences, root, sections, fields, fieldsOf };
}

/** Whether a section is about the release itself, and not about testing before it, guidance or going back. */
export function isRelease(section: Section): boolean {
  return !isWithin(section, 'acceptance-testing', 'guidance', 'rollback', 'validation');
}

/** The first field of the kind outside tests and guidance. */
export function releaseField(source: PlanSource, key: FieldKey): Field | undefined {
  return source.fields.find((field) => field.key === key && isRelease(field.section));
}

/** Fields of a section and of all below it. */
export function fieldsWithin(source: PlanSource, section: Section): readonly Field[] {
  return walkSections(section).flatMap((below) => source.fieldsOf.get(below) ?? []);
}
