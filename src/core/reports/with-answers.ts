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
