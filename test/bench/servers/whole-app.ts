/** The whole app in a process of its own; asked for it, it says what memory it needs. */
import { pino } from 'pino';
import { systemClock } from '../../../src/app/system-clock.ts';
import { startApp } from '../../../src/app/wire.ts';
import { rollcall } from '../../../src/index.ts';
import { noLimits } from '../bench-github.ts';
import { runningClock } from '../running-clock.ts';
import { given, say } from './given.ts';

export interface WholeAppGiven {
  readonly githubUrl: string;
  readonly appId: number;
  readonly privateKey: string;
  readonly webhookSecret: string;
  readonly dataDir: string;
  /** Its clock can be put on. */
  readonly puttingOn?: boolean;
}

/** Asked with this it puts its clock on, settles, and says what memory it needs. */
export interface AskMemory {
  readonly putOnMs: number;
}

export interface MemoryUse {
  readonly residentMegabytes: number;
  /** After a full collection. */
  readonly heapMegabytes: number;
}

const options = await given<WholeAppGiven>();
const movable = options.puttingOn === true ? runningClock() : undefined;
const clock = movable ?? systemClock;
const app = await startApp({ ...options, clock, log: pino(), listen: rollcall, limits: noLimits });
process.on('message', ({ putOnMs }: AskMemory) => {
  movable?.advance(putOnMs);
  app
    .settle()
    .then(() => say(memoryUse()))
    .catch((error: unknown) => {
      process.stderr.write(`${error}\n`);
      process.exit(1);
    });
});
say({ webhookUrl: app.webhookUrl });

function memoryUse(): MemoryUse {
  // There with --expose-gc. Twice, because what the first run finalizes only the second one takes away.
  globalThis.gc?.();
  globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  return { residentMegabytes: rss / 2 ** 20, heapMegabytes: heapUsed / 2 ** 20 };
}
