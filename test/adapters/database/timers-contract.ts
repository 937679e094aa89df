import { expect, it } from 'vitest';
import { dayMs } from '../../../src/core/instant.ts';
import type { OpenNew } from './engines.ts';
import { claimLane, decideOn, decision, issueRef, leaseMs, nextRow, noon } from './fixtures.ts';

export function testTimers(open: OpenNew): void {
  it('turns a timer that fell due into an event of its release, once', async () => {
    const store = await open();
    const dueAt = noon + dayMs;
    await decideOn(store, 'd1', decision({ timers: [{ key: 'weekly:1', dueAt }] }));
    expect((await store.nextWake(noon)).timerAt).toBe(dueAt);
    expect(await store.fireTimers(dueAt - 1, 10)).toBe(0);
    expect(await store.fireTimers(dueAt + 5, 10)).toBe(1);
    expect(await store.fireTimers(dueAt + 5, 10)).toBe(0);
    const lane = await claimLane(store, dueAt + 5);
    const row = await nextRow(store, lane, dueAt + 5);
    expect(row.deliveryId).toBe(`timer:22#7:weekly:1:${dueAt}`);
    expect(row.event).toEqual({ kind: 'timer', timer: 'weekly:1', dueAt, at: dueAt + 5 });
    expect(row.issue).toEqual(issueRef(7));
    expect((await store.nextWake(noon)).timerAt).toBeUndefined();
  });

  it('fires the oldest first, up to the limit', async () => {
    const store = await open();
    const timers = [3, 1, 2].map((place) => ({ key: `t${place}`, dueAt: noon + place }));
    await decideOn(store, 'd1', decision({ timers }));
    expect(await store.fireTimers(noon + 10, 2)).toBe(2);
    expect((await store.nextWake(noon)).timerAt).toBe(noon + 3);
    expect(await store.fireTimers(noon + 10, 2)).toBe(1);
    const lane = await claimLane(store, noon + 10);
    const seen: unknown[] = [];
    for (
      let work = await store.next(lane, noon + 10);
      work?.kind === 'event';
      work = await store.next(lane, noon + 10)
    ) {
      seen.push(work.row.event.kind === 'timer' && work.row.event.timer);
      await store.record(lane, work.row, decision(), noon + 10);
    }
    expect(seen).toEqual(['t1', 't2', 't3']);
  });

  it('replaces the timers of a release when a decision names them, and leaves them when it does not', async () => {
    const store = await open();
    await decideOn(store, 'd1', decision({ timers: [{ key: 'a', dueAt: noon + 1 }] }));
    await decideOn(store, 'd2', decision({ timers: [{ key: 'b', dueAt: noon + 2 }] }));
    await decideOn(store, 'd3', decision({ timers: undefined }));
    await decideOn(store, 'd4', decision({ timers: [{ key: 'c', dueAt: noon + 3 }] }), { number: 8 });
    expect((await store.nextWake(noon)).timerAt).toBe(noon + 2);
    await decideOn(store, 'd5', decision({ timers: [] }));
    expect((await store.nextWake(noon)).timerAt).toBe(noon + 3);
  });

  it('does not fire the same moment again when a decision puts the timer back', async () => {
    const store = await open();
    const timers = [{ key: 'a', dueAt: noon }];
    await decideOn(store, 'd1', decision({ timers }));
    await store.fireTimers(noon, 10);
    const lane = await claimLane(store);
    await store.record(lane, await nextRow(store, lane), decision({ timers }), noon);
    await store.release(lane);
    await store.fireTimers(noon, 10);
    expect((await store.nextWake(noon)).timerAt).toBeUndefined();
    expect(await store.claim('worker', noon, leaseMs)).toBeUndefined();
  });

  it('fires each timer once when two schedulers look at once', async () => {
    const store = await open();
    for (const number of [1, 2, 3]) {
      const timers = [0, 1, 2, 3].map((place) => ({ key: `t${place}`, dueAt: noon + place }));
      await decideOn(store, `d${number}`, decision({ timers }), { number });
    }
    const fired = await Promise.all([store.fireTimers(noon + 10, 100), store.fireTimers(noon + 10, 100)]);
    expect(fired.reduce((sum, count) => sum + count)).toBe(12);
  });
}
