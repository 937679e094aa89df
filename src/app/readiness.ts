import type { OpenStore } from '../adapters/database/open-store.ts';
import type { Page } from '../adapters/web/server.ts';
import type { Clock } from '../ports.ts';

/** `GET /readyz`: 200 when the database takes a write, and what waits there. A long queue alone is no reason to be taken out. */
export async function readiness(store: Pick<OpenStore, 'ready' | 'queue'>, clock: Pick<Clock, 'now'>): Promise<Page> {
  try {
    await store.ready();
    const { events, effects, oldestAt } = await store.queue();
    const oldestSeconds = oldestAt === undefined ? 0 : Math.round(Math.max(0, clock.now() - oldestAt) / 1000);
    return page(200, { database: 'ok', queue: { events, effects, oldestSeconds } });
  } catch {
    return page(503, { database: 'does not answer' });
  }
}

function page(status: number, body: object): Page {
  return { status, type: 'application/json', body: `${JSON.stringify(body)}\n` };
}
