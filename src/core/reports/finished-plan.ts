import { stageRows } from '../card.ts';
import type { Draft } from '../draft.ts';
import { evaluateStage } from '../evaluate-now.ts';
import type { BaselineFigure, Stage } from '../plan/plan.ts';
import { metricKey } from '../readings/metric-key.ts';
import type { FinishedPlanModel } from '../report-models.ts';
import { rollOf, rollOutcome } from '../roll-call/roles.ts';
import type { Snapshot } from '../snapshot.ts';
import { postLaunchAnswers } from './questions-model.ts';
import { answersFor, stageQuestions } from './result-questions.ts';
import { resultsModel, uniqueUsersMetric } from './results-model.ts';

/** The whole plan with every result in its place, as far as there are any. */
export function finishedPlanModel(draft: Draft, snapshot: Snapshot): FinishedPlanModel {
  const { rollout } = draft;
  const { plan } = rollout;
  const rows = stageRows(draft, snapshot);
  const roll = rollOf(rollout, snapshot.settings);
  const outcome = rollOutcome(roll);
  const readiness = outcome === 'no-go' ? 'not-ready' : 'ready';
  return {
    title: plan.title ?? snapshot.issue.title,
    finished: rollout.position.at === 'complete',
    plan,
    window: plan.window,
    baselineTable: baselineTable(plan.baselines),
    baselines: plan.baselines,
    stages: plan.stages
      .filter((stage) => !stage.goLive)
      .flatMap((stage) => {
        const row = rows.find((candidate) => candidate.id === stage.id);
        return row === undefined ? [] : [{ row, ...stageResults(stage, draft, snapshot) }];
      }),
    goNoGo: { outcome: outcome === undefined ? undefined : readiness, roll },
    wentLiveAt: rollout.wentLiveAt,
    goLiveDate: rollout.goLiveDate,
    oneWeek: resultsModel('1-week', draft, snapshot),
    oneMonth: resultsModel('1-month', draft, snapshot),
    questions: postLaunchAnswers(rollout),
    overrides: rollout.overrides,
  };
}

function stageResults(
  stage: Stage,
  draft: Draft,
  snapshot: Snapshot,
): Omit<FinishedPlanModel['stages'][number], 'row'> {
  const { rollout } = draft;
  const wasEntered = rollout.periods.some((period) => period.stage === stage.id);
  const users = metricKey(uniqueUsersMetric);
  return {
    sample: stage.sample?.text,
    uniqueUsers: draft.readings.findLast((reading) => reading.key === users && reading.stage === stage.id)?.figure.text,
    verdicts: wasEntered ? evaluateStage(draft, snapshot, stage.id).verdicts : [],
    answers: answersFor(rollout, stage.id, stageQuestions),
  };
}

/** The user-impact table as the plan had it: one row for each period. */
function baselineTable(figures: readonly BaselineFigure[]): FinishedPlanModel['baselineTable'] {
  if (figures.length === 0) return undefined;
  const metrics = [...new Set(figures.map((figure) => figure.metric))];
  const periods = [...new Set(figures.map((figure) => figure.period))];
  const cell = (metric: string, period: string) =>
    figures.find((figure) => figure.metric === metric && figure.period === period)?.text ?? '';
  return {
    metrics,
    rows: periods.map((period) => ({ period, cells: metrics.map((metric) => cell(metric, period)) })),
  };
}
