import { expect, it } from 'vitest';
import type { Lane } from '../../../src/ports.ts';
import { LeaseLost } from '../../../src/ports.ts';
import type { OpenNew } from './engines.ts';
import {
  allDone,
  claimLane,
  decision,
  delivery,
  failure,
  issueRef,
  leaseMs,
  nextEffects,
  nextRow,
  noon,
  title,
} from './fixtures.ts';

export function testLanes(open: OpenNew): void {
  it('leases a lane to one worker until it is given back', async () => {
    const store = await open();
    await store.receive(delivery('d1'));
    const lane = await claimLane(store);
    expect(lane).toEqual({ key: '22#7', owner: 'worker', fence: 1 });
    expect(await store.claim('other', noon, leaseMs)).toBeUndefined();
    await store.release(lane);
    expect(await store.claim('other', noon, leaseMs)).toEqual({ key: '22#7', owner: 'other', fence: 2 });
  });

  it('finds nothing when there is nothing', async () => {
    const store = await open();
    expect(await store.claim('worker', noon, leaseMs)).toBeUndefined();
    expect(await store.nextWake(noon)).toEqual({ retryAt: undefined, timerAt: undefined, sweepAt: undefined });
  });

  it('gives each of four workers that ask at once a lane of its own', async () => {
    const store = await open();
    for (const number of [1, 2, 3, 4]) await store.receive(delivery(`d${number}`, { number }));
    const lanes = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((owner) => store.claim(owner, noon, leaseMs)));
    const keys = lanes.filter((lane) => lane !== undefined).map((lane) => lane.key);
    expect(keys.sort()).toEqual(['22#1', '22#2', '22#3', '22#4']);
  });

  it('serves first the lane that has waited longest', async () => {
    const store = await open();
    await store.receive(delivery('d1', { number: 1, receivedAt: noon + 20 }));
    await store.receive(delivery('d2', { number: 2, receivedAt: noon + 10 }));
    expect((await claimLane(store, noon + 30)).key).toBe('22#2');
  });

  it('hands a lane over when its lease has run out, and refuses all that the frozen worker still writes', async () => {
    const store = await open();
    await store.receive(delivery('d1'));
    const frozen = await claimLane(store);
    const row = await nextRow(store, frozen);
    const later = noon + leaseMs;
    const lane = await claimLane(store, later, 'other');
    const effects = await store.record(lane, await nextRow(store, lane, later), decision({ effects: [title] }), later);
    await expect(store.record(frozen, row, decision(), later)).rejects.toThrow(LeaseLost);
    await expect(store.fail(frozen, row, failure('late', undefined), noon)).rejects.toThrow(LeaseLost);
    await expect(store.beginEffects(frozen, effects)).rejects.toThrow(LeaseLost);
    await expect(store.finishEffects(frozen, allDone(effects), later)).rejects.toThrow(LeaseLost);
    expect(await store.renew(frozen, later, leaseMs)).toBe(false);
    await store.release(frozen);
    expect(await store.claim('third', later, leaseMs)).toBeUndefined();
    expect(await nextEffects(store, lane, later)).toEqual(effects);
  });

  it('refuses a worker that lost its lease without harm to what is written at the same moment', async () => {
    const store = await open();
    await store.receive(delivery('d1'));
    const frozen = await claimLane(store);
    const row = await nextRow(store, frozen);
    await claimLane(store, noon + leaseMs, 'other');
    const outcomes = await Promise.allSettled([
      store.receive(delivery('d2', { number: 8 })),
      store.record(frozen, row, decision(), noon),
      store.receive(delivery('d3', { number: 9 })),
      store.fail(frozen, row, failure('late', undefined), noon),
      store.putFact('watermark', '1'),
    ]);
    expect(outcomes.map((outcome) => outcome.status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect(await store.receive(delivery('d2'))).toBe('duplicate');
    expect(await store.receive(delivery('d3'))).toBe('duplicate');
    expect(await store.getFact('watermark')).toBe('1');
    expect((await store.load(issueRef(7))).rollout).toBeUndefined();
  });

  it('keeps a lane that is renewed in time', async () => {
    const store = await open();
    await store.receive(delivery('d1'));
    const lane = await claimLane(store);
    expect(await store.renew(lane, noon + 20_000, leaseMs)).toBe(true);
    expect(await store.claim('other', noon + leaseMs, leaseMs)).toBeUndefined();
    expect((await store.nextWake(noon)).retryAt).toBe(noon + 20_000 + leaseMs);
  });

  it('counts a worker that vanished as an attempt, so that no event kills workers for ever', async () => {
    const store = await open();
    await store.receive(delivery('d1'));
    await claimLane(store);
    const lane = await claimLane(store, noon + leaseMs);
    expect((await nextRow(store, lane)).attempts).toBe(1);
    await store.release(lane);
    expect((await nextRow(store, await claimLane(store, noon + leaseMs))).attempts).toBe(1);
  });

  it('records a decision once, however often it is asked to', async () => {
    const store = await open();
    await store.receive(delivery('d1'));
    const lane = await claimLane(store);
    const row = await nextRow(store, lane);
    const first = await store.record(lane, row, decision({ effects: [title] }), noon);
    const ledger = [{ actor: 'engineer', action: '/advance', outcome: 'done' as const, detail: undefined }];
    expect(await store.record(lane, row, decision({ effects: [title, title], ledger }), noon)).toEqual(first);
    expect((await store.ledger(issueRef(7))).map(({ action }) => action)).toEqual(['change of state']);
  });

  it('tells workers of new work, and of work that came in while the lane was leased', async () => {
    const store = await open();
    let hear = () => {};
    store.onWork(() => hear());
    async function heardAfter(act: () => Promise<unknown>): Promise<void> {
      const heard = new Promise<void>((resolve) => {
        hear = resolve;
      });
      await act();
      await heard;
    }
    await heardAfter(() => store.receive(delivery('d1')));
    const lane = await claimLane(store);
    await heardAfter(() => store.receive(delivery('d2')));
    await heardAfter(() => store.release(lane));
  });

  it('runs the events of one issue one at a time and in order, with four workers on five issues', async () => {
    const store = await open();
    for (let index = 0; index < 60; index += 1) await store.receive(delivery(`d${index}`, { number: (index % 5) + 1 }));
    const seen = new Map<string, number[]>();
    const busy = new Set<string>();
    async function drain(lane: Lane): Promise<void> {
      expect(busy.has(lane.key)).toBe(false);
      busy.add(lane.key);
      for (let work = await store.next(lane, noon); work?.kind === 'event'; work = await store.next(lane, noon)) {
        await store.record(lane, work.row, decision(), noon);
        seen.set(lane.key, [...(seen.get(lane.key) ?? []), Number(work.row.deliveryId.slice(1))]);
      }
      busy.delete(lane.key);
      await store.release(lane);
    }
    async function work(owner: string): Promise<void> {
      for (let lane = await store.claim(owner, noon, leaseMs); lane; lane = await store.claim(owner, noon, leaseMs)) {
        await drain(lane);
      }
    }
    await Promise.all(['a', 'b', 'c', 'd'].map(work));
    expect([...seen.values()].map((order) => order.length)).toEqual([12, 12, 12, 12, 12]);
    for (const order of seen.values()) expect(order).toEqual([...order].sort((a, b) => a - b));
  });
}
