import type { Criterion } from '../../criteria/criterion.ts';
import { findLabel } from '../fields/field-labels.ts';
import type { Field } from '../fields/read-fields.ts';
import { allLines } from '../source/outline.ts';
import { criteriaOfBlock } from './criteria-block.ts';
import { guardsOfTables } from './criteria-table.ts';
import { isRelease, type PlanSource } from './plan-source.ts';
import { toGuardrail } from './to-guardrail.ts';

const trigger = /\b(?:roll-?back|go back|stop|halt|abort|pause|triggers?|pivot)\b/i;
const guardrailLimit = 50;

/**
 * What must hold all the time, where a plan lists it apart from what has to be reached. Under "Rollback triggers" people
 * write what must not happen: "errors > 2%" there wants at most 2% errors.
 */
export function readGuardrails(
  source: PlanSource,
  criteriaOfField: (field: Field) => readonly Criterion[],
): readonly Criterion[] {
  const fields = source.fields
    .filter(({ key, section }) => key === 'guardrails' && isRelease(section))
    .slice(0, guardrailLimit);
  const sections = source.sections
    .filter(({ role, title }) => role === 'guardrails' && findLabel(title) === undefined)
    .slice(0, guardrailLimit);
  return [
    ...fields.flatMap((field) => criteriaOfField(field).map((one) => toGuardrail(one, trigger.test(field.label)))),
    ...sections.flatMap((section) => {
      const isTrigger = trigger.test(section.title);
      return criteriaOfBlock(allLines(section)).map((one) => toGuardrail(one, isTrigger));
    }),
    ...source.sections.filter(isRelease).flatMap(({ lines }) => guardsOfTables(lines)),
  ];
}
