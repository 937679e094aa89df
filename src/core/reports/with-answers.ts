import { type Draft, withRollout } from '../draft.ts';
import type { ResultLine } from '../readings/read-results.ts';
import type { Answer } from '../rollout.ts';
import { lastAnswer } from './result-questions.ts';

/** Records what was answered in a results block; what stood there before is no new answer. */
export function withAnswers(
  draft: Draft,
  lines: readonly ResultLine[],
  given: Pick<Answer, 'slot' | 'by' | 'at' | 'sourceId'>,
): Draft {
  const fresh = lines.filter((line) => lastAnswer(draft.rollout, given.slot, line.key)?.text !== line.text);
  if (fresh.length === 0) return draft;
  const answers = fresh.map(({ key, question, text }) => ({ key, question, text, ...given }));
  return withRollout(draft, { answers: [...draft.rollout.answers, ...answers] });
}

/** Takes back what a source said before in a results block and says no longer; what it gave by command stays. */
export function withoutAnswers(draft: Draft, lines: readonly ResultLine[], sourceId: string): Draft {
  const isGone = (answer: Answer) =>
    answer.sourceId === sourceId && lines.some(({ key, text }) => answer.key === key && answer.text === text);
  const answers = draft.rollout.answers.filter((answer) => !isGone(answer));
  return answers.length === draft.rollout.answers.length ? draft : withRollout(draft, { answers });
}

/** Those of `before` that are not there `now`, with the same text. */
export function goneAnswers(before: readonly ResultLine[], now: readonly ResultLine[]): readonly ResultLine[] {
  return before.filter((was) => !now.some(({ key, text }) => was.key === key && was.text === text));
}
