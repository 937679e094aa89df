import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
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
 * disk, 0.3 ms to 10 ms, and the embedded engine stands still meanwhile. Each has a savepoint of its own, so one that
 * fails takes none of the others with it. Nobody gets an answer before the commit.
 */
export function createGroupCommit(
  db: Handle,
  options: { readonly inTransaction: () => boolean; readonly onCommit: (trx: Trx) => void },
): <T>(work: (trx: Trx) => Promise<T>) => Promise<T> {
  const waiting: Job[] = [];
  let running = false;

  async function run(): Promise<void> {
    running = true;
    while (waiting.length > 0) {
      // Requests that have arrived by now get the time to queue up.
      await setImmediate();
      await commitTogether(waiting.splice(0, maxShared));
    }
    running = false;
  }

  async function commitTogether(jobs: readonly Job[]): Promise<void> {
    const answers: (() => void)[] = [];
    try {
      const trx = await db.transaction().execute(async (shared) => {
        for (const job of jobs) answers.push(await runJob(shared, job));
        return shared;
      });
      options.onCommit(trx);
    } catch (error) {
      for (const job of jobs) job.reject(error);
      return;
    }
    for (const answer of answers) answer();
  }

  /** Returns what to answer once it is committed. Throws when SQLite has given up the whole transaction. */
  async function runJob(trx: Trx, job: Job): Promise<() => void> {
    await sql`savepoint job`.execute(trx);
    try {
      const value = await job.work(trx);
      await sql`release savepoint job`.execute(trx);
      return () => job.resolve(value);
    } catch (error) {
      if (!options.inTransaction()) throw error;
      await sql`rollback to savepoint job`.execute(trx);
      await sql`release savepoint job`.execute(trx);
      return () => job.reject(error);
    }
  }

  return <T>(work: (trx: Trx) => Promise<T>) =>
    new Promise<T>((resolve, reject) => {
      // `runJob` answers with what this job's own work gave, so with a T.
      waiting.push({ work, resolve: resolve as (value: unknown) => void, reject });
      if (!running) void run();
    });
}
