/** A process that is killed at any step, and started again on the same data, ends as if it had not been killed. */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { PipelinePorts } from '../../src/app/pipeline.ts';
import { minuteMs } from '../../src/core/instant.ts';
import { onEachEngine } from './engines.ts';
import { deeds, live, recorded, timeless } from './life.ts';
import { startWorld } from './world.ts';

// On a machine that is busy with other things each of them takes many times as long.
vi.setConfig({ testTimeout: 60_000 });

type Step = 'read' | 'decided' | 'recorded' | 'attempt counted' | 'written' | 'finished';

const steps: readonly Step[] = ['read', 'decided', 'recorded', 'attempt counted', 'written', 'finished'];

/** Stops for ever at a step, once each time that it is armed. */
function createKill(at: Step) {
  let armed = false;
  let tell = () => {};
  async function pass(step: Step): Promise<void> {
    if (!armed || step !== at) return;
    armed = false;
    tell();
    await new Promise(() => {});
  }
  return {
    /** Resolves when the step has been reached. */
    arm: () =>
      new Promise<void>((resolve) => {
        armed = true;
        tell = resolve;
      }),
    between: ({ store, github }: PipelinePorts): PipelinePorts => ({
      github: {
        async read(...args) {
          const read = await github.read(...args);
          await pass('read');
          return read;
        },
        async write(...args) {
          const result = await github.write(...args);
          await pass('written');
          return result;
        },
      },
      store: {
        ...store,
        async record(...args) {
          await pass('decided');
          const effects = await store.record(...args);
          await pass('recorded');
          return effects;
        },
        async beginEffects(...args) {
          await store.beginEffects(...args);
          await pass('attempt counted');
        },
        async finishEffects(...args) {
          await store.finishEffects(...args);
          await pass('finished');
        },
      },
    }),
  };
}

let undisturbed: { readonly seen: string; readonly recorded: unknown };

beforeAll(async () => {
  const world = await startWorld();
  await live(world);
  undisturbed = { seen: timeless(world), recorded: await recorded(world) };
  await world.end();
});

onEachEngine((newDatabase) => {
  describe('killed each time that something happens', () => {
    it.each(steps)('after the step: %s', async (step) => {
      const kill = createKill(step);
      const world = await startWorld({ app: { between: kill.between, ...(await newDatabase()) } });
      let killed = 0;
      const { settle } = world;
      let reached = Promise.resolve();
      const dying = {
        ...world,
        get app() {
          return world.app;
        },
        async settle() {
          const died = await Promise.race([settle().then(() => false), reached.then(() => true)]);
          if (!died) return;
          killed += 1;
          await world.abandonApp();
          await world.startApp();
          await settle();
        },
      };
      await live(dying, () => {
        reached = kill.arm();
      });
      expect(killed).toBe(deeds.length + 1);
      for (let round = 0; round < 4; round += 1) await world.wait(5 * minuteMs);
      expect(timeless(world)).toBe(undisturbed.seen);
      expect(await recorded(world)).toEqual(undisturbed.recorded);
      await world.end();
    });
  });
});
