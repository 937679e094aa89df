import { instantAt } from './calendar/time-zone.ts';
import type { CardModel, DueKind } from './card-model.ts';
import type { Timer } from './decision.ts';
import type { Instant } from './instant.ts';
import { reports } from './reports/registry.ts';
import type { Rollout } from './rollout.ts';
import type { Settings } from './settings.ts';
import { currentStage, plannedEnd } from './stages/ladder.ts';

/** What falls due, soonest first: the reports, the planned end of the stage, the planned go-live. */
export function dueDates(rollout: Rollout, settings: Settings, now: Instant): CardModel['due'] {
  const stage = currentStage(rollout)?.id;
  const due = timersOf(rollout, settings, now)
    // What is due by now is being told already.
    .filter(({ dueAt }) => dueAt > now)
    .map(({ key, dueAt }) => ({ what: kindOf(key), at: dueAt, stage }));
  const goLive = goLiveAt(rollout, settings);
  const all = goLive === undefined ? due : [...due, { what: 'go-live' as const, at: goLive, stage: undefined }];
  return all.sort((a, b) => a.at - b.at);
}

/** The timers this rollout should have: those of the reports, and one for the moment its stage has lasted long enough. */
export function timersOf(rollout: Rollout, settings: Settings, now: Instant): readonly Timer[] {
  const soak = soakTimer(rollout, now);
  const due = reports.flatMap((report) => report.timers(rollout, settings));
  return soak === undefined ? due : [soak, ...due];
}

function soakTimer(rollout: Rollout, now: Instant): Timer | undefined {
  const { position, suspended } = rollout;
  const stage = currentStage(rollout);
  if (position.at !== 'stage' || stage === undefined || suspended !== undefined) return undefined;
  const end = plannedEnd(stage, position.since);
  return end === undefined || end <= now ? undefined : { key: 'soak', dueAt: end };
}

function kindOf(key: string): DueKind {
  return key === 'soak' || key === '1-week' || key === '1-month' ? key : 'weekly';
}

function goLiveAt({ goLiveDate, wentLiveAt, position }: Rollout, settings: Settings): number | undefined {
  if (goLiveDate === undefined || wentLiveAt !== undefined) return undefined;
  if (position.at === 'complete' || position.at === 'cancelled') return undefined;
  return instantAt(goLiveDate, settings.reports.hour, settings.timeZone);
}
