import type { EvidenceBook } from './criteria/evidence-book.ts';
import type { Reading } from './readings/reading.ts';
import type { Rollout } from './rollout.ts';
import type { Snapshot } from './snapshot.ts';

/** The state while an event is being decided: each command of a comment sees what the one before it did. */
export interface Draft {
  readonly rollout: Rollout;
  /** All readings that count, new ones included, sorted by the moments they hold for. */
  readonly readings: readonly Reading[];
  readonly put: readonly Reading[];
  readonly withdraw: readonly string[];
  /** Kept of the readings as they were at first. */
  readonly book?: EvidenceBook | undefined;
}

export function startDraft(rollout: Rollout, { readings, book }: Pick<Snapshot, 'readings' | 'book'>): Draft {
  return { rollout, readings, put: [], withdraw: [], book };
}

export function withRollout(draft: Draft, change: Partial<Rollout>): Draft {
  return { ...draft, rollout: { ...draft.rollout, ...change } };
}

/** Adds readings; one with an id that is already there takes its place. */
export function withReadings(draft: Draft, added: readonly Reading[]): Draft {
  if (added.length === 0) return draft;
  const ids = new Set(added.map((reading) => reading.id));
  const others = (readings: readonly Reading[]) => readings.filter((reading) => !ids.has(reading.id));
  const put = others(draft.put);
  // Of the many that count, none is looked at for numbers that have never been there.
  const { book } = draft;
  const isNew = book && put.length === draft.put.length && added.every(({ id }) => !book.everEntered.has(id));
  return {
    ...draft,
    readings: inserted(isNew ? draft.readings : others(draft.readings), added),
    put: [...put, ...added],
  };
}

/** Each behind those of its own moment. Most are of now, and come last. */
function inserted(sorted: readonly Reading[], added: readonly Reading[]): readonly Reading[] {
  const readings = [...sorted];
  for (const reading of added) {
    let place = readings.length;
    while (place > 0 && (readings[place - 1]?.at ?? 0) > reading.at) place -= 1;
    readings.splice(place, 0, reading);
  }
  return readings;
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
