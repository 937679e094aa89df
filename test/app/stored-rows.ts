import { join } from 'node:path';
import Database from 'libsql';
import pg from 'pg';
import type { World } from './world.ts';

/** What the statement finds in the world's database, on whichever engine it is. It must say what its rows are. */
export async function storedRows<Row>({ databaseUrl, dataDir }: World, statement: string): Promise<readonly Row[]> {
  if (databaseUrl === undefined) {
    const db = new Database(join(dataDir, 'rollcall.db'), { readonly: true });
    try {
      return db.prepare(statement).all() as readonly Row[];
    } finally {
      db.close();
    }
  }
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query(statement);
    return rows as readonly Row[];
  } finally {
    await client.end();
  }
}
