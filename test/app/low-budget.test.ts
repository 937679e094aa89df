import { expect, it } from 'vitest';
import { hourMs } from '../../src/core/instant.ts';
import { botComments, labelsOf, startWorld } from './world.ts';

it('updates the card once when there is budget again, and carries out commands meanwhile', async () => {
  const world = await startWorld({ github: { rateLimit: 60 } });
  const issue = world.openPlan();
  await world.settle();
  world.as('product-manager').comment(issue, '/advance canary');
  await world.settle();
  const [checklist] = issue.subIssues;
  if (checklist === undefined) throw new Error('no checklist');
  const tasks = ['Check in production', 'Check the dashboards', 'Watch the errors'];
  const writes = () => world.github.requests.filter((request) => request.operation === 'RollcallFlip').length;

  // Enough is asked for that less than a tenth is left.
  const used = () => world.github.requests.filter((request) => request.path === '/graphql').length;
  while (used() < 55) {
    world.as('designer').comment(issue, 'Nice');
    await world.settle();
  }
  const before = writes();
  for (const task of tasks.slice(0, 2)) {
    world.as('product-manager').tick(checklist, task);
    await world.settle();
  }
  expect(writes()).toBe(before);
  expect(botComments(issue)[0]).toContain('0 of 6 done');
  world.as('product-manager').comment(issue, '/hold why not');
  await world.settle();
  expect(botComments(issue).at(-1)).toContain('on hold');

  await world.wait(hourMs);
  await world.wait(hourMs);
  expect(botComments(issue)[0]).toContain('2 of 6 done');
  expect(labelsOf(issue)).toContain('stage: canary');
  await world.end();
});
