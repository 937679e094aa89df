import type { StageRef } from '../card-model.ts';
import { dayMs, type Instant } from '../instant.ts';
import { nearest } from '../nearest.ts';
import type { Stage } from '../plan/plan.ts';
import type { Rollout } from '../rollout.ts';

/** The stage with this id; undefined when the plan no longer has it. */
export function findStage(rollout: Rollout, id: string | undefined): Stage | undefined {
  return rollout.plan.stages.find((stage) => stage.id === id);
}

/** Finds the stage people mean: its id, its name, `stage-b` or `b` for "Stage B: …", in any case. */
export function matchStage(stages: readonly Stage[], wanted: string): Stage | undefined {
  const word = simplify(wanted);
  const byIdOrName = stages.find((stage) => stage.id === word || simplify(stage.name) === word);
  if (byIdOrName !== undefined) return byIdOrName;
  return stages.find((stage) => simplify(stage.name).startsWith(`stage-${word.replace(/^stage-/, '')}-`));
}

/** The id of the stage that was probably meant; undefined when none is close. */
export function nearestStage(stages: readonly Stage[], wanted: string): string | undefined {
  return nearest(
    simplify(wanted),
    stages.map((stage) => stage.id),
  );
}

export function stageIndex(stages: readonly Stage[], id: string | undefined): number {
  return stages.findIndex((stage) => stage.id === id);
}

/** Where the rollout stands on the ladder; undefined before the first stage and after a rollback below it. */
export function currentStage(rollout: Rollout): Stage | undefined {
  const { position } = rollout;
  if (position.at === 'stage' || position.at === 'live') return findStage(rollout, position.stage);
  return undefined;
}

/** What `/advance` without a name means; undefined when there is nothing after it. */
export function nextStage(rollout: Rollout): Stage | undefined {
  const { stages } = rollout.plan;
  const { position } = rollout;
  switch (position.at) {
    case 'planning':
      return stages[0];
    case 'stage':
      return stages[stageIndex(stages, position.stage) + 1];
    case 'rolled-back':
      return findStage(rollout, position.from) ?? stages[0];
    default:
      return undefined;
  }
}

/** The last stage before go-live: reaching it calls the roll. Undefined when the ladder is only the go-live. */
export function lastBeforeGoLive(rollout: Rollout): Stage | undefined {
  const { stages } = rollout.plan;
  return stages[stages.length - 2];
}

export function stageRef(stage: Stage): StageRef {
  return { id: stage.id, name: stage.name };
}

/** The earliest end of a stage by its planned length; undefined where the plan gives no plain duration. */
export function plannedEnd(stage: Stage, since: Instant): Instant | undefined {
  return stage.days === undefined ? undefined : since + stage.days[0] * dayMs;
}

function simplify(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9%]+/g, '-')
    .replace(/^-|-$/g, '');
}
