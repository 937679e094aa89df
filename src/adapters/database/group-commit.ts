import { setImmediate } from 'node:timers/promises';
import type { Handle, Trx } from './schema.ts';

/** So many transactions share one commit at most: none of them waits long for the others. */
const maxShared = 64;

interface Job {
  readonly work: (trx: Trx) => Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Runs transactions one after the other and commits together those that wait at the same moment. A commit waits for the
 * disk, 0.3 ms to 10 ms, and the embedded engine stands still meanwhile. When one of them fails each is run again in a
 * transaction of its own, so that it takes none of the others with it. Nobody gets an answer before the commit.
 */
export function createGroupCommit(
  db: Handle,
  onCommit: (trx: Trx) => void,
): <T>(work: (trx: Trx) => Promise<T>) => Promise<T> {
  const waiting: Job[] = [];
  let running = false;

  async function run(): Promise<void> {
    running = true;
    // Requests that have arrived by now get the time to queue up. Later ones do so while a commit waits for the disk.
    await setImmediate();
    while (waiting.length > 0) {
      const jobs = waiting.splice(0, maxShared);
      if (await commitTogether(jobs)) continue;
      for (const job of jobs) await commitAlone(job);
    }
    running = false;
  }

  /** False when nothing of it was committed. */
  async function commitTogether(jobs: readonly Job[]): Promise<boolean> {
    if (jobs.length < 2) return false;
    try {
      const values: unknown[] = [];
      await commit(async (trx) => {
        for (const job of jobs) values.push(await job.work(trx));
      });
      for (const [i, job] of jobs.entries()) job.resolve(values[i]);
      return true;
    } catch {
      return false;
    }
  }

  async function commitAlone({ work, resolve, reject }: Job): Promise<void> {
    await commit(work).then(resolve, reject);
  }

  async function commit<T>(work: (trx: Trx) => Promise<T>): Promise<T> {
    const [trx, value] = await db.transaction().execute(async (trx) => [trx, await work(trx)] as const);
    onCommit(trx);
    return value;
  }

  return <T>(work: (trx: Trx) => Promise<T>) =>
    new Promise<T>((resolve, reject) => {
      // `commit` answers with what this job's own work gave, so with a T.
      waiting.push({ work, resolve: resolve as (value: unknown) => void, reject });
      if (!running) void run();
    });
}
