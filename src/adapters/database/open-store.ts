import type { Store } from '../../ports.ts';
import { type Arrivals, createArrivals } from './arrivals.ts';
import { createEffects } from './effects.ts';
import type { Engine, Log } from './engine.ts';
import { createFacts } from './facts.ts';
import { createInbox } from './inbox.ts';
import { createLanes } from './lanes.ts';
import { createLeadership, type Leadership } from './leadership.ts';
import { createLedger } from './ledger.ts';
import { createOwnWork } from './own-work.ts';
import { isPostgresUrl, openPostgres } from './postgres.ts';
import { createQueue, type Queue } from './queue.ts';
import { createRecord } from './record.ts';
import { createReleases } from './releases.ts';
import { openSqlite } from './sqlite.ts';
import { StoreFailure } from './store-failure.ts';
import { createTimers } from './timers.ts';

export interface StoreOptions {
  /** `postgres://…`; without it an embedded database is kept in `dataDir`. */
  readonly databaseUrl?: string | undefined;
  readonly dataDir: string;
  readonly log: Log;
  /** For tests on a throw-away PostgreSQL server only: accept one that may lose what it acknowledged. */
  readonly acceptDataLoss?: boolean;
}

export type OpenStore = Store &
  Arrivals &
  Leadership &
  Queue &
  Pick<ReturnType<typeof createLedger>, 'checkLedger'> & {
    readonly engine: Engine['kind'];
    /** Calls back when work has come in. It is a hint: it may come late, twice or not at all, so poll as well. */
    onWork(callback: () => void): void;
    /** Resolves when the database takes a write now; rejects with `StoreFailure` otherwise. */
    ready(): Promise<void>;
  };

/** Opens the store, made ready for this version. Throws `StoreFailure` with a message for the operator. */
export async function openStore(options: StoreOptions): Promise<OpenStore> {
  const engine = await openEngine(options);
  options.log.info({ engine: engine.kind }, 'store is open');
  return storeOn(engine);
}

/** The store's parts, all on one engine whose schema is this version's. */
export function storeOn(engine: Engine): OpenStore {
  const facts = createFacts(engine);
  return {
    ...createInbox(engine),
    ...createArrivals(engine),
    ...createLeadership(engine),
    ...createLanes(engine),
    ...createReleases(engine),
    ...createRecord(engine),
    ...createEffects(engine),
    ...createOwnWork(engine),
    ...createQueue(engine),
    ...createTimers(engine),
    ...createLedger(engine),
    ...facts,
    engine: engine.kind,
    onWork: engine.onWork,
    ready: () => facts.putFact('ready', 'yes'),
    close: engine.close,
  };
}

async function openEngine(options: StoreOptions): Promise<Engine> {
  const { databaseUrl, dataDir, log, acceptDataLoss = false } = options;
  if (databaseUrl === undefined || databaseUrl === '') return await openSqlite(dataDir);
  if (isPostgresUrl(databaseUrl)) return await openPostgres(databaseUrl, log, { acceptDataLoss });
  throw new StoreFailure(
    'DATABASE_URL must begin with postgres:// or postgresql://. Leave it out to keep an embedded database on disk.',
    { code: 'unsupported' },
  );
}
