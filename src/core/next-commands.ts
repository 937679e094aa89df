import type { Recommendation } from './criteria/verdict.ts';
import type { Rollout } from './rollout.ts';
import { highestShare } from './stages/change-share.ts';
import { currentStage, nextStage, stageIndex } from './stages/ladder.ts';

/** The commands that make sense now, most useful first. */
export function nextCommands(rollout: Rollout, recommendation: Recommendation | undefined): readonly string[] {
  const next = nextStage(rollout);
  const advance = next === undefined ? [] : [`/advance ${next.id}`];
  switch (rollout.position.at) {
    case 'planning':
      return [...advance, '/help'];
    case 'stage':
      if (rollout.position.hold !== undefined) return ['/resume', '/rollback why'];
      return stageCommands(rollout, recommendation, advance);
    case 'rolled-back':
      return [...advance, '/cancel why'];
    case 'live':
      return rollout.reported['1-month'] !== undefined
        ? ['/answer question: text', '/complete']
        : ['/metric name = value', '/rollback why'];
    default:
      return [];
  }
}

function stageCommands(
  rollout: Rollout,
  recommendation: Recommendation | undefined,
  advance: readonly string[],
): readonly string[] {
  const betterShare = recommendation?.facts.sample?.betterShare;
  switch (recommendation?.result) {
    case 'GO':
      return advance;
    case 'NO-GO':
      return ['/rollback why', '/hold why'];
    default:
      return [...raiseShare(rollout, betterShare), ...missingNumber(rollout, recommendation), '/hold why'];
  }
}

/** The number that is waited for, by its name in the plan; any number where no one is. */
function missingNumber({ plan }: Rollout, recommendation: Recommendation | undefined): readonly string[] {
  const [first] = recommendation?.facts.short ?? [];
  const metric = plan.criteria.find(({ id }) => id === first?.id)?.metric;
  return [metric === undefined ? '/metric name = value' : `/metric ${metric} = …`];
}

/** `/share` with a share that is allowed now; none when the stage is at its highest. */
function raiseShare(rollout: Rollout, wanted: number | undefined): readonly string[] {
  const stage = currentStage(rollout);
  if (wanted === undefined || stage === undefined || rollout.share === undefined) return [];
  const highest = highestShare(rollout.plan.stages, stageIndex(rollout.plan.stages, stage.id));
  return wanted > rollout.share && wanted <= highest ? [`/share ${wanted}%`] : [];
}
