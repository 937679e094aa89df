import { type Draft, withReadingsOf, withRollout } from '../draft.ts';
import type { Stage } from '../plan/plan.ts';
import type { Position, Rollout } from '../rollout.ts';
import type { Snapshot } from '../snapshot.ts';
import { stageIndex } from '../stages/ladder.ts';
import { filledResults } from './filled-results.ts';
import { pastPeriods } from './past-periods.ts';

export interface TakeOver {
  readonly draft: Draft;
  readonly answers: number;
  readonly readings: number;
}

/** Puts a release that has not been moved here yet into the stage where its team is, with the results there are. */
export function takeOver(
  draft: Draft,
  snapshot: Snapshot,
  standing: { readonly stage: Stage | undefined; readonly share: number | undefined; readonly by: string },
): TakeOver {
  const { now, settings } = snapshot;
  const { stage, by } = standing;
  const { plan } = draft.rollout;
  const share = standing.share ?? stage?.share?.[0];
  const index = stageIndex(plan.stages, stage?.id);
  const periods = index === -1 ? [] : pastPeriods(plan, index, { now, timeZone: settings.timeZone, share });
  const since = periods.at(-1)?.from ?? now;
  const placed = withRollout(draft, {
    position: positionIn(stage, since, by),
    share: stage === undefined ? 0 : share,
    periods,
    wentLiveAt: stage?.goLive === true ? since : undefined,
    reported: stage === undefined ? {} : reportedBefore(plan.filled, now),
    adoption: { by, at: now, periods: periods.length },
    told: undefined,
    failed: [],
  });
  const { answers, readings } = filledResults(placed.rollout, snapshot, by);
  const source = `issue:${snapshot.issue.number}`;
  const others = placed.rollout.answers.filter(({ sourceId }) => sourceId !== source);
  const filled = withRollout(withReadingsOf(placed, source, readings), { answers: [...others, ...answers] });
  return { draft: filled, answers: answers.length, readings: readings.length };
}

function positionIn(stage: Stage | undefined, since: number, by: string): Position {
  if (stage === undefined) return { at: 'planning' };
  if (stage.goLive) return { at: 'live', stage: stage.id, since, by };
  return { at: 'stage', stage: stage.id, since, by, hold: undefined };
}

/** Weeks before the adoption are nobody's to tell, and results that are filled in have been told. */
function reportedBefore({ oneWeek, oneMonth }: Rollout['plan']['filled'], now: number): Rollout['reported'] {
  return {
    weekly: now,
    ...(oneWeek.length > 0 || oneMonth.length > 0 ? { '1-week': now } : {}),
    ...(oneMonth.length > 0 ? { '1-month': now } : {}),
  };
}
