import type { Criterion } from '../../criteria/criterion.ts';
import { withUniqueIds } from '../../criteria/read-criterion.ts';
import { type FieldKey, findLabel } from '../fields/field-labels.ts';
import { withoutHint } from '../fields/hint.ts';
import { bareValue, isPlaceholder } from '../fields/placeholder.ts';
import type { Field } from '../fields/read-fields.ts';
import { allLines, isWithin, type Section } from '../source/outline.ts';
import { tablesOf } from '../source/table.ts';
import { criteriaOfBlock, isLinkIn, isPointer, readCriterionText, readItem } from './criteria-block.ts';
import { criteriaOfTable, criteriaOfTables, gatesOfTables, isCriteriaTable } from './criteria-table.ts';
import { fieldsWithin, isAfterLaunch, isOfPlanning, isOfResults, isRelease, type PlanSource } from './plan-source.ts';
import { readGuardrails } from './read-guardrails.ts';
import type { StageDraft } from './stage-draft.ts';
import { toGuardrail } from './to-guardrail.ts';

const criteriaLimit = 100;
const wanted = /\p{L}[^<>≤≥]{2,80}(?:[<>]=?|[≤≥]) ?[$~]?\.?\d/u;
const objective = /^(?:objectives?|key results?|results? #?\d|goals?|kr ?#?\d|okrs?)\b/;
const keyResult = /^(?:key )?results? ?#?\d{0,2}\s*:\s*/i;

/** The success criteria, wherever the plan has them; each once. */
export function readCriteria(source: PlanSource, steps: readonly StageDraft[]): readonly Criterion[] {
  const release = source.fields
    .filter((field) => field.key === 'criteria' && isRelease(field.section))
    .slice(0, criteriaLimit);
  const answers = release.flatMap(criteriaOfField);
  const found = [...answers];
  const sections = source.sections.filter(isCriteriaSection).slice(0, criteriaLimit);
  found.push(...sections.flatMap((section) => criteriaOfBlock(allLines(section))));
  if (release.length > 0 || found.length === 0) found.push(...criteriaOfObjectives(source));
  found.push(...source.sections.filter(isPlanningOfStage).flatMap(criteriaOfStage));
  found.push(...wishesInPlanning(source));
  if (answers.length === 0) found.push(...restatedCriteria(source));
  if (found.length === 0) found.push(...criteriaOfTests(source));
  if (found.length === 0) found.push(...criteriaAmongSteps(source, steps));
  found.push(...steps.flatMap(criteriaOfStep));
  if (found.length === 0) found.push(...criteriaAmongKpis(source));
  if (found.length === 0) found.push(...source.sections.filter(isRelease).flatMap(({ lines }) => gatesOfTables(lines)));
  return withUniqueIds(withoutRepeats([...found, ...readGuardrails(source, criteriaOfField)]).slice(0, criteriaLimit));
}

function criteriaOfField(field: Field): readonly Criterion[] {
  const inline = bareValue(field.inline);
  const isElsewhere = isPlaceholder(inline) || isLinkIn(field.line, inline) || isPointer(inline);
  const hasInline = !isElsewhere && !inline.endsWith(':');
  const own = hasInline ? readCriterionText(inline, field.line.line) : [];
  const found = [...own, ...criteriaOfBlock(field.lines)];
  return found.length > 0 ? found : criteriaBelow(field);
}

/** Lists under headings of their own, such as the name of the tool that shows the metric. */
function criteriaBelow(field: Field): readonly Criterion[] {
  const isLast = field.section.lines.at(-1)?.line === (field.lines.at(-1)?.line ?? field.line.line);
  const next = field.section.children.findIndex((child) => child.role !== undefined);
  const children = next < 0 ? field.section.children : field.section.children.slice(0, next);
  return isLast ? children.flatMap((child) => criteriaOfBlock(child.lines)) : [];
}

/** A section named for the criteria, unless its heading is a field's label: then it is read as that field. */
function isCriteriaSection(section: Section): boolean {
  return section.role === 'criteria' && isRelease(section) && findLabel(section.title) === undefined;
}

/** Objectives with key results that stand where the criteria were asked for. */
function criteriaOfObjectives(source: PlanSource): readonly Criterion[] {
  const sections = source.sections.filter(
    (section) =>
      objective.test(section.plainTitle) &&
      isRelease(section) &&
      !isAfterLaunch(section) &&
      !isWithin(section, 'go-live', 'stage'),
  );
  return sections.slice(0, criteriaLimit).flatMap((section) => {
    const heading = section.heading;
    const own =
      heading && keyResult.test(heading.text)
        ? readCriterionText(heading.text.replace(keyResult, ''), heading.line)
        : [];
    const items = section.lines.filter((line) => line.kind === 'item' && keyResult.test(line.text));
    return [
      ...own,
      ...items.flatMap((line) => readCriterionText(line.text.replace(keyResult, ''), line.line)),
      ...criteriaOfTables(section.lines),
    ];
  });
}

function isPlanningOfStage(section: Section): boolean {
  return isWithin(section, 'stage') && !isOfResults(section) && isRelease(section);
}

function criteriaOfStage(section: Section): readonly Criterion[] {
  return tablesOf(section.lines).filter(isCriteriaTable).flatMap(criteriaOfTable);
}

/**
 * Without an answer to the question for criteria, what the result blocks of two or more stages ask for in the same
 * words is what the team looks at.
 */
function restatedCriteria(source: PlanSource): readonly Criterion[] {
  const times = new Map<string, number>();
  const lines = source.sections
    .filter((section) => section.role === 'stage' && isRelease(section))
    .flatMap((section) => fieldsWithin(source, section).filter((field) => field.key === 'metrics'))
    .flatMap((field) => field.lines.filter((line) => line.kind === 'item'));
  for (const line of lines) times.set(line.text, (times.get(line.text) ?? 0) + 1);
  return criteriaOfBlock(lines.filter((line) => (times.get(line.text) ?? 0) > 1 && !/[:=]\s*$/.test(line.text)));
}

/** "We want < 5% errors", said below another field of the planning such as the one for users. */
function wishesInPlanning(source: PlanSource): readonly Criterion[] {
  const claimed = new Set(
    source.fields.filter(({ key }) => ruled.has(key)).flatMap(({ line, lines }) => [line, ...lines]),
  );
  const lines = source.sections
    .filter((section) => isOfPlanning(section) && isWithin(section, ...wishedIn))
    .flatMap((section) => section.lines)
    .filter((line) => line.kind !== 'row' && !claimed.has(line) && wish.test(line.text));
  return lines.slice(0, criteriaLimit).flatMap((line) => readItem(line.text, line.line));
}

/** Fields whose lines are read as criteria already, or are none. */
const ruled: ReadonlySet<FieldKey> = new Set(['criteria', 'guardrails', 'kpi', 'rollback', 'metrics']);
const wishedIn = ['planning', 'rollout-planning', 'rollout', 'stage'] as const;
const wish =
  /\b(?:we (?:want|need|expect|aim for|look for|require)|must (?:be|stay|remain)|has to (?:be|stay))\b[^.%]{0,60}(?:[<>≤≥]|\b(?:below|under|above|less than|fewer than|more than|at least|at most)\b) ?[$~]?\.?\d/i;

/** Where nothing else is wanted, what the success metrics have a number for decides about the stages too. */
function criteriaAmongKpis(source: PlanSource): readonly Criterion[] {
  const sections = source.sections.filter(
    (section) => section.role === 'kpis' && /^success (?:metrics|measures)/.test(section.plainTitle),
  );
  const lines = sections.flatMap((section) => section.lines);
  const items = lines.filter(({ kind }) => kind !== 'row').flatMap((line) => readItem(line.text, line.line));
  return [...items.filter(({ value }) => value !== undefined), ...criteriaOfTables(lines)];
}

/** Without any list of criteria: what is written with a comparison sign below the steps of the rollout. */
function criteriaAmongSteps(source: PlanSource, steps: readonly StageDraft[]): readonly Criterion[] {
  const ofSteps = new Set(steps.flatMap(({ line, conditions = [] }) => [line, ...conditions.map((one) => one.line)]));
  const lines = source.sections
    .filter(
      (section) => isRelease(section) && isWithin(section, 'schedule', 'rollout', 'stage') && !isOfResults(section),
    )
    .flatMap((section) => section.lines)
    .filter((line) => line.kind === 'item' && wanted.test(withoutHint(line.text).text) && !findLabel(line.text))
    .filter(({ line }) => !ofSteps.has(line));
  return lines.slice(0, criteriaLimit).flatMap((line) => readCriterionText(line.text, line.line));
}

/** What the step's own line asks for: "25% for a week - go on if errors < 1%". */
function criteriaOfStep({ conditions = [] }: StageDraft): readonly Criterion[] {
  return conditions.flatMap(({ text, isTrigger, line }) =>
    readItem(text, line).map((criterion) => (isTrigger ? toGuardrail(criterion, true) : criterion)),
  );
}

function criteriaOfTests(source: PlanSource): readonly Criterion[] {
  return source.fields
    .filter((field) => field.key === 'criteria' && isWithin(field.section, 'acceptance-testing'))
    .flatMap(criteriaOfField);
}

function withoutRepeats(criteria: readonly Criterion[]): readonly Criterion[] {
  const seen = new Set<string>();
  return criteria.filter((criterion) => {
    const key = criterion.text.toLowerCase().replace(/[^\p{L}\p{N}<>≤≥=%.]+|\.$/gu, '');
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
