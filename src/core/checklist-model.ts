import { isAskedAt } from './criteria/asked-at.ts';
import type { Criterion } from './criteria/criterion.ts';
import { describeCriterion } from './criteria/describe-criterion.ts';
import type { Stage } from './plan/plan.ts';
import { stageQuestions, wordsFor } from './reports/result-questions.ts';
import type { Rollout } from './rollout.ts';
import type { Snapshot } from './snapshot.ts';
import { stageRef } from './stages/ladder.ts';
import type { ChecklistModel } from './view-models.ts';

/** What the body of a stage's checklist issue is made of. */
export function checklistModel(stage: Stage, rollout: Rollout, snapshot: Snapshot): ChecklistModel {
  const { plan } = rollout;
  return {
    stage: stageRef(stage),
    share: stage.share,
    startShare: rollout.share,
    length: stage.length,
    sample: stage.sample?.text,
    toggles: plan.toggles.map((toggle) => toggle.name),
    dashboards: plan.dashboards,
    criteria: plan.criteria.filter((criterion) => isAskedAt(criterion, stage.id)).map(wordsOf),
    kpis: plan.kpis,
    questions: stageQuestions.map((key) => ({ key, question: wordsFor(rollout, stage.id, key) })),
    rollback: plan.rollback,
    trackingIssue: snapshot.issue.number,
    title: plan.title ?? snapshot.issue.title,
  };
}

/** As written; of a guardrail what must hold, because "errors > 1%" may be when to go back. */
function wordsOf(criterion: Criterion): string {
  return criterion.role === 'guardrail' ? describeCriterion(criterion) : criterion.text;
}
