import type { Store } from '../../ports.ts';
import type { Engine } from './engine.ts';

export function createFacts(engine: Engine): Pick<Store, 'getFact' | 'putFact'> {
  async function getFact(key: string): Promise<string | undefined> {
    const fact = await engine.db.selectFrom('fact').select('value').where('key', '=', key).executeTakeFirst();
    // JSON, because PostgreSQL's text cannot hold every character: `putFact` wrote it from a string.
    return fact === undefined ? undefined : (JSON.parse(fact.value) as string);
  }

  async function putFact(key: string, text: string): Promise<void> {
    const value = JSON.stringify(text);
    await engine.transact((trx) =>
      trx
        .insertInto('fact')
        .values({ key, value })
        .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
        .execute(),
    );
  }

  return { getFact, putFact };
}
