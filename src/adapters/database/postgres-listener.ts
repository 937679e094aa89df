import pg from 'pg';
import type { Log } from './engine.ts';

const reconnectMs = 2000;

/**
 * Calls back when any process announces work. It holds a connection of its own and takes a new one when that breaks;
 * meanwhile polling finds the work. Resolves when it hears, or after the first try failed.
 */
export async function listen(url: string, onNotice: () => void, log: Log): Promise<{ close(): Promise<void> }> {
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  async function connect(): Promise<void> {
    const candidate = new pg.Client({ connectionString: url, application_name: 'rollcall listen', keepAlive: true });
    client = candidate;
    candidate.on('error', (error) => lose(candidate, error));
    candidate.on('end', () => lose(candidate, undefined));
    candidate.on('notification', onNotice);
    try {
      await candidate.connect();
      await candidate.query('listen rollcall_work');
      // Something may have been announced while nobody listened.
      onNotice();
    } catch (error) {
      lose(candidate, error);
    }
  }

  function lose(lost: pg.Client, error: unknown): void {
    if (closed || client !== lost) return;
    client = undefined;
    log.warn({ err: error }, 'not hearing of new work from other processes; polling until the database is back');
    lost.end().catch(() => undefined);
    timer = setTimeout(() => void connect(), reconnectMs).unref();
  }

  await connect();
  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      await client?.end().catch(() => undefined);
    },
  };
}
