import type { Reading } from '../../core/readings/reading.ts';
import type { Rollout } from '../../core/rollout.ts';
import type { ReadingChange } from './readings.ts';

/** About 20 MB. A release that alone has more is kept while it is the last one used. */
const maxReadings = 20_000;
const maxReleases = 500;

export interface LoadedRelease {
  readonly id: number;
  readonly version: number;
  readonly rollout: Rollout;
  /** By the moment they hold for, those of the same moment in the order they came. */
  readonly readings: readonly Reading[];
}

interface Entry {
  readonly seq: number;
  readonly reading: Reading;
}

interface Kept extends LoadedRelease {
  readonly entries: readonly Entry[];
}

/**
 * Releases as this process last loaded them. The version says whether they are still so, also when another process
 * has written since. The least recently used go first.
 */
export function createLoadedReleases() {
  const kept = new Map<string, Kept>();

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

  /** Keeps a release with `changes` since it was last kept, or with all of its readings. */
  function put(
    lane: string,
    release: Omit<LoadedRelease, 'readings'> & { readonly changes: readonly ReadingChange[] },
  ): LoadedRelease {
    const { changes, ...rest } = release;
    const entries = applyChanges(kept.get(lane)?.entries ?? [], changes);
    const loaded: Kept = { ...rest, entries, readings: entries.map((entry) => entry.reading) };
    kept.delete(lane);
    kept.set(lane, loaded);
    dropOldest();
    return loaded;
  }

  function dropOldest(): void {
    let readings = 0;
    for (const release of kept.values()) readings += release.entries.length;
    for (const [lane, release] of kept) {
      if (kept.size === 1 || (readings <= maxReadings && kept.size <= maxReleases)) return;
      kept.delete(lane);
      readings -= release.entries.length;
    }
  }

  return { get, put };
}

function applyChanges(entries: readonly Entry[], changes: readonly ReadingChange[]): readonly Entry[] {
  const changed = new Set(changes.map((change) => change.seq));
  const result = entries.filter((entry) => !changed.has(entry.seq));
  for (const { seq, reading } of changes) {
    if (reading !== undefined) result.splice(placeOf(result, seq, reading.at), 0, { seq, reading });
  }
  return result;
}

/** Where in the sorted list an entry belongs. */
function placeOf(entries: readonly Entry[], seq: number, at: number): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const entry = entries[middle];
    const before = entry !== undefined && (entry.reading.at < at || (entry.reading.at === at && entry.seq < seq));
    if (before) low = middle + 1;
    else high = middle;
  }
  return low;
}
