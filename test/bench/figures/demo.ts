import { once } from 'node:events';
import { startProgram } from '../child.ts';
import { below, type Figure } from '../figure.ts';
import { scriptWords } from '../script-words.ts';

/** `npm run demo`, two months of release time. */
export const demo: Figure = {
  name: 'demo',
  async measure() {
    const started = performance.now();
    const child = startProgram(scriptWords('demo'), {});
    await once(child, 'exit');
    const value = (performance.now() - started) / 1000;
    if (child.exitCode !== 0) process.stderr.write(`The demo ended with ${child.exitCode}: look at npm run demo.\n`);
    return [{ what: 'the demo, start included', value, unit: 's', bar: below(20) }];
  },
};
