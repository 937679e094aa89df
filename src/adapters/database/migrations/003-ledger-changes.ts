import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Migration, VersionHandle } from '../migrate.ts';

/**
 * Each entry of the ledger keeps what it changed. Releases that are there get an entry with their state so far, so that
 * what follows can be replayed from it. Everything that this step uses is written here: it must not change any more.
 */
export const ledgerChanges: Migration = {
  version: 3,
  async up(db) {
    await sql`alter table ledger add column change text`.execute(db);
    const { rows } = await sql<ReleaseRow>`select id, lane, rollout, updated_at from release order by id`.execute(db);
    for (const release of rows) await appendStateSoFar(db, release);
  },
};

interface ReleaseRow {
  readonly id: number;
  readonly lane: string;
  readonly rollout: string;
  readonly updated_at: number;
}

async function appendStateSoFar(db: VersionHandle, release: ReleaseRow): Promise<void> {
  const { lane } = release;
  const readings = await sql<{ readonly body: string }>`select body from reading
    where release_id = ${release.id} and superseded_at is null order by at, seq`.execute(db);
  const last = await sql<{ readonly ordinal: number; readonly hash: string }>`select ordinal, hash from ledger
    where lane = ${lane} order by ordinal desc limit 1`.execute(db);
  const put: readonly unknown[] = readings.rows.map(({ body }) => JSON.parse(body));
  const set: unknown = JSON.parse(release.rollout);
  const change = JSON.stringify({ state: { set }, ...(put.length === 0 ? {} : { put }) });
  const before = last.rows[0];
  const previous = before?.hash ?? '';
  const ordinal = (before?.ordinal ?? 0) + 1;
  const at = release.updated_at;
  const fields = [
    previous,
    lane,
    ordinal,
    'migration:3',
    at,
    'repaired',
    'rollcall',
    'state so far',
    'noted',
    null,
    change,
  ];
  const hash = createHash('sha256').update(JSON.stringify(fields)).digest('hex');
  await sql`insert into ledger
    (lane, ordinal, delivery_id, at, reason, actor, action, outcome, detail, change, prev_hash, hash)
    values (${lane}, ${ordinal}, 'migration:3', ${at}, 'repaired', 'rollcall', 'state so far', 'noted', null,
      ${change}, ${previous}, ${hash})`.execute(db);
}
