import type { Store } from '../../ports.ts';
import { createEffects } from './effects.ts';
import type { Engine, Log } from './engine.ts';
import { createFacts } from './facts.ts';
import { createInbox } from './inbox.ts';
import { createLanes } from './lanes.ts';
import { createLedger } from './ledger.ts';
import { createRecord } from './record.ts';
import { createReleases } from './releases.ts';
import { openSqlite } from './sqlite.ts';
import { createTimers } from './timers.ts';

export interface StoreOptions {
  /** `postgres://…`; without it an embedded database is kept in `dataDir`. */
  readonly databaseUrl?: string | undefined;
  readonly dataDir: string;
  readonly log: Log;
}

export type OpenStore = Store &
  Pick<ReturnType<typeof createLedger>, 'checkLedger'> & {
    readonly engine: Engine['kind'];
    /** Calls back when work has come in. It is a hint: it may come late, twice or not at all, so poll as well. */
    onWork(callback: () => void): void;
    /** Resolves when the database takes a write now; rejects with `StoreFailure` otherwise. */
    ready(): Promise<void>;
  };

/** Opens the store, made ready for this version. Throws `StoreFailure` with a message for the operator. */
export async function openStore(options: StoreOptions): Promise<OpenStore> {
  const engine = await openSqlite(options.dataDir);
  options.log.info({ engine: engine.kind }, 'store is open');
  const facts = createFacts(engine);
  return {
    ...createInbox(engine),
    ...createLanes(engine),
    ...createReleases(engine),
    ...createRecord(engine),
    ...createEffects(engine),
    ...createTimers(engine),
    ...createLedger(engine),
    ...facts,
    engine: engine.kind,
    onWork: engine.onWork,
    ready: () => facts.putFact('ready', 'yes'),
    close: engine.close,
  };
}
