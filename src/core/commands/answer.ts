import { withRollout } from '../draft.ts';
import { isPlaceholder } from '../plan/fields/placeholder.ts';
import { matchQuestion, type Question } from '../readings/match-question.ts';
import { questionKey } from '../readings/question-key.ts';
import { openResults, questionsOf } from '../reports/result-questions.ts';
import { readinessQuestions } from '../reports/summary-model.ts';
import type { Rollout } from '../rollout.ts';
import type { Settings } from '../settings.ts';
import { type Command, done, refused } from './command.ts';

const usage = '/answer question: text';
const example = '/answer easy for VA to process: yes';

/** An answer to a question of the results, of the go/no-go summary, or after the launch. */
export const answer: Command = {
  name: 'answer',
  usage,
  examples: [example],
  permission: 'triage',
  run({ text }, { draft, snapshot, now, actor, source, stage }) {
    const groups = askedNow(draft.rollout, snapshot.settings, stage);
    const found = matchQuestion(text, groups);
    if (text === '' || (found !== undefined && isPlaceholder(found.text))) {
      return refused({ reason: 'bad-usage', problem: text, usage, example });
    }
    if (found === undefined) {
      const questions = groups.flat().map(({ question }) => question);
      return refused({ reason: 'unknown-question', name: text.split(/[:?]/, 1)[0]?.trim() ?? '', questions });
    }
    const { question, key, slot } = found.question;
    const given = { key, question, text: found.text, slot, by: actor.login, at: now, sourceId: source.id };
    const answers = [...draft.rollout.answers, given];
    const model = { question, text: found.text };
    const reply = isShown(slot, draft.rollout) ? undefined : ({ view: 'answered', model } as const);
    return done(withRollout(draft, { answers }), reply, `${slot}: ${key}`);
  },
};

/** A comment that is kept up to date shows the answer already. */
function isShown(slot: string, { slots }: Rollout): boolean {
  const kind = { readiness: 'summary', 'post-launch': 'questions' }[slot] ?? slot;
  return slots[kind] !== undefined;
}

/** The questions that are open to answers, in the order in which they are looked through. */
function askedNow(rollout: Rollout, settings: Settings, stage: string | undefined): readonly (readonly Question[])[] {
  return [
    rollout.plan.questions.map((question) => ({ key: questionKey(question), question, slot: 'post-launch' })),
    readinessQuestions(rollout, settings).map((question) => ({
      key: questionKey(question),
      question,
      slot: 'readiness',
    })),
    resultQuestions(rollout, stage),
  ];
}

function resultQuestions(rollout: Rollout, stage: string | undefined): readonly Question[] {
  const slot = openResults(rollout, stage);
  if (slot === undefined) return [];
  return questionsOf(slot).map((key) => ({ key, question: key, slot }));
}
