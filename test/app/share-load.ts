/** Several processes share the work of many releases under load. */
import pg from 'pg';
import { pino } from 'pino';
import { expect } from 'vitest';
import { type OpenStore, openStore } from '../../src/adapters/database/open-store.ts';
import type { Pipeline } from '../../src/app/pipeline.ts';
import { createWorker } from '../../src/app/worker.ts';
import { minuteMs } from '../../src/core/instant.ts';
import { movableClock } from '../../src/sandbox/movable-clock.ts';
import { decision, delivery, noon } from '../adapters/database/fixtures.ts';

const log = pino({ level: 'silent' });
const issues = 20;

/**
 * So many events of 20 releases come to three processes. Each must be decided on once, in the order of its release, by one
 * process at a time, though one of them dies half-way.
 */
export async function shareLoad(databaseUrl: string, events: number): Promise<void> {
  const clock = movableClock(noon);
  const busy = new Map<string, string>();
  const overlaps: string[] = [];
  const workers = new Map<string, number>();
  let dying = false;

  async function startReplica(owner: string) {
    const store = await openStore({ databaseUrl, dataDir: 'unused', log, acceptDataLoss: true });
    const pipeline: Pipeline = async (lane, work) => {
      if (work.kind !== 'event') throw new Error('no effects were decided');
      const other = busy.get(lane.key);
      if (other !== undefined) overlaps.push(`${lane.key}: ${other} and ${owner}`);
      busy.set(lane.key, owner);
      // The one that dies stops for ever, with the lanes that it has.
      if (dying && owner === 'third') await new Promise(() => {});
      const note = { actor: 'engineer', action: work.row.deliveryId, outcome: 'done', detail: undefined } as const;
      await store.record(lane, work.row, decision({ ledger: [note] }), clock.now());
      workers.set(owner, (workers.get(owner) ?? 0) + 1);
      busy.delete(lane.key);
    };
    const worker = createWorker({
      ...{ store, pipeline, clock, log, owner, concurrency: 6, pollMs: 5_000 },
      onLaneDone: () => {},
    });
    store.onWork(worker.wake);
    return { store, worker };
  }

  const replicas = [await startReplica('first'), await startReplica('second'), await startReplica('third')];
  const sent = Array.from({ length: events }, (_, index) => index);
  async function send(store: OpenStore): Promise<void> {
    for (let index = sent.shift(); index !== undefined; index = sent.shift()) {
      if (index === events / 2) dying = true;
      await store.receive(delivery(`d${index}`, { number: 1 + (index % issues) }));
      // A third of it comes twice.
      if (index % 3 === 0) await store.receive(delivery(`d${index}`, { number: 1 + (index % issues) }));
    }
  }
  const [first, second, third] = replicas;
  if (first === undefined || second === undefined || third === undefined) throw new Error('three were started');
  await Promise.all(Array.from({ length: 8 }, (_, index) => send(index % 2 === 0 ? first.store : second.store)));
  // What the two have in hand is done before the time of a lease goes by at once: to them that would be standing still.
  await Promise.all([first.worker.idle(), second.worker.idle()]);
  await third.store.close();
  for (const [lane, owner] of busy) if (owner === 'third') busy.delete(lane);
  clock.advance(minuteMs);
  await Promise.all([first.worker.idle(), second.worker.idle()]);

  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const arrived = await client.query('select lane, delivery_id from inbox order by lane, seq');
  const decided = await client.query('select lane, action as delivery_id from ledger order by lane, ordinal');
  await client.end();
  expect(arrived.rows).toHaveLength(events);
  expect(decided.rows).toEqual(arrived.rows);
  expect(overlaps).toEqual([]);
  expect(Math.min(...['first', 'second', 'third'].map((owner) => workers.get(owner) ?? 0))).toBeGreaterThan(0);
  await Promise.all([first, second].map(({ worker }) => worker.stop()));
  await Promise.all([first, second].map(({ store }) => store.close()));
}
