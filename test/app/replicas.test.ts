import { it } from 'vitest';
import { onPostgres } from './engines.ts';
import { shareLoad } from './share-load.ts';

onPostgres((server) => {
  it('three processes decide on each event once and in order, though one of them dies', async () => {
    await shareLoad(await server().createDatabase(), 500);
  }, 60_000);
});
