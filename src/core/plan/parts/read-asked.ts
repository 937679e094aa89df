import { resultQuestionKey } from '../../readings/result-question-key.ts';
import type { Field } from '../fields/read-fields.ts';
import type { AskedQuestions } from '../plan.ts';
import { fieldsWithin, type PlanSource } from './plan-source.ts';
import type { StageDraft } from './stage-draft.ts';

/** The questions of the plan's results blocks in its own words: teams reword the template, and look for their words. */
export function readAsked(source: PlanSource, drafts: readonly StageDraft[]): AskedQuestions {
  const stages = drafts.flatMap(({ section }) => (section ? [section] : []));
  const launch = source.sections.filter(({ role }) => role === 'one-week' || role === 'one-month');
  return {
    stage: byKey(stages.flatMap((section) => fieldsWithin(source, section))),
    launch: byKey(launch.flatMap((section) => fieldsWithin(source, section))),
  };
}

/** The first wording of each question. */
function byKey(fields: readonly Field[]): Readonly<Record<string, string>> {
  const words = new Map<string, string>();
  for (const { label, line } of fields) {
    const key = resultQuestionKey(label);
    if (key === undefined || words.has(key)) continue;
    const behind = line.text.slice(line.text.indexOf(label) + label.length);
    words.set(key, behind.trimStart().startsWith('?') ? `${label}?` : label);
  }
  return Object.fromEntries(words);
}
