import type { LabelSpec } from './effect.ts';
import type { Rollout } from './rollout.ts';
import type { Settings } from './settings.ts';
import type { Snapshot } from './snapshot.ts';
import { currentStage } from './stages/ladder.ts';

/** The label that shows where the rollout stands. */
export function stageLabel(rollout: Rollout, settings: Settings): string {
  const { position } = rollout;
  const stage = currentStage(rollout);
  return settings.labels.stagePrefix + (stage?.id ?? position.at);
}

const gray = 'c5def5';
const blue = '1d76db';
const green = '0e8a16';
const red = 'b60205';

/** The labels the repository does not have yet. Names are the same in any case at GitHub. */
export function missingLabels(rollout: Rollout, { settings, repository }: Snapshot): readonly LabelSpec[] {
  const known = new Set(repository.labels.map((label) => label.name.toLowerCase()));
  return neededLabels(rollout, settings).filter((label) => !known.has(label.name.toLowerCase()));
}

/** Every label Rollcall needs in the repository for this plan. Descriptions have at most 100 characters at GitHub. */
function neededLabels(rollout: Rollout, settings: Settings): readonly LabelSpec[] {
  const { stagePrefix, tracking } = settings.labels;
  const stages = rollout.plan.stages.map((stage) => ({
    name: stagePrefix + stage.id,
    color: stage.goLive ? green : blue,
    description: stage.name.slice(0, 100),
  }));
  return [
    { name: tracking, color: gray, description: '' },
    { name: `${stagePrefix}planning`, color: gray, description: '' },
    ...stages,
    { name: `${stagePrefix}rolled-back`, color: red, description: '' },
    { name: `${stagePrefix}complete`, color: green, description: '' },
    { name: `${stagePrefix}cancelled`, color: gray, description: '' },
  ];
}
