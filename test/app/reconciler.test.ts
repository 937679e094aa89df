import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dayMs, hourMs } from '../../src/core/instant.ts';
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

/** Away for so long that GitHub has nothing left to deliver. */
async function whileAway(happens: () => void, ms = 4 * dayMs): Promise<void> {
  await world.stopApp();
  happens();
  await world.github.quiet();
  world.github.clock.advance(ms);
  await world.startApp();
  await world.settle();
}

describe('a comment of which no webhook ever came', () => {
  it('is read in the hour after, and its command is carried out once', async () => {
    await whileAway(() => world.as('product-manager').comment(issue, '/advance canary'));
    expect(labelsOf(issue)).toContain('stage: canary');
    const said = botComments(issue).length;
    await world.wait(3 * hourMs);
    await world.stopApp();
    await world.startApp();
    await world.wait(3 * hourMs);
    expect(botComments(issue)).toHaveLength(said);
    expect(issue.subIssues).toHaveLength(1);
  });

  it('is read in the order in which it was written, with the others', async () => {
    await whileAway(() => {
      world.as('product-manager').comment(issue, '/advance canary');
      world.as('product-manager').comment(issue, '/rollback 0% too many errors');
    });
    expect(botComments(issue)).toHaveLength(3);
    expect((await world.app.releases())[0]?.rollout).toMatchObject({ position: { at: 'rolled-back' }, share: 0 });
  });

  it('is read on a checklist issue too', async () => {
    world.as('product-manager').comment(issue, '/advance canary');
    await world.settle();
    const [checklist] = issue.subIssues;
    if (checklist === undefined) throw new Error('no checklist');
    await whileAway(() => world.as('analyst').comment(checklist, '/metric error rate = 2%'));
    expect(checklist.comments[0]?.reactions.map((reaction) => reaction.content)).toEqual(['+1']);
  });

  it('is not read when somebody other than its author has edited it', async () => {
    await whileAway(() => {
      const comment = world.as('product-manager').comment(issue, 'Looks good');
      world.as('lead').editComment(comment, '/advance canary');
    });
    expect(labelsOf(issue)).toContain('stage: planning');
  });

  it('is not read when it is older than the release', async () => {
    const other = world.as('product-manager').openIssue(world.repository, { title: 'Another plan' });
    world.as('product-manager').comment(other, '/advance canary');
    world.github.clock.advance(hourMs);
    world.as('product-manager').addLabel(other, 'release-tracking');
    await world.settle();
    await world.wait(2 * hourMs);
    expect(labelsOf(other)).toContain('stage: planning');
  });
});

describe('an hourly look', () => {
  it('puts back a label, the card and the state that webhooks did not tell of', async () => {
    world.github.faults.switchOn({ deliveries: 'lost' });
    world.as('product-manager').removeLabel(issue, 'stage: planning');
    const [card] = issue.comments;
    if (card === undefined) throw new Error('no card');
    const text = card.body;
    world.as('lead').editComment(card, 'gone');
    await whileAway(() => {});
    expect(labelsOf(issue)).toContain('stage: planning');
    expect(card.body).toBe(text);
  });

  it('suspends a release whose issue was closed, and takes it up again when it is open', async () => {
    await whileAway(() => world.as('product-manager').close(issue));
    expect((await world.app.releases())[0]?.rollout.suspended).toBe('closed');
    await whileAway(() => world.as('product-manager').reopen(issue));
    expect((await world.app.releases())[0]?.rollout.suspended).toBeUndefined();
  });

  it('lets a release go whose issue is gone, once and for all', async () => {
    world.repository.collaborators.set('lead', 'admin');
    await whileAway(() => world.as('lead').deleteIssue(issue));
    expect((await world.app.releases())[0]?.rollout.suspended).toBe('closed');
    const before = world.github.requests.length;
    await world.wait(hourMs);
    const since = world.github.requests.slice(before).filter((request) => request.path === '/graphql');
    expect(since).toHaveLength(1);
  });
});
