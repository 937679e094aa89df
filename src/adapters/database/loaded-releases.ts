import { type EvidenceBook, keepBook } from '../../core/criteria/evidence-book.ts';
import type { Reading } from '../../core/readings/reading.ts';
import type { Rollout } from '../../core/rollout.ts';
import type { ReadingChange } from './readings.ts';

/** Up to 60 MB. A release that alone has more is kept while it is the last one used. */
const maxReadings = 50_000;
const maxReleases = 500;

export interface LoadedRelease {
  readonly id: number;
  readonly version: number;
  readonly rollout: Rollout;
  /** By the moment they hold for, those of the same moment in the order they came. */
  readonly readings: readonly Reading[];
  /** Row numbers of the readings, in their order. */
  readonly seqs: readonly number[];
  readonly book: EvidenceBook;
}

/**
 * Releases as this process last loaded them. The version says whether they are still so, also when another process
 * has written since. The least recently used go first.
 */
export function createLoadedReleases() {
  const kept = new Map<string, LoadedRelease>();

  /** The release as it was loaded, if it is the same row and not ahead of it, as after a restored backup. */
  function get(lane: string, row: { readonly id: number; readonly version: number }): LoadedRelease | undefined {
    const release = kept.get(lane);
    if (release === undefined || release.id !== row.id || release.version > row.version) {
      kept.delete(lane);
      return undefined;
    }
    kept.delete(lane);
    kept.set(lane, release);
    return release;
  }

  /** Keeps a release with what has changed since it was `known`, or with all of its readings. */
  function put(
    lane: string,
    row: Pick<LoadedRelease, 'id' | 'version' | 'rollout'>,
    changes: readonly ReadingChange[],
    known: LoadedRelease | undefined,
  ): LoadedRelease {
    const { seqs, readings } = applyChanges(known ?? { seqs: [], readings: [] }, changes);
    const { plan, periods } = row.rollout;
    const book = keepBook({ criteria: plan.criteria, periods, readings }, known?.book);
    const loaded: LoadedRelease = { ...row, seqs, readings, book };
    kept.delete(lane);
    kept.set(lane, loaded);
    dropOldest();
    return loaded;
  }

  function dropOldest(): void {
    let readings = 0;
    for (const release of kept.values()) readings += release.seqs.length;
    for (const [lane, release] of kept) {
      if (kept.size === 1 || (readings <= maxReadings && kept.size <= maxReleases)) return;
      kept.delete(lane);
      readings -= release.seqs.length;
    }
  }

  return { get, put };
}

type Rows = Pick<LoadedRelease, 'seqs' | 'readings'>;

function applyChanges(rows: Rows, changes: readonly ReadingChange[]): Rows {
  const seqs = [...rows.seqs];
  const readings = [...rows.readings];
  for (const { seq, reading } of changes) {
    // Rows change only by being superseded: one that counts is new.
    const place = reading === undefined ? seqs.lastIndexOf(seq) : placeOf({ seqs, readings }, seq, reading.at);
    if (reading !== undefined) {
      seqs.splice(place, 0, seq);
      readings.splice(place, 0, reading);
    } else if (place !== -1) {
      seqs.splice(place, 1);
      readings.splice(place, 1);
    }
  }
  return { seqs, readings };
}

/** Where in the sorted list a row belongs. */
function placeOf({ seqs, readings }: Rows, seq: number, at: number): number {
  let low = 0;
  let high = seqs.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = readings[middle]?.at ?? 0;
    if (other < at || (other === at && (seqs[middle] ?? 0) < seq)) low = middle + 1;
    else high = middle;
  }
  return low;
}
