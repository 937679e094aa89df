import type { Instant } from '../../core/instant.ts';
import type { Engine } from './engine.ts';

/** Work that one process should do for all. */
export interface Leadership {
  /**
   * Whether `owner` does the work of this name until `now + leaseMs`: nobody else does it, or no longer. It is not
   * fenced, so the work must bear being done twice.
   */
  lead(name: string, owner: string, now: Instant, leaseMs: number): Promise<boolean>;
}

export function createLeadership(engine: Engine): Leadership {
  return {
    async lead(name, owner, now, leaseMs) {
      const taken = await engine.transact((trx) =>
        trx
          .insertInto('leader')
          .values({ name, owner, until: now + leaseMs })
          .onConflict((conflict) =>
            conflict
              .column('name')
              .doUpdateSet({ owner, until: now + leaseMs })
              .where((eb) => eb.or([eb('leader.owner', '=', owner), eb('leader.until', '<=', now)])),
          )
          .returning('owner')
          .executeTakeFirst(),
      );
      return taken !== undefined;
    },
  };
}
