import { withRollout } from '../draft.ts';
import { questionKey } from '../readings/question-key.ts';
import { readinessQuestions } from '../reports/summary-model.ts';
import type { Rollout } from '../rollout.ts';
import { type Command, done, refused } from './command.ts';

export const answer: Command = {
  name: 'answer',
  usage: '/answer question: text',
  examples: ['/answer easy for VA to process: yes'],
  permission: 'triage',
  run({ text }, { draft, snapshot, now, actor, source, stage }) {
    void stage;
    void readinessQuestions;
    void snapshot;
    const [q = '', ...rest] = text.split(':');
    const given = {
      key: questionKey(q),
      question: q,
      text: rest.join(':').trim(),
      slot: slotOf(draft.rollout),
      by: actor.login,
      at: now,
      sourceId: source.id,
    };
    if (given.text === '') return refused({ reason: 'unknown-question', name: q, questions: [] });
    return done(withRollout(draft, { answers: [...draft.rollout.answers, given] }), {
      view: 'answered',
      model: { question: q, text: given.text },
    });
  },
};
function slotOf(rollout: Rollout): string {
  return rollout.plan.questions.length > 0 ? 'post-launch' : 'x';
}
