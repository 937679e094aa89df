import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dayMs, minuteMs } from '../../src/core/instant.ts';
import type { Issue } from '../../src/sandbox/github/state/world.ts';
import { botComments, labelsOf, startWorld, type World } from './world.ts';

let world: World;
let issue: Issue;

beforeEach(async () => {
  world = await startWorld();
  issue = world.openPlan();
  await world.settle();
});
afterEach(() => world.end());

function redeliveries(): number {
  return world.github.deliveries.filter((delivery) => delivery.redelivery).length;
}

function listings(): number {
  return world.github.requests.filter((request) => request.path === '/app/hook/deliveries').length;
}

describe('a delivery that never arrived', () => {
  it('is asked for at the start when it failed while the app was away', async () => {
    await world.stopApp();
    world.as('product-manager').comment(issue, '/advance canary');
    await world.github.quiet();
    world.github.clock.advance(2 * minuteMs);
    await world.startApp();
    await world.settle();
    expect(labelsOf(issue)).toContain('stage: canary');
    expect(redeliveries()).toBe(1);
  });

  it('is asked for within five minutes, also when GitHub calls it delivered', async () => {
    world.github.faults.switchOn({ deliveries: 'lost', next: 1 });
    world.as('product-manager').comment(issue, '/advance canary');
    await world.settle();
    expect(labelsOf(issue)).toContain('stage: planning');
    await world.wait(5 * minuteMs);
    expect(labelsOf(issue)).toContain('stage: canary');
    expect(redeliveries()).toBe(1);
  });

  it('is asked for five times and then given up', async () => {
    world.github.sendWebhooksTo(undefined);
    world.as('product-manager').comment(issue, '/advance canary');
    for (let round = 0; round < 8; round += 1) await world.wait(5 * minuteMs);
    expect(redeliveries()).toBe(5);
  });

  it('is asked for again sixty at a time, oldest first, and nothing is asked for twice', async () => {
    const other = world.as('designer').openIssue(world.repository, { title: 'Something else' });
    await world.settle();
    await world.stopApp();
    for (let count = 0; count < 100; count += 1) world.as('visitor').comment(other, `Question ${count}`);
    world.as('product-manager').comment(issue, '/advance canary');
    await world.github.quiet();
    world.github.clock.advance(2 * minuteMs);
    await world.startApp();
    await world.settle();
    expect(redeliveries()).toBe(60);
    await world.wait(minuteMs);
    expect(redeliveries()).toBe(101);
    expect(labelsOf(issue)).toContain('stage: canary');
  });
});

it('does not ask again for what it has put aside, nor for its own echo', async () => {
  world.as('designer').openIssue(world.repository, { title: 'Something else' });
  world.as('product-manager').comment(issue, '/advance canary');
  await world.settle();
  const before = listings();
  await world.wait(10 * minuteMs);
  await world.stopApp();
  await world.startApp();
  await world.settle();
  expect(listings()).toBeGreaterThan(before);
  expect(redeliveries()).toBe(0);
});

it('looks at every tracking issue when it was away for longer than GitHub keeps deliveries, and carries out each command once', async () => {
  const said = botComments(issue).length;
  await world.stopApp();
  world.as('product-manager').removeLabel(issue, 'stage: planning');
  const other = world.openPlan();
  world.as('product-manager').comment(issue, '/advance canary');
  await world.github.quiet();
  world.github.clock.advance(4 * dayMs);
  await world.startApp();
  await world.settle();
  expect(labelsOf(issue)).toEqual(['release-tracking', 'stage: canary']);
  expect(botComments(issue)).toHaveLength(said + 1);
  expect(issue.subIssues).toHaveLength(1);
  expect(labelsOf(other)).toContain('stage: planning');
  expect(botComments(other)).toHaveLength(1);
  expect(redeliveries()).toBe(0);
});
