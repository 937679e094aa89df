import type { Comparator, Criterion } from '../../criteria/criterion.ts';
import { lowerIsBetter } from '../../criteria/metric-polarity.ts';
import { findLabel } from '../fields/field-labels.ts';
import type { Field } from '../fields/read-fields.ts';
import { allLines } from '../source/outline.ts';
import { criteriaOfBlock } from './criteria-block.ts';
import { isRelease, type PlanSource } from './plan-source.ts';

const trigger = /\b(?:roll-?back|go back|stop|halt|abort|pause|triggers?|pivot)\b/i;
const guardrailLimit = 50;
const otherwise: Readonly<Record<Comparator, Comparator>> = { '<': '>=', '<=': '>', '>': '<=', '>=': '<', '=': '=' };

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
  ];
}

/** What is unwanted is turned round; of a heading or a line that says when to stop also what only it tells. */
export function toGuardrail(criterion: Criterion, isTrigger: boolean): Criterion {
  const { kind, op, metric } = criterion;
  const guardrail = { ...criterion, role: 'guardrail' as const };
  if (op === undefined || op === '=' || kind === 'named' || kind === 'boolean') return guardrail;
  const upward = op.startsWith('>');
  const isBad = upward === lowerIsBetter(metric);
  // "success rate < 95%" is bad whatever the heading says; of "jobs in the queue > 9" only the heading tells.
  const isUnwanted = isTrigger
    ? isBad || upward
    : isBad && (upward || /\b(?:success\w*|uptime|completion)\b/i.test(metric));
  return isUnwanted ? { ...guardrail, op: otherwise[op] } : guardrail;
}
