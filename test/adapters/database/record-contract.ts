import { isDeepStrictEqual } from 'node:util';
import { expect, it } from 'vitest';
import { keepBook } from '../../../src/core/criteria/evidence-book.ts';
import type { LedgerNote } from '../../../src/core/decision.ts';
import type { Reading } from '../../../src/core/readings/reading.ts';
import type { OpenNew } from './engines.ts';
import {
  claimLane,
  decideOn,
  decision,
  delivery,
  issueRef,
  leaseMs,
  nextRow,
  noon,
  reading,
  rollout,
} from './fixtures.ts';

const advance: LedgerNote = { actor: 'engineer', action: '/advance canary', outcome: 'done', detail: undefined };
const refusal: LedgerNote = { actor: 'visitor', action: '/advance', outcome: 'refused', detail: 'no-permission' };

export function testDecisions(open: OpenNew): void {
  it('keeps the newest state of a release', async () => {
    const store = await open();
    await decideOn(store, 'd1', decision({ rollout: rollout(10) }));
    await decideOn(store, 'd2', decision({ rollout: rollout(20) }));
    expect((await store.load(issueRef(7))).rollout).toEqual(rollout(20));
    expect(await store.releases()).toEqual([{ issue: issueRef(7), rollout: rollout(20) }]);
  });

  it('keeps the state when a later event is none of ours', async () => {
    const store = await open();
    await decideOn(store, 'd1', decision({ rollout: rollout(10) }));
    await decideOn(store, 'd2', decision({ reason: 'own-echo', rollout: undefined }));
    expect((await store.load(issueRef(7))).rollout).toEqual(rollout(10));
  });

  it('follows a repository to its new name', async () => {
    const store = await open();
    await decideOn(store, 'd1', decision());
    const renamed = { ...issueRef(7), repository: 'visits' };
    await store.receive(delivery('d2', { issue: renamed }));
    const lane = await claimLane(store);
    await store.record(lane, await nextRow(store, lane), decision(), noon);
    expect(await store.releases()).toEqual([{ issue: renamed, rollout: rollout() }]);
  });

  it('gives readings in the order of the moments they hold for', async () => {
    const store = await open();
    const put = [reading('comment:1/0', 3, noon + 2), reading('comment:1/1', 1, noon), reading('comment:1/2', 2, noon)];
    await decideOn(store, 'd1', decision({ readings: { put, withdraw: [] } }));
    await decideOn(store, 'd2', decision({ readings: { put: [reading('comment:2/0', 0, noon - 1)], withdraw: [] } }));
    const { readings } = await store.load(issueRef(7));
    expect(readings.map((one) => one.figure.value)).toEqual([0, 1, 2, 3]);
    expect(readings[1]).toEqual(put[1]);
  });

  it('replaces a reading that is put again', async () => {
    const store = await open();
    await decideOn(store, 'd1', decision({ readings: { put: [reading('comment:1/0', 1)], withdraw: [] } }));
    await decideOn(store, 'd2', decision({ readings: { put: [reading('comment:1/0', 2)], withdraw: [] } }));
    expect((await store.load(issueRef(7))).readings).toEqual([reading('comment:1/0', 2)]);
  });

  it('withdraws what a source said before, except what it says now', async () => {
    const store = await open();
    const put = [reading('comment:1/0', 1), reading('comment:1/1', 2), reading('comment:2/0', 3)];
    await decideOn(store, 'd1', decision({ readings: { put, withdraw: [] } }));
    const changes = { put: [reading('comment:1/1', 5)], withdraw: ['comment:1'] };
    await decideOn(store, 'd2', decision({ readings: changes }));
    const ids = (await store.load(issueRef(7))).readings.map((one) => `${one.id}=${one.figure.value}`);
    expect(ids.sort()).toEqual(['comment:1/1=5', 'comment:2/0=3']);
  });

  it('counts a reading again that was withdrawn and comes back', async () => {
    const store = await open();
    const put = [reading('comment:1/0', 1)];
    await decideOn(store, 'd1', decision({ readings: { put, withdraw: [] } }));
    await decideOn(store, 'd2', decision({ readings: { put: [], withdraw: ['comment:1'] } }));
    expect((await store.load(issueRef(7))).readings).toEqual([]);
    await decideOn(store, 'd3', decision({ readings: { put, withdraw: [] } }));
    expect((await store.load(issueRef(7))).readings).toEqual(put);
  });

  it('gives the same readings after any changes as a model of them', async () => {
    const store = await open();
    const model = new Map<string, Reading>();
    let seed = 12345;
    const draw = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
      return Math.floor((seed / 2 ** 31) * below);
    };
    for (let step = 0; step < 60; step += 1) {
      const put = Array.from({ length: draw(4) }, () =>
        reading(`comment:${draw(6)}/${draw(3)}`, draw(2), noon + draw(5)),
      );
      const unique = [...new Map(put.map((one) => [one.id, one])).values()];
      const withdraw = draw(3) === 0 ? [`comment:${draw(6)}`] : [];
      for (const [id, one] of model) {
        if (withdraw.includes(one.source.id) && !unique.some((other) => other.id === id)) model.delete(id);
      }
      for (const one of unique) {
        if (isDeepStrictEqual(model.get(one.id), one)) continue;
        model.delete(one.id);
        model.set(one.id, one);
      }
      await decideOn(store, `d${step}`, decision({ readings: { put: unique, withdraw } }));
      const expected = [...model.values()].sort((a, b) => a.at - b.at);
      if (draw(2) > 0) continue;
      const { readings, book } = await store.load(issueRef(7));
      expect(readings).toEqual(expected);
      // Entered one after the other, and all of them anew.
      const { everEntered: _kept, ...kept } = book ?? {};
      const { everEntered: _anew, ...anew } = keepBook({ criteria: [], periods: [], readings });
      expect(kept).toEqual(anew);
    }
  });

  it('keeps the readings of releases apart', async () => {
    const store = await open();
    const put = [reading('comment:1/0', 1)];
    await decideOn(store, 'd1', decision({ readings: { put, withdraw: [] } }), { number: 7 });
    await decideOn(store, 'd2', decision({ readings: { put, withdraw: [] } }), { number: 8 });
    await decideOn(store, 'd3', decision({ readings: { put: [], withdraw: ['comment:1'] } }), { number: 8 });
    expect((await store.load(issueRef(7))).readings).toEqual(put);
    expect((await store.load(issueRef(8))).readings).toEqual([]);
  });

  it('gives the plans of earlier releases in the repository', async () => {
    const store = await open();
    await decideOn(store, 'd1', decision({ rollout: rollout(10) }), { number: 5 });
    await decideOn(store, 'd2', decision({ rollout: rollout(20) }), { number: 6, now: noon + 1 });
    await decideOn(store, 'd3', decision({ rollout: rollout(30) }), { number: 8 });

    expect((await store.otherPlans(issueRef(7))).map(({ name }) => name)).toEqual(['#6', '#5']);
    expect((await store.otherPlans(issueRef(6)))[0]?.plan).toEqual(rollout(10).plan);
    expect(await store.otherPlans({ ...issueRef(7), repositoryId: 999 })).toEqual([]);
  });

  it('takes more readings than fit into one statement', async () => {
    const store = await open();
    const put = Array.from({ length: 3001 }, (_, index) => reading(`comment:1/${index}`, index, noon + index));
    await decideOn(store, 'd1', decision({ readings: { put, withdraw: [] } }));
    expect((await store.load(issueRef(7))).readings).toEqual(put);
    await decideOn(store, 'd2', decision({ readings: { put: put.slice(0, 1), withdraw: ['comment:1'] } }));
    expect((await store.load(issueRef(7))).readings).toEqual(put.slice(0, 1));
  });

  it('writes the ledger in order, with the reason of each decision', async () => {
    const store = await open();
    await decideOn(store, 'd1', decision({ ledger: [advance] }));
    await decideOn(store, 'd2', decision({ reason: 'refused', ledger: [refusal, advance] }), { now: noon + 1 });
    await decideOn(store, 'd3', decision({ ledger: [refusal] }), { number: 8 });
    expect(await store.ledger(issueRef(7))).toEqual([
      { at: noon, reason: 'commands', ...advance },
      { at: noon + 1, reason: 'refused', ...refusal },
      { at: noon + 1, reason: 'refused', ...advance },
    ]);
    expect(await store.checkLedger(issueRef(7))).toEqual({ brokenAt: undefined, differs: [] });
  });

  it('enters a change that has no words of its own, and no decision that changes nothing', async () => {
    const store = await open();
    await decideOn(store, 'd1', decision({ reason: 'adopted' }));
    await decideOn(store, 'd2', decision({ reason: 'nothing-to-do' }));
    const put = [reading('comment:1/0', 1)];
    await decideOn(store, 'd3', decision({ reason: 'readings', readings: { put, withdraw: [] } }));
    const entered = (await store.ledger(issueRef(7))).map(({ actor, action, detail }) => [actor, action, detail]);
    expect(entered).toEqual([
      ['product-manager', 'change of state', 'adopted'],
      ['product-manager', 'change of state', 'readings'],
    ]);
  });

  it('has in the ledger all that leads to the state, whatever was decided', async () => {
    const store = await open();
    let seed = 99;
    const draw = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
      return Math.floor((seed / 2 ** 31) * below);
    };
    expect(await store.checkLedger(issueRef(7))).toEqual({ brokenAt: undefined, differs: undefined });
    for (let step = 0; step < 40; step += 1) {
      const put = Array.from({ length: draw(3) }, () =>
        reading(`comment:${draw(5)}/${draw(3)}`, draw(2), noon + draw(4)),
      );
      const unique = [...new Map(put.map((one) => [one.id, one])).values()];
      const periods = Array.from({ length: draw(4) }, (_, index) => ({ stage: 'canary', share: draw(2), from: index }));
      const suspended = draw(2) === 0 ? undefined : 'closed';
      // The store looks at nothing in a rollout but `openedAt`.
      const state = { ...rollout(draw(3)), periods, suspended } as unknown as ReturnType<typeof rollout>;
      const withdraw = draw(3) === 0 ? [`comment:${draw(5)}`] : [];
      const ledger = draw(2) === 0 ? [] : [advance, refusal].slice(draw(2));
      const made = decision({
        rollout: draw(5) === 0 ? undefined : state,
        readings: { put: unique, withdraw },
        ledger,
      });
      await decideOn(store, `d${step}`, made);
      if (draw(3) > 0) continue;
      const { brokenAt, differs = [] } = await store.checkLedger(issueRef(7));
      expect([brokenAt, differs]).toEqual([undefined, []]);
    }
  });

  it('writes nothing at all when the lease was lost', async () => {
    const store = await open();
    await store.receive(delivery('d1'));
    const lane = await claimLane(store);
    const row = await nextRow(store, lane);
    await claimLane(store, noon + leaseMs);
    const put = [reading('comment:1/0', 1)];
    const made = decision({ readings: { put, withdraw: [] }, ledger: [advance] });
    await expect(store.record(lane, row, made, noon)).rejects.toThrow('lost');
    expect(await store.load(issueRef(7))).toEqual({ rollout: undefined, readings: [] });
    expect(await store.ledger(issueRef(7))).toEqual([]);
  });

  it('keeps facts', async () => {
    const store = await open();
    expect(await store.getFact('watermark')).toBeUndefined();
    await store.putFact('watermark', '1');
    await store.putFact('watermark', '2');
    expect(await store.getFact('watermark')).toBe('2');
  });

  it('is ready when it can be written', async () => {
    const store = await open();
    await expect(store.ready()).resolves.toBeUndefined();
  });
}
