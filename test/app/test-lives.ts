import fc from 'fast-check';
import { it } from 'vitest';
import { checkAtRest, comeToRest } from './at-rest.ts';
import type { NewDatabase } from './engines.ts';
import { anyDeed, type Deed, doDeed } from './random-deeds.ts';
import { startWorld } from './world.ts';

/**
 * Tries so many lives of a release: the whole app against the sandbox, with people who do what they like, a GitHub that
 * fails, and a process that dies. fast-check prints the seed of a failure and the shortest life that shows it.
 */
export function testLives(runs: number, newDatabase: NewDatabase): void {
  it('keeps its promises, whatever people, GitHub and the machine do', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyDeed, { minLength: 10, maxLength: 40, size: 'max' }), async (deeds) => {
        const world = await startWorld({ app: await newDatabase() });
        try {
          const tracking = world.openPlan();
          await world.settle();
          for (const deed of deeds) await doDeed(world, tracking, deed);
          // A request of a killed process may get through later, and an old answer does not have what was just made.
          await comeToRest(world, deeds.some(({ deed }) => deed === 'kill') || deeds.some(isStale));
          await checkAtRest(world, tracking);
        } finally {
          await world.end();
        }
      }),
      { numRuns: runs },
    );
  }, 1_800_000);
}

function isStale(deed: Deed): boolean {
  return deed.deed === 'fault' && deed.fault.reads !== undefined;
}
