import { expect, it } from 'vitest';
import type { OpenStore } from '../../../src/adapters/database/open-store.ts';
import type { Event } from '../../../src/core/event.ts';
import type { OpenNew } from './engines.ts';
import { claimLane, decideOn, decision, delivery, failure, issueRef, leaseMs, nextRow, noon } from './fixtures.ts';

export function testInbox(open: OpenNew): void {
  it('accepts a delivery once by its id', async () => {
    const store = await open();
    expect(await store.receive(delivery('d1'))).toBe('accepted');
    expect(await store.receive(delivery('d1'))).toBe('duplicate');
    const lane = await claimLane(store);
    await store.record(lane, await nextRow(store, lane), decision(), noon);
    expect(await store.next(lane, noon)).toBeUndefined();
  });

  it('accepts a delivery once by its id when it comes twenty times at once', async () => {
    const store = await open();
    const answers = await Promise.all(Array.from({ length: 20 }, () => store.receive(delivery('d1'))));
    expect(answers.filter((answer) => answer === 'accepted')).toHaveLength(1);
    const lane = await claimLane(store);
    await store.record(lane, await nextRow(store, lane), decision(), noon);
    expect(await store.next(lane, noon)).toBeUndefined();
  });

  it('tells deliveries apart that come at once, and keeps those of each issue in order', async () => {
    const store = await open();
    const sent = [
      delivery('a1', { number: 8, receivedAt: noon + 1 }),
      delivery('b1', { number: 7 }),
      delivery('a2', { number: 8, meaning: 'issue_comment.created:77' }),
      delivery('a1', { number: 8 }),
      delivery('b2', { number: 7 }),
      delivery('a3', { number: 8, meaning: 'issue_comment.created:77' }),
    ];
    const receipts = await Promise.all(sent.map((one) => store.receive(one)));
    expect(receipts).toEqual(['accepted', 'accepted', 'accepted', 'duplicate', 'accepted', 'repeated']);
    expect(await workOff(store)).toEqual({ lane: '22#7', ids: ['b1', 'b2'] });
    expect(await workOff(store)).toEqual({ lane: '22#8', ids: ['a1', 'a2'] });
  });

  it('refuses a delivery that cannot be stored, and none of those that come with it', async () => {
    const store = await open();
    const broken = { ...delivery('d2'), receivedAt: Number.NaN };
    const received = await Promise.allSettled(
      [delivery('d1'), broken, delivery('d3')].map((one) => store.receive(one)),
    );
    expect(received.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await store.receive(delivery('d1'))).toBe('duplicate');
    expect(await store.receive(delivery('d2'))).toBe('accepted');
  });

  it('keeps the id of a delivery whose event came before under another one', async () => {
    const store = await open();
    expect(await store.receive(delivery('d1', { meaning: 'issue_comment.created:77' }))).toBe('accepted');
    expect(await store.receive(delivery('d2', { meaning: 'issue_comment.created:77' }))).toBe('repeated');
    expect(await store.receive(delivery('d2', { meaning: 'issue_comment.created:99' }))).toBe('duplicate');
    const lane = await claimLane(store);
    expect((await nextRow(store, lane)).deliveryId).toBe('d1');
    await store.record(lane, await nextRow(store, lane), decision(), noon);
    expect(await store.next(lane, noon)).toBeUndefined();
  });

  it('does not wake a lane for a duplicate', async () => {
    const store = await open();
    await decideOn(store, 'd1', decision());
    expect(await store.receive(delivery('d1'))).toBe('duplicate');
    expect(await store.claim('worker', noon, leaseMs)).toBeUndefined();
  });

  it('gives events back as they came', async () => {
    const store = await open();
    const sent = delivery('d1', { event: { kind: 'sync', at: noon } });
    await store.receive(sent);
    const lane = await claimLane(store);
    const row = await nextRow(store, lane);
    expect(row).toEqual({
      seq: row.seq,
      deliveryId: 'd1',
      event: sent.event,
      issue: issueRef(7),
      receivedAt: noon,
      attempts: 0,
    });
  });

  it('keeps the order of arrival within an issue', async () => {
    const store = await open();
    const ids = Array.from({ length: 10 }, (_, index) => `d${index}`);
    for (const id of ids) await store.receive(delivery(id));
    const lane = await claimLane(store);
    const seen: string[] = [];
    for (const _ of ids) {
      const row = await nextRow(store, lane);
      seen.push(row.deliveryId);
      await store.record(lane, row, decision(), noon);
    }
    expect(seen).toEqual(ids);
  });

  it("puts a sub-issue's events into the lane of the release it belongs to, under its tracking issue", async () => {
    const store = await open();
    await decideOn(store, 'd1', decision());
    await store.receive(delivery('d2', { number: 8, parentNumber: 7 }));
    const lane = await claimLane(store);
    expect(lane.key).toBe('22#7');
    const row = await nextRow(store, lane);
    expect(row.issue.number).toBe(7);
    expect(row.event).toMatchObject({ issueNumber: 8 });
  });

  it('leaves an issue in its own lane when neither it nor its parent has a release', async () => {
    const store = await open();
    await store.receive(delivery('d1', { number: 8, parentNumber: 7 }));
    expect((await claimLane(store)).key).toBe('22#8');
  });

  it('prefers the release of the issue itself to that of its parent', async () => {
    const store = await open();
    await decideOn(store, 'd1', decision(), { number: 7 });
    await decideOn(store, 'd2', decision(), { number: 8 });
    await store.receive(delivery('d3', { number: 8, parentNumber: 7 }));
    expect((await claimLane(store)).key).toBe('22#8');
  });

  it('knows which issues are tracked', async () => {
    const store = await open();
    await decideOn(store, 'd1', decision(), { number: 7 });
    expect(await store.isTracked(22, 7, undefined)).toBe(true);
    expect(await store.isTracked(22, 8, 7)).toBe(true);
    expect(await store.isTracked(22, 8, undefined)).toBe(false);
    expect(await store.isTracked(23, 7, undefined)).toBe(false);
  });

  it('tracks nothing that a decision called none of ours', async () => {
    const store = await open();
    await decideOn(store, 'd1', decision({ reason: 'not-ours', rollout: undefined }));
    expect(await store.isTracked(22, 7, undefined)).toBe(false);
    expect(await store.load(issueRef(7))).toEqual({ rollout: undefined, readings: [] });
    expect(await store.releases()).toEqual([]);
  });

  it('tries a failed event again only when its time has come, and keeps the others of its lane waiting', async () => {
    const store = await open();
    await store.receive(delivery('d1'));
    await store.receive(delivery('d2'));
    const lane = await claimLane(store);
    await store.fail(lane, await nextRow(store, lane), failure('GitHub is away', noon + 1000), noon);
    expect(await store.next(lane, noon + 999)).toBeUndefined();
    await store.release(lane);
    expect(await store.claim('worker', noon + 999, leaseMs)).toBeUndefined();
    await store.receive(delivery('d3'));
    expect(await store.claim('worker', noon + 999, leaseMs)).toBeUndefined();
    expect((await store.nextWake(noon)).retryAt).toBe(noon + 1000);
    const again = await nextRow(store, await claimLane(store, noon + 1000), noon + 1000);
    expect(again).toMatchObject({ deliveryId: 'd1', attempts: 1 });
  });

  it('sets an event aside that cannot be decided, goes on with the next, and leaves word of it at the end', async () => {
    const store = await open();
    await store.receive(delivery('d1'));
    await store.receive(delivery('d2'));
    const lane = await claimLane(store);
    const row = await nextRow(store, lane);
    await store.fail(lane, row, failure('a bug', undefined), noon + 5);
    const next = await nextRow(store, lane);
    expect(next.deliveryId).toBe('d2');
    expect(await store.receive(delivery('d1'))).toBe('duplicate');
    await store.record(lane, next, decision(), noon + 5);
    const word = await nextRow(store, lane);
    expect(word).toMatchObject({ issue: row.issue, receivedAt: noon + 5, attempts: 0 });
    const what = { of: row.event, deliveryId: 'd1', undone: undefined, attempts: 1, code: undefined };
    expect(word.event).toEqual({ kind: 'set-aside', at: noon + 5, ...what });
    await store.fail(lane, word, failure('this neither', undefined), noon + 5);
    expect(await store.next(lane, noon + 5)).toBeUndefined();
  });

  it.each<{ what: string; event: Event; code: string | undefined }>([
    { what: 'a look at the issue', event: { kind: 'sync', at: noon }, code: undefined },
    { what: 'an issue that is not there any more', event: delivery('d1').event, code: 'issue-not-found' },
  ])('leaves no word of $what', async ({ event, code }) => {
    const store = await open();
    await store.receive(delivery('d1', { event }));
    const lane = await claimLane(store);
    await store.fail(lane, await nextRow(store, lane), { ...failure('a bug', undefined), code }, noon);
    expect(await store.next(lane, noon)).toBeUndefined();
  });

  it('does not count an attempt that failed for no fault of the event', async () => {
    const store = await open();
    await store.receive(delivery('d1'));
    const lane = await claimLane(store);
    await store.fail(lane, await nextRow(store, lane), { ...failure('GitHub is away', noon), counts: false }, noon);
    expect((await nextRow(store, lane)).attempts).toBe(0);
  });

  it('takes text that a database might not', async () => {
    const store = await open();
    const body = 'NUL \0, half a pair \ud83d, a whole one 🚀, quotes \' " and \\';
    const event = { ...delivery('d1').event, label: body, kind: 'issue-labeled' } as ReturnType<
      typeof delivery
    >['event'];
    await store.receive(delivery('d1', { event }));
    const lane = await claimLane(store);
    const row = await nextRow(store, lane);
    expect(row.event).toEqual(event);
    await store.fail(lane, row, failure(body, noon), noon);
    await store.putFact('text', body);
    expect(await store.getFact('text')).toBe(body);
  });
}

/** Decides everything that waits in the lane that has waited for the longest. */
async function workOff(store: OpenStore) {
  const lane = await claimLane(store, noon + 1);
  const ids: string[] = [];
  for (let work = await store.next(lane, noon); work?.kind === 'event'; work = await store.next(lane, noon)) {
    ids.push(work.row.deliveryId);
    await store.record(lane, work.row, decision(), noon);
  }
  return { lane: lane.key, ids };
}
