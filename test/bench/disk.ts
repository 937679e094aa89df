import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { median, timed } from './sample.ts';
import { temporaryFolder } from './temporary-folder.ts';

const runs = 100;

/** Milliseconds until a page is on the disk: no durable answer can be faster. */
export async function diskMs(): Promise<number> {
  const file = openSync(join(temporaryFolder(), 'page'), 'w');
  const page = Buffer.alloc(4096, 1);
  const times = await timed(runs, () => {
    writeSync(file, page, 0, page.length, 0);
    fsyncSync(file);
  });
  closeSync(file);
  return median(times);
}
