import type { Instant } from '../../core/instant.ts';
import type { Engine } from './engine.ts';
import { inBatches } from './in-batches.ts';

/** A delivery that was looked at and put aside. */
export interface PutAside {
  readonly deliveryId: string;
  readonly event: string;
  /** Why. */
  readonly outcome: string;
  readonly receivedAt: Instant;
}

/** What has arrived here, whether it went into the inbox or not. */
export interface Arrivals {
  /** Remembers deliveries that were put aside, so that GitHub is not asked for them again. */
  rememberPutAside(deliveries: readonly PutAside[]): Promise<void>;
  /** Drops what was put aside before a moment. */
  forgetPutAside(before: Instant): Promise<void>;
  /** Drops what is left of looks at issues that were done before a moment: there are some for each release every day. */
  forgetSyncs(before: Instant): Promise<void>;
  /** Of deliveries' ids, those that never arrived. */
  unknownDeliveries(ids: readonly string[]): Promise<readonly string[]>;
  /** Of events' meanings, those that never arrived, under whatever id. */
  unknownMeanings(meanings: readonly string[]): Promise<readonly string[]>;
}

export function createArrivals(engine: Engine): Arrivals {
  async function known(table: 'inbox' | 'seen_delivery', ids: readonly string[]): Promise<readonly string[]> {
    const rows = await engine.db.selectFrom(table).select('delivery_id').where('delivery_id', 'in', ids).execute();
    return rows.map((row) => row.delivery_id);
  }

  return {
    async rememberPutAside(deliveries) {
      if (deliveries.length === 0) return;
      await engine.transact(async (trx) => {
        for (const batch of inBatches(deliveries)) {
          await trx
            .insertInto('seen_delivery')
            .values(
              batch.map(({ deliveryId, event, outcome, receivedAt }) => ({
                delivery_id: deliveryId,
                event,
                outcome,
                received_at: receivedAt,
              })),
            )
            .onConflict((conflict) => conflict.doNothing())
            .execute();
        }
      });
    },
    async forgetPutAside(before) {
      await engine.transact((trx) => trx.deleteFrom('seen_delivery').where('received_at', '<', before).execute());
    },
    async forgetSyncs(before) {
      await engine.transact(async (trx) => {
        const done = trx
          .selectFrom('inbox')
          .select('seq')
          .where('delivery_id', 'like', 'sync:%')
          .where('state', '=', 'done')
          .where('received_at', '<', before);
        await trx
          .deleteFrom('effect')
          .where('inbox_seq', 'in', done)
          .where('state', '!=', 'pending')
          .where('sweep_at', 'is', null)
          .execute();
        await trx
          .deleteFrom('inbox')
          .where('seq', 'in', done)
          .where('seq', 'not in', trx.selectFrom('effect').select('inbox_seq'))
          .execute();
      });
    },
    async unknownDeliveries(ids) {
      const unknown = new Set(ids);
      for (const batch of inBatches([...unknown])) {
        for (const id of await known('inbox', batch)) unknown.delete(id);
        for (const id of await known('seen_delivery', batch)) unknown.delete(id);
      }
      return [...unknown];
    },
    async unknownMeanings(meanings) {
      const unknown = new Set(meanings);
      for (const batch of inBatches([...unknown])) {
        const rows = await engine.db.selectFrom('inbox').select('meaning').where('meaning', 'in', batch).execute();
        for (const row of rows) if (row.meaning !== null) unknown.delete(row.meaning);
      }
      return [...unknown];
    },
  };
}
