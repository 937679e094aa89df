/** What must be true all the time, looked at while it happens. */

import { laneKey } from '../../src/adapters/database/lanes.ts';
import type { OpenStore } from '../../src/adapters/database/open-store.ts';

export interface Watch {
  /** The store of one process, watched. */
  over(base: OpenStore, process: string): OpenStore;
  /** A webhook was answered with 2xx, as one that is in the inbox. */
  acknowledged(deliveryId: string): void;
  /** Of what was acknowledged, all must be there whatever has just died. */
  checkAcknowledged(when: string): Promise<void>;
  readonly wrong: string[];
}

export function createWatch(base: OpenStore): Watch {
  const wrong: string[] = [];
  const promised = new Set<string>();
  /** Sequence number of each lane's last decision. */
  const decided = new Map<string, number>();

  function over(store: OpenStore, process: string): OpenStore {
    const loaded = new Map<string, unknown>();
    return {
      ...store,
      async load(issue) {
        const state = await store.load(issue);
        loaded.set(laneKey(issue.repositoryId, issue.number), state.rollout);
        return state;
      },
      async record(lane, row, decision, now) {
        const before = (await store.load(row.issue)).rollout;
        const effects = await store.record(lane, row, decision, now);
        const after = (await store.load(row.issue)).rollout;
        const isFirst = (decided.get(lane.key) ?? 0) < row.seq;
        if (!same(before, after) && !same(before, loaded.get(lane.key))) {
          wrong.push(`${process} decided on ${row.deliveryId} by a state that was no longer so`);
        }
        if (!same(before, after) && !isFirst) wrong.push(`${row.deliveryId} was decided on out of order`);
        if (isFirst) decided.set(lane.key, row.seq);
        return effects;
      },
    };
  }

  async function checkAcknowledged(when: string): Promise<void> {
    for (const id of await base.unknownDeliveries([...promised])) {
      promised.delete(id);
      wrong.push(`delivery ${id} was acknowledged and is lost (${when})`);
    }
  }

  return { over, acknowledged: (id) => promised.add(id), checkAcknowledged, wrong };
}

function same(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
