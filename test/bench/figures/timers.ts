import type { Engine } from '../../../src/adapters/database/engine.ts';
import { openStore } from '../../../src/adapters/database/open-store.ts';
import { openPostgres } from '../../../src/adapters/database/postgres.ts';
import { saveRelease } from '../../../src/adapters/database/releases.ts';
import { openSqlite } from '../../../src/adapters/database/sqlite.ts';
import { replaceTimers } from '../../../src/adapters/database/timers.ts';
import { createScheduler } from '../../../src/app/scheduler.ts';
import { dayMs, hourMs } from '../../../src/core/instant.ts';
import { issueRef, noon, rollout } from '../../adapters/database/fixtures.ts';
import { findPostgres, startPostgres } from '../../postgres.ts';
import { below, type Figure, type Measure } from '../figure.ts';
import { quietLog } from '../quiet-log.ts';
import { median } from '../sample.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const manyReleases = 10_000;
const due = 100;
const ticks = 5;

/** A tick of the scheduler that finds 100 of 10,000 open releases due. */
export const timers: Figure = {
  name: 'timers',
  async measure() {
    const measures = [await measureEngine('SQLite', () => ({ dataDir: temporaryFolder() }))];
    const programs = findPostgres();
    if (programs === undefined) return measures;
    const server = await startPostgres(programs);
    try {
      const urls = [await server.createDatabase(), await server.createDatabase()];
      const place = () => ({ dataDir: 'unused', databaseUrl: urls.pop() ?? '' });
      return [...measures, await measureEngine('PostgreSQL', place)];
    } finally {
      await server.stop();
    }
  },
};

interface Place {
  readonly dataDir: string;
  readonly databaseUrl?: string;
}

async function measureEngine(name: string, place: () => Place): Promise<Measure> {
  return {
    what: `a tick, ${due} of ${manyReleases} releases due, ${name}`,
    value: await tickTime(place(), manyReleases),
    unit: 'ms',
    reference: { what: `all of ${due * ticks} due in turn`, value: await tickTime(place(), due * ticks) },
    bar: below(1_000),
  };
}

async function tickTime(place: Place, releases: number): Promise<number> {
  await seed(place, releases);
  const store = await openStore({ ...place, log: quietLog, acceptDataLoss: true });
  const times: number[] = [];
  let now = noon;
  const clock = { now: () => now, at: () => () => {} };
  const scheduler = createScheduler({ store, clock, log: quietLog, onFired: () => {}, pollMs: undefined });
  for (let tick = 0; tick < ticks; tick += 1) {
    now = noon + tick * hourMs;
    const started = performance.now();
    await scheduler.fireDue();
    times.push(performance.now() - started);
  }
  scheduler.stop();
  await store.close();
  return median(times.sort((a, b) => a - b));
}

/** In each of the first hours 100 releases fall due; the other timers are far off. */
async function seed({ dataDir, databaseUrl }: Place, releases: number): Promise<void> {
  const engine: Engine =
    databaseUrl === undefined
      ? await openSqlite(dataDir)
      : await openPostgres(databaseUrl, quietLog, { acceptDataLoss: true });
  await engine.transact(async (trx) => {
    for (let i = 0; i < releases; i += 1) {
      const { id } = await saveRelease(trx, issueRef(i + 1), rollout(), noon);
      const hour = Math.floor(i / due);
      const firstDue = hour < ticks ? noon + hour * hourMs : noon + 7 * dayMs;
      await replaceTimers(trx, id, [
        { key: 'weekly', dueAt: firstDue },
        { key: '1-week', dueAt: noon + 14 * dayMs },
        { key: '1-month', dueAt: noon + 37 * dayMs },
      ]);
    }
  });
  await engine.close();
}
