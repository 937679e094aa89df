/** Whatever goes wrong on the way, a release ends as it does when nothing goes wrong: same state, same comments. */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { AppOptions } from '../../src/app/wire.ts';
import { hourMs, minuteMs } from '../../src/core/instant.ts';
import type { FaultSwitch } from '../../src/sandbox/github/faults.ts';
import { onEachEngine } from './engines.ts';
import { live, recorded, timeless } from './life.ts';
import { startWorld, type World } from './world.ts';

// On a machine that is busy with other things each of them takes many times as long.
vi.setConfig({ testTimeout: 60_000 });

let undisturbed: { readonly seen: string; readonly recorded: unknown };

beforeAll(async () => {
  undisturbed = await liveThrough({}, () => {});
});

async function liveThrough(app: Partial<AppOptions>, disturb: (world: World, deed: string) => Promise<void> | void) {
  const world = await startWorld({ app });
  try {
    await live(world, (deed) => disturb(world, deed));
    world.github.faults.switchOff();
    // Time for what is delayed or missing, for the sweep and for the hourly look.
    for (let round = 0; round < 4; round += 1) await world.wait(5 * minuteMs);
    await world.wait(hourMs);
    await world.wait(minuteMs);
    expect([world.github.unknownRoutes, world.github.unmodelled]).toEqual([[], []]);
    return { seen: timeless(world), recorded: await recorded(world) };
  } finally {
    await world.end();
  }
}

it('opens no second checklist when GitHub answers from before the first one was there', async () => {
  const world = await startWorld();
  const issue = world.openPlan();
  const talk = world.as('designer').comment(issue, 'When do we begin?');
  await world.settle();
  world.as('product-manager').comment(issue, '/advance canary');
  world.github.faults.switchOn({ reads: 'stale', next: 2 });
  await world.settle();
  expect(issue.subIssues).toHaveLength(1);
  world.as('designer').deleteComment(talk);
  await world.settle();
  expect(issue.subIssues).toHaveLength(1);
  await world.end();
});

type FaultRow = readonly [what: string, fault: FaultSwitch];

/** What comes out of the usual order, or twice: there the store decides. */
const faultsOfOrder: readonly FaultRow[] = [
  ['its webhook comes twice', { deliveries: 'duplicate', next: 1 }],
  ['its webhook comes three minutes late', { deliveries: 'delayed', byMinutes: 3, next: 1 }],
  ['its webhook waits for another to overtake it', { deliveries: 'reordered', next: 1 }],
  ['its webhook fails', { deliveries: 'dropped', next: 1 }],
  ['its webhook is lost, and GitHub calls it delivered', { deliveries: 'lost', next: 1 }],
  ['the first write is done and its answer is lost', { writes: 'fail-after', next: 1 }],
  ['the first three writes are done and their answers are lost', { writes: 'fail-after', next: 3 }],
  ['the first read is of an earlier moment', { reads: 'stale', next: 1 }],
  ['four documents fail in part', { graphql: 'partial', next: 4 }],
];

/** What GitHub refuses or does in part: the store has no part in it. With PostgreSQL `npm run test:long` tries them. */
const faultsOfRequests: readonly FaultRow[] = [
  ['the first request fails', { requests: 'fail', next: 1 }],
  ['the first four requests fail', { requests: 'fail', next: 4 }],
  ['the first write fails', { writes: 'fail-before', next: 1 }],
  ['the first write meets the secondary limit', { writes: 'secondary-limit', retryAfterSeconds: 90, next: 1 }],
  ['the first write is one too many', { writes: 'too-many', retryAfterSeconds: 30, next: 1 }],
  ['the first request meets a limit', { requests: 'too-many', retryAfterSeconds: 120, next: 1 }],
  ['the first document fails in part', { graphql: 'partial', next: 1 }],
  ['two documents fail in part', { graphql: 'partial', next: 2 }],
  ['the comment of the answer fails alone', { graphql: 'partial', field: 'addComment', next: 2 }],
];

onEachEngine((newDatabase, engine) => {
  describe('each time that something happens', () => {
    it.each(
      engine === 'PostgreSQL' && process.env['LONG'] !== '1' ? faultsOfOrder : [...faultsOfOrder, ...faultsOfRequests],
    )('%s', async (_what, fault) => {
      const disturbed = await liveThrough(await newDatabase(), async (world) => {
        world.github.faults.switchOff();
        // What was late or lost before must not meet what comes now; and only a clock that goes on tells what is stale.
        if (fault.deliveries !== undefined) await world.wait(5 * minuteMs);
        if (fault.reads !== undefined) world.github.clock.advance(minuteMs);
        world.github.faults.switchOn(fault);
      });
      expect(disturbed.seen).toBe(undisturbed.seen);
      expect(disturbed.recorded).toEqual(undisturbed.recorded);
    });
  });
});
