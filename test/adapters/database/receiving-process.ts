/** A process of its own for tests: receives deliveries as fast as it can and prints each id when it is acknowledged. */
import { writeSync } from 'node:fs';
import { openStore } from '../../../src/adapters/database/open-store.ts';
import { delivery } from './fixtures.ts';

const [dataDir = '', prefix = '', databaseUrl] = process.argv.slice(2);
const log = { info: () => {}, warn: () => {}, error: () => {} };
const store = await openStore({ dataDir, databaseUrl, log, acceptDataLoss: true });
writeSync(1, 'open\n');
for (let count = 0; ; count += 1) {
  const id = `${prefix}-${count}`;
  await store.receive(delivery(id, { number: (count % 3) + 1 }));
  writeSync(1, `${id}\n`);
}
