import { sql } from 'kysely';
import type { Migration } from '../migrate.ts';

/** What arrived without going into the inbox, who does the work that only one process should do, and look-ups. */
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
    await sql`create index effect_checklist on effect (lane) where kind = 'ensure-checklist-issue'`.execute(db);
  },
};
