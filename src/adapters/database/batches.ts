import { setImmediate } from 'node:timers/promises';

/** So many are run together at most: none of them waits long for the others. */
const most = 64;

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Runs together what is asked for at the same moment, one batch after the other; `run` gives a result for each item, in
 * their order. When a batch fails each of its items is run again by itself, so that it takes none of the others with it,
 * and nobody else waits for that.
 */
export function createBatches<Item, Result>(
  run: (items: readonly Item[]) => Promise<readonly Result[]>,
): (item: Item) => Promise<Result> {
  const waiting: Waiting<Item, Result>[] = [];
  let running = false;

  async function runAll(): Promise<void> {
    running = true;
    // Requests that have arrived by now get the time to queue up. Later ones do so while a batch is under way.
    await setImmediate();
    while (waiting.length > 0) await runTogether(waiting.splice(0, most));
    running = false;
  }

  async function runTogether(batch: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await run(batch.map(({ item }) => item));
      for (const [i, result] of results.entries()) batch[i]?.resolve(result);
    } catch (error) {
      if (batch.length === 1) batch[0]?.reject(error);
      else for (const one of batch) void runTogether([one]);
    }
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!running) void runAll();
    });
}
