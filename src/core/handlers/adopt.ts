import type { Event } from '../event.ts';
import { readPlanOf } from '../plan/read-plan-of.ts';
import type { Rollout } from '../rollout.ts';
import type { Snapshot } from '../snapshot.ts';

/** The rollout of a tracking issue that is seen for the first time; undefined when the issue is none of ours. */
export function adopt(event: Event, snapshot: Snapshot): { readonly rollout: Rollout } | undefined {
  const { issue, settings, now } = snapshot;
  const isTracked = issue.labels.some((label) => label.name === settings.labels.tracking);
  if (!isTracked || !issue.open || !canAdopt(event, snapshot)) return undefined;
  const { plan, findings } = readPlanOf(snapshot);
  const rollout: Rollout = {
    position: { at: 'planning' },
    share: 0,
    plan,
    findings,
    amendments: [],
    accepted: [],
    periods: [],
    signOffs: [],
    judgements: [],
    answers: [],
    overrides: [],
    failed: [],
    wentLiveAt: undefined,
    goLiveDate: plan.goLive?.from,
    told: undefined,
    slots: {},
    reported: {},
    suspended: undefined,
    noticedClosed: [],
    openedAt: now,
  };
  return { rollout };
}

/** A deleted issue is not adopted, nor one by an event on its sub-issue. */
function canAdopt(event: Event, { issue }: Snapshot): boolean {
  if (event.kind === 'timer') return false;
  if (event.kind === 'sync') return true;
  if (event.issueNumber !== issue.number) return false;
  return event.kind !== 'issue-deleted' && event.kind !== 'issue-transferred' && event.kind !== 'issue-closed';
}
