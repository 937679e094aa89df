/** What falls due while nobody is there, and on a machine whose clock is wrong. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { dayMs, hourMs } from '../../src/core/instant.ts';
import type { Clock } from '../../src/ports.ts';
import type { Issue } from '../../src/sandbox/github/state/world.ts';
import { botComments, startWorld, type World } from './world.ts';

let world: World;
let issue: Issue;

beforeEach(async () => {
  world = await startWorld();
  issue = world.openPlan();
  await world.settle();
  world.as('product-manager').comment(issue, '/advance canary');
  await world.settle();
});
afterEach(() => world.end());

function weeklies(): readonly string[] {
  return botComments(issue).filter((text) => text.startsWith('### Week '));
}

/** The world's clock, wrong by so much. */
function wrongBy(ms: number): Clock {
  const { clock } = world.github;
  return { now: () => clock.now() + ms, at: (at, callback) => clock.at(at - ms, callback) };
}

/** Nobody is there until the day before the first weekly update. */
async function skipToDayBefore(): Promise<void> {
  await world.stopApp();
  world.github.clock.set(Date.parse('2021-03-07T12:00:00Z'));
  await world.startApp();
  await world.settle();
  expect(weeklies()).toHaveLength(0);
}

it.each([
  ['an hour', hourMs],
  ['nine days', 9 * dayMs],
  ['a month', 30 * dayMs],
])('tells one weekly update after it was away at its time, and for %s more', async (_what, awayMs) => {
  await skipToDayBefore();
  await world.stopApp();
  world.github.clock.advance(dayMs + awayMs);
  await world.startApp();
  await world.settle();
  expect(weeklies()).toHaveLength(1);
  await world.stopApp();
  await world.startApp();
  await world.settle();
  expect(weeklies()).toHaveLength(1);
});

it.each([
  ['slow', -2 * hourMs],
  ['fast', 2 * hourMs],
])('tells a weekly update once when the clock is two hours %s after a restart', async (_what, offMs) => {
  await skipToDayBefore();
  const { timerAt = 0 } = await world.app.nextWake();
  await world.wait(timerAt - world.github.clock.now());
  expect(weeklies()).toHaveLength(1);
  await world.stopApp();
  await world.startApp({ clock: wrongBy(offMs) });
  await world.settle();
  await world.wait(4 * hourMs);
  expect(weeklies()).toHaveLength(1);
  await world.stopApp();
  await world.startApp();
  await world.wait(4 * hourMs);
  expect(weeklies()).toHaveLength(1);
});
