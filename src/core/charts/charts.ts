import type { Evaluation } from '../criteria/evaluate.ts';
import { latestRun } from '../criteria/stage-run.ts';
import type { Rollout } from '../rollout.ts';
import type { Snapshot } from '../snapshot.ts';
import { currentStage } from '../stages/ladder.ts';
import type { ChartsModel, CriterionSeries } from './charts-model.ts';
import { criterionSeries } from './criterion-series.ts';
import { timeline } from './timeline.ts';

/** More make the card longer than it helps anybody, and GitHub takes 65,536 characters. */
const mostSeries = 20;

/** What the card draws; undefined until the release has begun. `evaluation` is that of the stage under way. */
export function chartsModel(
  rollout: Rollout,
  { settings, now }: Pick<Snapshot, 'settings' | 'now'>,
  evaluation: Evaluation | undefined,
): ChartsModel | undefined {
  if (rollout.periods.length === 0) return undefined;
  return { timeline: timeline(rollout, settings, now), series: allSeries(rollout, evaluation) };
}

function allSeries(rollout: Rollout, evaluation: Evaluation | undefined): readonly CriterionSeries[] {
  const stage = currentStage(rollout);
  const run = stage && latestRun(rollout.periods, stage.id);
  if (run === undefined || evaluation === undefined) return [];
  const series: CriterionSeries[] = [];
  for (const [i, verdict] of evaluation.verdicts.entries()) {
    const evidence = evaluation.evidence[i];
    const one = evidence && criterionSeries(verdict, evidence, run);
    if (one) series.push(one);
    if (series.length === mostSeries) break;
  }
  return series;
}
