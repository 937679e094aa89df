import type { ReadingChanges } from '../../core/decision.ts';
import type { Reading } from '../../core/readings/reading.ts';
import { inBatches } from './in-batches.ts';
import type { Handle, Trx } from './schema.ts';

interface ReleaseVersion {
  readonly id: number;
  readonly version: number;
}

/** A row that was written or superseded; `reading` is undefined when it no longer counts. */
export interface ReadingChange {
  readonly seq: number;
  readonly reading: Reading | undefined;
}

/** What has changed in a release since its version `since`; undefined gives all readings that count. */
export async function changedReadings(
  db: Handle,
  releaseId: number,
  since: number | undefined,
): Promise<readonly ReadingChange[]> {
  const ofRelease = db
    .selectFrom('reading')
    .select(['seq', 'body', 'superseded_at'])
    .where('release_id', '=', releaseId);
  const changed =
    since === undefined ? ofRelease.where('superseded_at', 'is', null) : ofRelease.where('version', '>', since);
  const rows = await changed.orderBy('at').orderBy('seq').execute();
  return rows.map((row) => ({
    seq: row.seq,
    // `saveReadings` wrote it from a `Reading`.
    reading: row.superseded_at === null ? (JSON.parse(row.body) as Reading) : undefined,
  }));
}

/**
 * Puts and withdraws readings. What no longer counts stays as history; what is put again unchanged is left alone.
 * Returns what has really changed.
 */
export async function saveReadings(
  trx: Trx,
  release: ReleaseVersion,
  changes: ReadingChanges,
  now: number,
): Promise<{ readonly put: readonly Reading[]; readonly gone: readonly string[] }> {
  const wanted = new Map(changes.put.map((reading) => [reading.id, { reading, body: JSON.stringify(reading) }]));
  const gone = await withdraw(trx, release, changes.withdraw, new Set(wanted.keys()), now);
  const present = await presentBodies(trx, release.id, [...wanted.keys()]);
  const changed = [...wanted.values()].filter(({ reading, body }) => present.get(reading.id) !== body);
  const replaced = changed.map(({ reading }) => reading.id).filter((id) => present.has(id));
  await supersede(trx, release, replaced, 'edit', now);
  for (const batch of inBatches(changed)) {
    await trx
      .insertInto('reading')
      .values(
        batch.map(({ reading, body }) => ({
          release_id: release.id,
          reading_id: reading.id,
          source_id: reading.source.id,
          at: reading.at,
          body,
          recorded_at: now,
          version: release.version,
          superseded_at: null,
          superseded_by: null,
        })),
      )
      .execute();
  }
  return { put: changed.map(({ reading }) => reading), gone };
}

async function withdraw(
  trx: Trx,
  release: ReleaseVersion,
  sources: readonly string[],
  kept: ReadonlySet<string>,
  now: number,
): Promise<readonly string[]> {
  const withdrawn: string[] = [];
  for (const batch of inBatches(sources)) {
    const rows = await trx
      .selectFrom('reading')
      .select('reading_id')
      .where('release_id', '=', release.id)
      .where('superseded_at', 'is', null)
      .where('source_id', 'in', batch)
      .execute();
    const gone = rows.map((row) => row.reading_id).filter((id) => !kept.has(id));
    await supersede(trx, release, gone, 'withdrawal', now);
    withdrawn.push(...gone);
  }
  return withdrawn;
}

async function presentBodies(trx: Trx, releaseId: number, ids: readonly string[]): Promise<Map<string, string>> {
  const bodies = new Map<string, string>();
  for (const batch of inBatches(ids)) {
    const rows = await trx
      .selectFrom('reading')
      .select(['reading_id', 'body'])
      .where('release_id', '=', releaseId)
      .where('superseded_at', 'is', null)
      .where('reading_id', 'in', batch)
      .execute();
    for (const row of rows) bodies.set(row.reading_id, row.body);
  }
  return bodies;
}

async function supersede(
  trx: Trx,
  release: ReleaseVersion,
  ids: readonly string[],
  by: 'edit' | 'withdrawal',
  now: number,
): Promise<void> {
  for (const batch of inBatches(ids)) {
    await trx
      .updateTable('reading')
      .set({ superseded_at: now, superseded_by: by, version: release.version })
      .where('release_id', '=', release.id)
      .where('superseded_at', 'is', null)
      .where('reading_id', 'in', batch)
      .execute();
  }
}
