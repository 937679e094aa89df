import type { Reading } from './readings/reading.ts';
import type { Rollout } from './rollout.ts';

/** The state while an event is being decided: each command of a comment sees what the one before it did. */
export interface Draft {
  readonly rollout: Rollout;
  /** All readings that count, new ones included. */
  readonly readings: readonly Reading[];
  readonly put: readonly Reading[];
  readonly withdraw: readonly string[];
}

export function startDraft(rollout: Rollout, readings: readonly Reading[]): Draft {
  return { rollout, readings, put: [], withdraw: [] };
}

export function withRollout(draft: Draft, change: Partial<Rollout>): Draft {
  return { ...draft, rollout: { ...draft.rollout, ...change } };
}

/** Adds readings; one with an id that is already there takes its place. */
export function withReadings(draft: Draft, added: readonly Reading[]): Draft {
  if (added.length === 0) return draft;
  const ids = new Set(added.map((reading) => reading.id));
  const others = (readings: readonly Reading[]) => readings.filter((reading) => !ids.has(reading.id));
  return {
    ...draft,
    readings: [...others(draft.readings), ...added].sort((a, b) => a.at - b.at),
    put: [...others(draft.put), ...added],
  };
}

/** The source says only this now: what it said before and says no longer does not count any more. */
export function withReadingsOf(draft: Draft, sourceId: string, now: readonly Reading[]): Draft {
  const kept = draft.readings.filter((reading) => reading.source.id !== sourceId);
  const withdrawn = kept.length < draft.readings.length;
  const emptied: Draft = {
    ...draft,
    readings: kept,
    put: draft.put.filter((reading) => reading.source.id !== sourceId),
    withdraw: withdrawn ? [...draft.withdraw.filter((id) => id !== sourceId), sourceId] : draft.withdraw,
  };
  return withReadings(emptied, now);
}
