/**
 * A process of its own for tests: receives deliveries and decides on them as fast as it can, many at once, and prints
 * what it has been promised to be on disk.
 */
import { writeSync } from 'node:fs';
import { sql } from 'kysely';
import { createInbox } from '../../src/adapters/database/inbox.ts';
import { createLanes } from '../../src/adapters/database/lanes.ts';
import { createRecord } from '../../src/adapters/database/record.ts';
import { openSqlite } from '../../src/adapters/database/sqlite.ts';
import { decision, delivery, leaseMs, noon } from '../adapters/database/fixtures.ts';

const [dataDir = '', prefix = '', synchronous] = process.argv.slice(2);
const engine = await openSqlite(dataDir);
if (synchronous !== undefined) await sql`pragma synchronous = ${sql.raw(synchronous)}`.execute(engine.db);
const store = { ...createInbox(engine), ...createLanes(engine), ...createRecord(engine) };
const note = { actor: 'engineer', action: '/advance', outcome: 'done' as const, detail: undefined };

async function receive(number: number): Promise<void> {
  for (let count = 0; ; count += 1) {
    const id = `${prefix}-${number}-${count}`;
    await store.receive(delivery(id, { number, receivedAt: noon + count }));
    writeSync(1, `received ${id}\n`);
  }
}

async function decide(): Promise<void> {
  for (;;) {
    const lane = await store.claim(prefix, noon, leaseMs);
    const work = lane === undefined ? undefined : await store.next(lane, noon);
    if (lane === undefined) continue;
    if (work?.kind === 'event') {
      await store.record(lane, work.row, decision({ ledger: [note] }), noon);
      writeSync(1, `decided ${work.row.deliveryId}\n`);
    }
    await store.release(lane);
  }
}

await Promise.all([receive(1), receive(2), receive(3), receive(4), decide()]);
