import type { Draft } from '../draft.ts';
import { questionKey } from '../readings/question-key.ts';
import type { QuestionsModel, ResultAnswer } from '../report-models.ts';
import type { Rollout } from '../rollout.ts';
import type { Snapshot } from '../snapshot.ts';
import { lastAnswer } from './result-questions.ts';
import { resultsModel } from './results-model.ts';

/** The post-launch questions with the KPIs of both reports beside each other. */
export function questionsModel(draft: Draft, snapshot: Snapshot): QuestionsModel {
  const week = resultsModel('1-week', draft, snapshot);
  const month = resultsModel('1-month', draft, snapshot);
  return {
    kpis: (month?.kpis ?? []).map((kpi, index) => ({
      ...kpi,
      oneWeek: week?.kpis[index]?.actual,
      oneMonth: kpi.actual,
    })),
    questions: postLaunchAnswers(draft.rollout),
  };
}

/** The plan's own closing questions with what was answered. */
export function postLaunchAnswers(rollout: Rollout): readonly ResultAnswer[] {
  return rollout.plan.questions.map((question) => {
    const key = questionKey(question);
    const given = lastAnswer(rollout, 'post-launch', key);
    return { key, question, text: given?.text, by: given?.by };
  });
}
