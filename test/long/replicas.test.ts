import { it } from 'vitest';
import { onPostgres } from '../app/engines.ts';
import { shareLoad } from '../app/share-load.ts';

onPostgres((server) => {
  it('three processes decide on each of 5,000 events once and in order, though one of them dies', async () => {
    await shareLoad(await server().createDatabase(), 5_000);
  }, 600_000);
});
