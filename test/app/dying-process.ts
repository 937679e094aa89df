/**
 * The app in a process of its own that kills itself with -9. A line on its input names the step after which it does so the
 * next time; it is answered when that is known. The other argument is by how much its clock is fast, in milliseconds.
 */
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { pino } from 'pino';
import { readEnv } from '../../src/app/env.ts';
import type { PipelinePorts } from '../../src/app/pipeline.ts';
import { startApp } from '../../src/app/wire.ts';
import { rollcall } from '../../src/index.ts';

const fastMs = Number(process.argv[2] ?? 0);
let dieAfter: string | undefined;

/** Where the process may die, in the order in which an event passes them. */
function pass(step: string): void {
  if (step === dieAfter) process.kill(process.pid, 'SIGKILL');
}

function between({ store, github }: PipelinePorts): PipelinePorts {
  return {
    github: {
      async read(...args) {
        const read = await github.read(...args);
        pass('read');
        return read;
      },
      async write(...args) {
        const result = await github.write(...args);
        pass('written');
        return result;
      },
    },
    store: {
      ...store,
      async record(...args) {
        pass('decided');
        const effects = await store.record(...args);
        pass('recorded');
        return effects;
      },
      async beginEffects(...args) {
        await store.beginEffects(...args);
        pass('attempt counted');
      },
      async finishEffects(...args) {
        await store.finishEffects(...args);
        pass('finished');
      },
    },
  };
}

const app = await startApp({
  ...readEnv(process.env),
  acceptDataLoss: true,
  log: pino({ level: 'silent' }),
  clock: {
    now: () => Date.now() + fastMs,
    at(at, callback) {
      const timer = setTimeout(callback, Math.max(0, Math.min(at - fastMs - Date.now(), 86_400_000)));
      return () => clearTimeout(timer);
    },
  },
  between,
  observe({ operation, status }) {
    if (operation === 'RollcallCreate' && status === 200) pass('created');
    if (operation === 'RollcallFlip' && status === 200) pass('flipped');
  },
  listen: (intake, now) =>
    rollcall(
      {
        async receive(webhook) {
          const outcome = await intake.receive(webhook);
          if (outcome === 'accepted') pass('taken in');
          return outcome;
        },
      },
      now,
    ),
});
createInterface({ input: process.stdin }).on('line', (line) => {
  dieAfter = line;
  writeSync(1, `${JSON.stringify({ msg: 'armed' })}\n`);
});
process.once('SIGTERM', () => app.stop().then(() => process.exit(0)));
writeSync(1, `${JSON.stringify({ msg: 'ready', port: app.port })}\n`);
