import type { FieldKey } from '../fields/field-labels.ts';
import { type Field, fieldText } from '../fields/read-fields.ts';
import type { FilledAnswer, FilledResults, Stage } from '../plan.ts';
import type { SectionRole } from '../source/section-role.ts';
import { fieldsWithin, type PlanSource } from './plan-source.ts';
import type { StageDraft } from './stage-draft.ts';

const resultKeys: ReadonlySet<FieldKey> = new Set([
  'unique-users',
  'metrics',
  'data-easy',
  'downstream',
  'errors',
  'changes',
  'what-changes',
  'handling-issues',
  'kpi-actual',
  'bugs',
]);

/** Answers that stand in the results blocks already. */
export function readFilled(source: PlanSource, drafts: readonly StageDraft[], stages: readonly Stage[]): FilledResults {
  const filled = drafts.flatMap((draft, index) => {
    const stage = stages[index];
    if (!draft.section || !stage) return [];
    const answers = answersOf(fieldsWithin(source, draft.section));
    return answers.length > 0 ? [{ stage: stage.id, answers }] : [];
  });
  return { stages: filled, oneWeek: answersOfRole(source, 'one-week'), oneMonth: answersOfRole(source, 'one-month') };
}

function answersOfRole(source: PlanSource, role: SectionRole): readonly FilledAnswer[] {
  return source.sections
    .filter((section) => section.role === role)
    .flatMap((section) => answersOf(fieldsWithin(source, section)));
}

function answersOf(fields: readonly Field[]): readonly FilledAnswer[] {
  return fields.flatMap((field) => {
    const text = resultKeys.has(field.key) ? fieldText(field) : undefined;
    return text === undefined ? [] : [{ question: field.label, text }];
  });
}
