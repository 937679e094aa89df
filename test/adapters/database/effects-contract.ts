import { expect, it } from 'vitest';
import { nextSweepAt } from '../../../src/adapters/database/effects.ts';
import type { OpenStore } from '../../../src/adapters/database/open-store.ts';
import type { Effect } from '../../../src/core/effect.ts';
import { dayMs, minuteMs } from '../../../src/core/instant.ts';
import type { StoredEffect } from '../../../src/ports.ts';
import type { OpenNew } from './engines.ts';
import {
  allDone,
  card,
  checklist,
  claimLane,
  closing,
  decideOn,
  decision,
  delivery,
  failure,
  issueRef,
  leaseMs,
  nextEffects,
  nextRow,
  noon,
  post,
  stageLabel,
  title,
} from './fixtures.ts';

function first(effects: readonly StoredEffect[]): StoredEffect {
  const [effect] = effects;
  if (effect === undefined) throw new Error('no effect');
  return effect;
}

/** Records two decisions in a row, as happens when the first one's effects are not applied in between. */
async function recordTwo(store: OpenStore, older: readonly Effect[], newer: readonly Effect[]) {
  await store.receive(delivery('d1'));
  await store.receive(delivery('d2'));
  const lane = await claimLane(store);
  const row = await nextRow(store, lane);
  const before = await store.record(lane, row, decision({ effects: older }), noon);
  await store.beginEffects(lane, before);
  const second = { ...row, seq: row.seq + 1, deliveryId: 'd2' };
  await store.record(lane, second, decision({ effects: newer }), noon);
  return (await nextEffects(store, lane)).map(({ effect, attempts }) => ({ effect, attempts }));
}

export function testEffects(open: OpenNew): void {
  it('gives effects in their order, before the next event', async () => {
    const store = await open();
    await store.receive(delivery('d1'));
    await store.receive(delivery('d2'));
    const lane = await claimLane(store);
    const effects = [checklist, stageLabel('stage: canary'), card(true), post];
    const stored = await store.record(lane, await nextRow(store, lane), decision({ effects }), noon);
    expect(stored.map((effect) => effect.effect)).toEqual(effects);
    expect(await store.next(lane, noon)).toEqual({ kind: 'effects', issue: issueRef(7), effects: stored });
    await store.beginEffects(lane, stored);
    await store.finishEffects(lane, allDone(stored), noon);
    expect((await nextRow(store, lane)).deliveryId).toBe('d2');
  });

  it('takes up effects that a worker left behind, and knows that they were tried', async () => {
    const store = await open();
    await store.receive(delivery('d1'));
    const lane = await claimLane(store);
    const stored = await store.record(lane, await nextRow(store, lane), decision({ effects: [post] }), noon);
    await store.beginEffects(lane, stored);
    const other = await claimLane(store, noon + leaseMs, 'other');
    const again = await nextEffects(store, other, noon + leaseMs);
    expect(again).toEqual([{ ...first(stored), attempts: 1 }]);
  });

  it('names effects by delivery and place, the same in every store', async () => {
    const stored = await decideOn(await open(), 'd1', decision({ effects: [post, post] }));
    expect(stored.map((effect) => effect.id)).toEqual(['xguxyvfhsmo3cgfvkqsq', '3jy5hvnzpc53fbdyto6m']);
  });

  it('blocks the lane until a failed effect may be tried again, and keeps what is done', async () => {
    const store = await open();
    await store.receive(delivery('d1'));
    await store.receive(delivery('d2'));
    const lane = await claimLane(store);
    const stored = await store.record(lane, await nextRow(store, lane), decision({ effects: [post, title] }), noon);
    const [posting, titling] = stored;
    if (posting === undefined || titling === undefined) throw new Error('two effects were recorded');
    await store.beginEffects(lane, stored);
    const done = { [titling.id]: { remoteId: undefined } };
    const failed = { [posting.id]: failure('secondary rate limit', noon + 60_000) };
    await store.finishEffects(lane, { done, failed }, noon);
    expect(await store.next(lane, noon)).toBeUndefined();
    await store.release(lane);
    expect(await store.claim('worker', noon + 59_999, leaseMs)).toBeUndefined();
    expect((await store.nextWake(noon)).retryAt).toBe(noon + 60_000);
    const later = await claimLane(store, noon + 60_000);
    expect(await nextEffects(store, later, noon + 60_000)).toEqual([{ ...posting, attempts: 1 }]);
  });

  it('gives only the effects before the first one that has to wait', async () => {
    const store = await open();
    await store.receive(delivery('d1'));
    const lane = await claimLane(store);
    const stored = await store.record(lane, await nextRow(store, lane), decision({ effects: [post, title] }), noon);
    const last = stored[1];
    if (last === undefined) throw new Error('two effects were recorded');
    await store.finishEffects(lane, { done: {}, failed: { [last.id]: failure('502', noon + 5) } }, noon);
    expect((await nextEffects(store, lane)).map((effect) => effect.effect)).toEqual([post]);
  });

  it('sets an effect aside that cannot be made true, goes on, and leaves word of it', async () => {
    const store = await open();
    await store.receive(delivery('d1'));
    await store.receive(delivery('d2'));
    const lane = await claimLane(store);
    const row = await nextRow(store, lane);
    const stored = await store.record(lane, row, decision({ effects: [post, title] }), noon);
    await store.beginEffects(lane, stored);
    const [posting, titling] = stored.map(({ id }) => id);
    const failed = {
      [posting ?? '']: { ...failure('not allowed', undefined), code: 'forbidden' },
      [titling ?? '']: { ...failure('held back', undefined), code: 'held-back' },
    };
    await store.finishEffects(lane, { done: {}, failed }, noon);
    const next = await nextRow(store, lane);
    expect(next.deliveryId).toBe('d2');
    await store.record(lane, next, decision(), noon);
    const word = await nextRow(store, lane);
    const undone = ['post-once', 'set-title'];
    expect(word.event).toEqual({
      ...{ kind: 'set-aside', at: noon, of: row.event, deliveryId: 'd1', undone, attempts: 1, code: 'forbidden' },
    });
    await store.fail(lane, word, failure('not this either', undefined), noon);
    expect(await store.next(lane, noon)).toBeUndefined();
  });

  it('does not count what was no fault of an effect, but knows that it was tried', async () => {
    const store = await open();
    await store.receive(delivery('d1'));
    const lane = await claimLane(store);
    const stored = await store.record(lane, await nextRow(store, lane), decision({ effects: [post] }), noon);
    for (let count = 0; count < 3; count += 1) {
      await store.beginEffects(lane, stored);
      const failed = { [first(stored).id]: { ...failure('GitHub is away', noon), counts: false } };
      await store.finishEffects(lane, { done: {}, failed }, noon);
    }
    expect(first(await nextEffects(store, lane)).attempts).toBe(1);
  });

  it.each<{ what: string; older: Effect[]; newer: Effect[]; left: { effect: Effect; attempts: number }[] }>([
    {
      what: 'a newer title takes the place of an older one',
      older: [title],
      newer: [{ ...title, title: 'Appointments [20%]' }],
      left: [{ effect: { ...title, title: 'Appointments [20%]' }, attempts: 1 }],
    },
    {
      what: 'a newer stage label takes the place of an older one',
      older: [stageLabel('stage: canary')],
      newer: [stageLabel('stage: moderate')],
      left: [{ effect: stageLabel('stage: moderate'), attempts: 1 }],
    },
    {
      what: 'a comment that was to be created is still to be created',
      older: [card(true)],
      newer: [card(false)],
      left: [{ effect: card(true), attempts: 1 }],
    },
    {
      what: 'labels are added up',
      older: [{ kind: 'ensure-labels', labels: [{ name: 'a', color: '000000', description: '' }] }],
      newer: [{ kind: 'ensure-labels', labels: [{ name: 'b', color: 'ffffff', description: '' }] }],
      left: [
        {
          effect: {
            kind: 'ensure-labels',
            labels: [
              { name: 'b', color: 'ffffff', description: '' },
              { name: 'a', color: '000000', description: '' },
            ],
          },
          attempts: 1,
        },
      ],
    },
    {
      what: 'a comment in another slot stays',
      older: [card(true)],
      newer: [{ ...card(true), slot: 'summary' }],
      left: [
        { effect: card(true), attempts: 1 },
        { effect: { ...card(true), slot: 'summary' }, attempts: 0 },
      ],
    },
    {
      what: 'what happens once happens for each',
      older: [post, closing],
      newer: [post, closing],
      left: [
        { effect: post, attempts: 1 },
        { effect: closing, attempts: 1 },
        { effect: post, attempts: 0 },
        { effect: closing, attempts: 0 },
      ],
    },
  ])('merges what is pending: $what', async ({ older, newer, left }) => {
    expect(await recordTwo(await open(), older, newer)).toEqual(left);
  });

  it('leaves the pending effects of other issues alone', async () => {
    const store = await open();
    await store.receive(delivery('d1', { number: 7 }));
    await store.receive(delivery('d2', { number: 8 }));
    const lanes = [await claimLane(store), await claimLane(store)];
    for (const lane of lanes)
      await store.record(lane, await nextRow(store, lane), decision({ effects: [title] }), noon);
    for (const lane of lanes) expect(await nextEffects(store, lane)).toHaveLength(1);
  });

  it('looks again at what created a comment or an issue, and at nothing else', async () => {
    const store = await open();
    await store.receive(delivery('d1'));
    const lane = await claimLane(store);
    const effects = [post, checklist, card(true), title, closing];
    const stored = await store.record(lane, await nextRow(store, lane), decision({ effects }), noon);
    const done = Object.fromEntries(stored.map((effect) => [effect.id, { remoteId: `node of ${effect.effect.kind}` }]));
    await store.finishEffects(lane, { done, failed: {} }, noon);
    expect(await store.dueSweeps(noon + 2 * minuteMs - 1, 10)).toEqual([]);
    expect((await store.nextWake(noon)).sweepAt).toBe(noon + 2 * minuteMs);
    const due = await store.dueSweeps(noon + 2 * minuteMs, 10);
    expect(due.map((effect) => effect.remoteId).sort()).toEqual([
      'node of ensure-checklist-issue',
      'node of post-once',
      'node of upsert-comment',
    ]);
    expect(due.map((effect) => effect.doneAt)).toEqual([noon, noon, noon]);
    expect(await store.dueSweeps(noon + 2 * minuteMs, 2)).toHaveLength(2);
    for (const effect of due) await store.finishSweep(effect.id, nextSweepAt(noon, noon + 2 * minuteMs));
    expect((await store.nextWake(noon)).sweepAt).toBe(noon + 15 * minuteMs);
    for (const effect of due) await store.finishSweep(effect.id, undefined);
    expect((await store.nextWake(noon)).sweepAt).toBeUndefined();
  });

  it('does not look again where nothing was created', async () => {
    const store = await open();
    await store.receive(delivery('d1'));
    const lane = await claimLane(store);
    const stored = await store.record(lane, await nextRow(store, lane), decision({ effects: [card(false)] }), noon);
    await store.finishEffects(lane, allDone(stored), noon);
    expect((await store.nextWake(noon)).sweepAt).toBeUndefined();
  });

  it('takes more effects than fit into one statement', async () => {
    const store = await open();
    const effects = Array.from({ length: 1201 }, () => post);
    const stored = await decideOn(store, 'd1', decision({ effects }));
    const lane = await claimLane(store);
    expect(await nextEffects(store, lane)).toEqual(stored);
    await store.beginEffects(lane, stored);
    await store.finishEffects(lane, allDone(stored), noon);
    expect(await store.next(lane, noon)).toBeUndefined();
  });

  it('looks again 2 and 15 minutes after a creation, then daily for three days', () => {
    const moments: number[] = [];
    for (let at = nextSweepAt(noon, noon); at !== undefined; at = nextSweepAt(noon, at)) moments.push(at - noon);
    expect(moments).toEqual([2 * minuteMs, 15 * minuteMs, dayMs, 2 * dayMs, 3 * dayMs]);
  });
}
