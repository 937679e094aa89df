import { taskProgress } from '../checklists.ts';
import type { Draft } from '../draft.ts';
import { evaluateStage } from '../evaluate-now.ts';
import { questionKey } from '../readings/question-key.ts';
import type { SummaryModel } from '../report-models.ts';
import { rollOf, rollOutcome } from '../roll-call/roles.ts';
import type { Rollout } from '../rollout.ts';
import type { Settings } from '../settings.ts';
import type { Snapshot } from '../snapshot.ts';
import { currentStage, findStage, plannedEnd, stageRef } from '../stages/ladder.ts';
import { lastAnswer } from './result-questions.ts';

/** Everything the go/no-go meeting looks at; undefined when the plan has no stage to go live with. */
export function summaryModel(draft: Draft, snapshot: Snapshot): SummaryModel | undefined {
  const { rollout } = draft;
  const target = rollout.plan.stages.at(-1);
  if (target === undefined) return undefined;
  const current = currentStage(rollout);
  const roll = rollOf(rollout, snapshot.settings);
  const outcome = rollOutcome(roll);
  const entered = rollout.plan.stages.filter(
    ({ id }) => id !== target.id && rollout.periods.some(({ stage }) => stage === id),
  );
  return {
    title: rollout.plan.title ?? snapshot.issue.title,
    lead: lead(rollout),
    target: stageRef(target),
    wentLiveAt: rollout.wentLiveAt,
    stages: entered.map((stage) => {
      const { verdicts, recommendation } = evaluateStage(draft, snapshot, stage.id);
      return { stage: stageRef(stage), verdicts, recommendation, current: stage.id === current?.id };
    }),
    checklists: snapshot.checklists.flatMap((checklist) => {
      const stage = findStage(rollout, checklist.stage);
      return stage === undefined ? [] : [{ stage: stageRef(stage), ...taskProgress(checklist) }];
    }),
    blockers: snapshot.blockers,
    readiness: readinessQuestions(rollout, snapshot.settings).map((question) => {
      const answer = lastAnswer(rollout, 'readiness', questionKey(question));
      return { question, answer: answer?.text, by: answer?.by };
    }),
    roll,
    complete: outcome !== undefined,
    outcome,
    overrides: rollout.overrides,
  };
}

/** The plan's questions and the repository's. */
export function readinessQuestions(rollout: Rollout, settings: Settings): readonly string[] {
  return [...new Set([...rollout.plan.readiness, ...settings.readiness])];
}

function lead(rollout: Rollout): SummaryModel['lead'] {
  const { position } = rollout;
  const stage = currentStage(rollout);
  if (stage === undefined || (position.at !== 'stage' && position.at !== 'live')) return undefined;
  return {
    stage: stageRef(stage),
    share: rollout.share,
    since: position.since,
    by: position.by,
    until: plannedEnd(stage, position.since),
    toggles: rollout.plan.toggles.map(({ name }) => name),
  };
}
