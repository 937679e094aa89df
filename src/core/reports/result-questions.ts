import type { ResultAnswer } from '../report-models.ts';
import type { Answer, Rollout } from '../rollout.ts';

/** Keys of the questions in a stage's results block; their sentences are in templates. */
export const stageQuestions = ['data-easy', 'errors-logged', 'ux-changes'] as const;

/** Keys of the questions in the 1-week and 1-month results. `ux-changes-what` is asked only after a yes. */
export const launchQuestions = ['processing-issues', 'errors-logged', 'ux-changes', 'ux-changes-what'] as const;

/** The answers given for a slot, one row for each question, in the template's order. */
export function answersFor(rollout: Rollout, slot: string, keys: readonly string[]): readonly ResultAnswer[] {
  return keys.map((key) => {
    const given = lastAnswer(rollout, slot, key);
    return { key, question: wordsFor(rollout, slot, key), text: given?.text, by: given?.by };
  });
}

/** The plan's own words for a question; undefined where it has none. */
export function wordsFor({ plan }: Rollout, slot: string, key: string): string | undefined {
  const asked = questionsOf(slot) === launchQuestions ? plan.asked?.launch : plan.asked?.stage;
  return asked !== undefined && Object.hasOwn(asked, key) ? asked[key] : undefined;
}

/** What is still to be answered: "what changes" only when changes are necessary. */
export function openQuestions(answers: readonly ResultAnswer[]): readonly string[] {
  const needsWhat = /^\W*(?:yes|y)\b/i.test(answers.find(({ key }) => key === 'ux-changes')?.text ?? '');
  return answers
    .filter(({ key, text }) => text === undefined && (key !== 'ux-changes-what' || needsWhat))
    .map(({ key }) => key);
}

/** The results that answers are for: those of the last report that was posted; before the first one those of the stage. */
export function openResults({ reported, slots }: Rollout, stage: string | undefined): string | undefined {
  const open = (['1-month', '1-week'] as const).find(
    (report) => reported[report] !== undefined || slots[report] !== undefined,
  );
  return open ?? stage;
}

/** Keys of the questions in the results of a report or a stage. */
export function questionsOf(slot: string): readonly string[] {
  return slot === '1-week' || slot === '1-month' ? launchQuestions : stageQuestions;
}

export function lastAnswer(rollout: Rollout, slot: string, key: string): Answer | undefined {
  return rollout.answers.findLast((answer) => answer.slot === slot && answer.key === key);
}
