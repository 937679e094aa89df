import { sql } from 'kysely';
import type { Migration } from '../migrate.ts';

/** What arrived without going into the inbox, who does the work that only one process should do, and what is ours. */
export const arrivals: Migration = {
  version: 2,
  async up(db) {
    await sql`create table seen_delivery (
      delivery_id text primary key,
      event text not null,
      outcome text not null,
      received_at bigint not null
    )`.execute(db);
    await sql`create index seen_delivery_age on seen_delivery (received_at)`.execute(db);
    await sql`create table leader (
      name text primary key,
      owner text not null,
      until bigint not null
    )`.execute(db);
    await sql`create table own_work (
      lane text not null,
      kind text not null,
      name text not null,
      remote_id text not null,
      primary key (lane, kind, name)
    )`.execute(db);
  },
};
