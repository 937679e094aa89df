import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type pg from 'pg';
import { StoreFailure } from './store-failure.ts';

/** SQLSTATE codes of transactions that the server rolled back because of other ones: running again can help. */
const transient = ['40001', '40P01'];

export function isTransient(error: unknown): boolean {
  return error instanceof StoreFailure && transient.includes(codeOf(error.cause));
}

/** What the driver says, in words, when a connection breaks or none can be had. */
const connectionLost = /connection|timeout|terminat|socket|not queryable/i;

/** The same pool, with errors that say what is the matter in an operator's words. */
export function explainErrors(pool: pg.Pool): PostgresPool {
  const known = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  return {
    async connect() {
      const client = await pool.connect().catch(throwExplained);
      const before = known.get(client);
      if (before !== undefined) return before;
      const explaining = explainClient(client);
      known.set(client, explaining);
      return explaining;
    },
    end: () => pool.end(),
  };
}

function explainClient(client: pg.PoolClient): PostgresPoolClient {
  return {
    // Kysely's type has a second form, for cursors, which the store does not use.
    query: ((text: string, parameters: unknown[]) =>
      client.query(text, parameters).catch(throwExplained)) as unknown as PostgresPoolClient['query'],
    release: () => client.release(),
  };
}

function throwExplained(error: unknown): never {
  throw explain(error);
}

/** Turns what an operator can act on into `StoreFailure`; other errors stay as they are. */
function explain(error: unknown): unknown {
  if (error instanceof StoreFailure || !(error instanceof Error)) return error;
  const code = codeOf(error);
  const reason = error.message === '' ? code : error.message;
  if (code === '53100') {
    return new StoreFailure(
      'The disk of the PostgreSQL server is full. Nothing that was acknowledged is lost; make room and it goes on.',
      { code: 'full', cause: error },
    );
  }
  if (code === '25006') {
    return new StoreFailure(`The PostgreSQL server takes no writes (${reason}).`, { code: 'read-only', cause: error });
  }
  if (code === 'XX001' || code === 'XX002') {
    return new StoreFailure(`The PostgreSQL database is damaged (${reason}).`, { code: 'damaged', cause: error });
  }
  if (code === '42501' || code.startsWith('28') || code.startsWith('3D')) {
    return new StoreFailure(`The PostgreSQL server refuses: ${reason}. Look at the user and name in DATABASE_URL.`, {
      code: 'unsupported',
      cause: error,
    });
  }
  if (isUnavailable(error, code)) {
    return new StoreFailure(`The PostgreSQL server cannot be used now: ${reason}.`, {
      code: 'unavailable',
      cause: error,
    });
  }
  return error;
}

/** Lost or refused connections, shutdowns, too many clients, and statements that waited too long. */
function isUnavailable(error: Error, code: string): boolean {
  if (/^(08|53|57|58|55P03|25P03)/.test(code) || transient.includes(code)) return true;
  if (/^E[A-Z_]+$/.test(code)) return true;
  return code === '' && connectionLost.test(error.message);
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}
