import type { Evaluation } from '../criteria/evaluate.ts';
import type { Draft } from '../draft.ts';
import { dayMs } from '../instant.ts';
import { nextCommands } from '../next-commands.ts';
import type { Snapshot } from '../snapshot.ts';
import { currentStage, stageRef } from '../stages/ladder.ts';
import type { VerdictsModel } from '../view-models.ts';

/** Verdicts of the stage under way with the recommendation, for a comment. */
export function verdictsModel(
  draft: Draft,
  snapshot: Snapshot,
  { verdicts, recommendation }: Evaluation,
  { explain, before }: { readonly explain: boolean; readonly before: VerdictsModel['before'] },
): VerdictsModel {
  const { rollout } = draft;
  const stage = currentStage(rollout);
  const since = rollout.position.at === 'stage' || rollout.position.at === 'live' ? rollout.position.since : undefined;
  return {
    stage: stage === undefined ? undefined : stageRef(stage),
    share: rollout.share,
    day: since === undefined ? undefined : Math.floor((snapshot.now - since) / dayMs) + 1,
    verdicts,
    recommendation,
    explain,
    before,
    next: nextCommands(rollout, recommendation),
  };
}
