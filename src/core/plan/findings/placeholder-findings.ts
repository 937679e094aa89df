import type { FieldKey } from '../fields/field-labels.ts';
import { isPlaceholder } from '../fields/placeholder.ts';
import { type Field, fieldText } from '../fields/read-fields.ts';
import { isOfResults, isRelease } from '../parts/plan-source.ts';
import { saysNoStages } from '../parts/stage-headings.ts';
import type { Finding, Stage } from '../plan.ts';
import { isWithin } from '../source/outline.ts';
import type { ReadPlan } from './find-problems.ts';
import { finding, listed } from './finding.ts';

/** Fields that are filled in before a release; results are filled in later. What has a finding of its own is not here. */
const planned: ReadonlySet<FieldKey> = new Set(['date-range', 'limiting', 'dashboards', 'length', 'share', 'dates']);

export function placeholderFindings({ source, plan }: ReadPlan): readonly Finding[] {
  const noStages = saysNoStages(source);
  const open = source.fields.filter(
    (field) =>
      planned.has(field.key) &&
      !/^actual/i.test(field.label) &&
      isPlanned(field) &&
      isOpen(field) &&
      !(noStages && isWithin(field.section, 'stage')) &&
      !isKnown(field, plan),
  );
  const hinted = source.fields.find((field) => field.hinted && isRelease(field.section));
  return [
    ...(open.length > 0
      ? [finding('placeholder-left', 'note', open[0]?.line, { ...listed(open.map(nameOf)), ...commandFor(open, plan) })]
      : []),
    ...(hinted ? [finding('hint-left', 'note', hinted.line, { field: hinted.label.slice(0, 80) })] : []),
  ];
}

function isPlanned({ section }: Field): boolean {
  return isRelease(section) && !isOfResults(section);
}

function isOpen(field: Field): boolean {
  if (field.key !== 'dashboards') return fieldText(field) === undefined;
  const hasLink = [field.line, ...field.lines].some((line) => line.links.length > 0);
  return !hasLink && isPlaceholder(field.inline);
}

/** Length and share of a stage can be said by command. */
function commandFor(
  open: readonly Field[],
  plan: ReadPlan['plan'],
): { readonly stage?: string; readonly part?: string } {
  for (const { key, section } of open) {
    const stage = key === 'length' || key === 'share' ? stageOf(section, plan) : undefined;
    if (stage) return { stage: stage.id, part: key };
  }
  return {};
}

/** What the text leaves open of a stage has been said elsewhere. */
function isKnown({ key, section }: Field, plan: ReadPlan['plan']): boolean {
  const stage = stageOf(section, plan);
  if (key === 'length') return stage?.length !== undefined;
  return key === 'share' && stage?.share !== undefined;
}

function stageOf(section: Field['section'], { stages }: ReadPlan['plan']): Stage | undefined {
  const above: (number | undefined)[] = [];
  for (let at: Field['section'] | undefined = section; at !== undefined; at = at.parent) above.push(at.heading?.line);
  return stages.find(({ line }) => line !== undefined && above.includes(line));
}

function nameOf({ label, section }: Field): string {
  const short = label.split(/[(,?]/, 1)[0]?.trim().slice(0, 60) ?? label;
  for (let at: Field['section'] | undefined = section; at !== undefined; at = at.parent) {
    if (at.role === 'stage') return `${at.title}: ${short}`;
  }
  return short;
}
