import { sql } from 'kysely';
import type { Instant } from '../../core/instant.ts';
import type { Engine } from './engine.ts';

export interface Queue {
  /** What waits to be worked on. */
  queue(): Promise<QueueState>;
}

export interface QueueState {
  readonly events: number;
  readonly effects: number;
  /** When the oldest of it came in; undefined when nothing waits. */
  readonly oldestAt: Instant | undefined;
}

export function createQueue(engine: Engine): Queue {
  async function count(table: 'inbox' | 'effect', state: string): Promise<number> {
    const row = await engine.db
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where(sql.ref('state'), '=', sql.lit(state))
      .executeTakeFirstOrThrow();
    return Number(row.count);
  }

  return {
    async queue() {
      const lane = await engine.db
        .selectFrom('lane')
        .select((eb) => eb.fn.min('waiting_since').as('at'))
        .where('waiting_since', 'is not', null)
        .executeTakeFirst();
      const [events, effects] = [await count('inbox', 'ready'), await count('effect', 'pending')];
      return { events, effects, oldestAt: lane?.at ?? undefined };
    },
  };
}
