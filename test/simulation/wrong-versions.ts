/** Versions of the protocol that each do without one protection. What takes it away stands between the real parts. */
import type { Lane } from '../../src/ports.ts';
import type { Without } from './simulate.ts';

/** Says that a webhook is in the inbox before it is. */
export const acknowledgeBeforeCommit: Without = {
  inProcess: (store) => ({
    ...store,
    async receive(delivery) {
      store.receive(delivery).catch(() => {});
      return 'accepted';
    },
  }),
};

/** Lets every worker commit what it has decided, also one whose lane is another's by now. */
export const withoutFence: Without = {
  inStore(store, simulated) {
    const unfenced =
      <Rest extends readonly unknown[], Result>(write: (lane: Lane, ...rest: Rest) => Result) =>
      (lane: Lane, ...rest: Rest) =>
        write({ ...lane, fence: simulated.fenceOf(lane.key) }, ...rest);
    return {
      ...store,
      record: unfenced((lane, row, ...rest) => {
        simulated.reopen(lane.key, row.seq);
        return store.record(lane, row, ...rest);
      }),
      fail: unfenced(store.fail),
      beginEffects: unfenced(store.beginEffects),
      finishEffects: unfenced(store.finishEffects),
    };
  },
};

/** No comment that is posted once can be found again: its marker is made worthless on its way. */
export const withoutMarkers: Without = {
  inRequests: (variables) =>
    JSON.parse(JSON.stringify(variables).replaceAll('<!-- rollcall:1 once=', '<!-- nobody:1 once=')),
};

/** Never looks for what got through late. */
export const withoutSweep: Without = {
  inStore: (store) => ({ ...store, dueSweeps: async () => [] }),
};
