import { sql } from 'kysely';
import type { Migration, VersionHandle } from '../migrate.ts';

/** Number columns are 64 bits wide in both engines; a row's number in its table grows with every insert. */
export const initial: Migration = {
  version: 1,
  async up(db, kind) {
    const identity = kind === 'postgres' ? sql`bigint generated always as identity primary key` : sqliteIdentity;
    await createQueue(db, identity);
    await createState(db, identity);
    await createEffects(db);
  },
};

// `autoincrement`, so that no number is used twice.
const sqliteIdentity = sql`integer primary key autoincrement`;

type RawSql = ReturnType<typeof sql>;

async function createQueue(db: VersionHandle, identity: RawSql): Promise<void> {
  await sql`create table inbox (
    seq ${identity},
    delivery_id text not null unique,
    meaning text unique,
    lane text not null,
    event text not null,
    issue text not null,
    received_at bigint not null,
    state text not null,
    attempts integer not null default 0,
    retry_at bigint not null default 0,
    reason text,
    error text,
    done_at bigint
  )`.execute(db);
  await sql`create index inbox_ready on inbox (lane, seq) where state = 'ready'`.execute(db);
  await sql`create table lane (
    key text primary key,
    waiting_since bigint,
    run_after bigint not null default 0,
    owner text,
    lease_until bigint not null default 0,
    fence bigint not null default 0
  )`.execute(db);
  await sql`create index lane_waiting on lane (waiting_since) where waiting_since is not null`.execute(db);
}

async function createState(db: VersionHandle, identity: RawSql): Promise<void> {
  await sql`create table release (
    id ${identity},
    repository_id bigint not null,
    number integer not null,
    lane text not null,
    issue text not null,
    rollout text not null,
    version bigint not null,
    opened_at bigint not null,
    updated_at bigint not null,
    unique (repository_id, number)
  )`.execute(db);
  await sql`create table reading (
    seq ${identity},
    release_id bigint not null references release (id),
    reading_id text not null,
    source_id text not null,
    at bigint not null,
    body text not null,
    recorded_at bigint not null,
    version bigint not null,
    superseded_at bigint,
    superseded_by text
  )`.execute(db);
  await sql`create unique index reading_counts on reading (release_id, reading_id) where superseded_at is null`.execute(
    db,
  );
  await sql`create index reading_source on reading (release_id, source_id) where superseded_at is null`.execute(db);
  await sql`create index reading_version on reading (release_id, version)`.execute(db);
  await sql`create table timer (
    release_id bigint not null references release (id),
    key text not null,
    due_at bigint not null,
    primary key (release_id, key)
  )`.execute(db);
  await sql`create index timer_due on timer (due_at)`.execute(db);
  await sql`create table ledger (
    seq ${identity},
    lane text not null,
    ordinal integer not null,
    delivery_id text not null,
    at bigint not null,
    reason text not null,
    actor text not null,
    action text not null,
    outcome text not null,
    detail text,
    prev_hash text not null,
    hash text not null,
    unique (lane, ordinal)
  )`.execute(db);
  await sql`create table fact (key text primary key, value text not null)`.execute(db);
}

async function createEffects(db: VersionHandle): Promise<void> {
  await sql`create table effect (
    id text primary key,
    inbox_seq bigint not null references inbox (seq),
    ordinal integer not null,
    lane text not null,
    kind text not null,
    slot text,
    body text not null,
    issue text not null,
    state text not null,
    attempts integer not null default 0,
    retry_at bigint not null default 0,
    remote_id text,
    decided_at bigint not null,
    done_at bigint,
    sweep_at bigint,
    error text,
    unique (inbox_seq, ordinal)
  )`.execute(db);
  await sql`create index effect_pending on effect (lane, inbox_seq, ordinal) where state = 'pending'`.execute(db);
  await sql`create index effect_sweep on effect (sweep_at) where sweep_at is not null`.execute(db);
}
