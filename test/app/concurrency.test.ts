import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hourMs } from '../../src/core/instant.ts';
import type { Issue } from '../../src/sandbox/github/state/world.ts';
import { findPostgres, type PostgresServer, startPostgres } from '../postgres.ts';
import { live, recorded, timeless } from './life.ts';
import { botComments, labelsOf, startWorld, type World } from './world.ts';

describe('fifty people at once', () => {
  let world: World;
  let issue: Issue;
  beforeEach(async () => {
    world = await startWorld();
    issue = world.openPlan();
    await world.settle();
  });
  afterEach(() => world.end());

  it('advance to the same stage once, and the others are answered', async () => {
    for (let count = 0; count < 50; count += 1) world.as('product-manager').comment(issue, '/advance canary');
    await world.settle();
    expect(labelsOf(issue)).toEqual(['release-tracking', 'stage: canary']);
    expect(issue.subIssues).toHaveLength(1);
    const said = botComments(issue);
    expect(said.filter((text) => text.startsWith('**Stage A: Canary · 10% of users**'))).toHaveLength(1);
    expect(said.filter((text) => text.includes('nothing was changed'))).toHaveLength(49);
    const reactions = issue.comments.flatMap((comment) => comment.reactions.map((reaction) => reaction.content));
    expect(reactions.filter((content) => content === 'rocket')).toHaveLength(1);
    expect(reactions.filter((content) => content === 'confused')).toHaveLength(49);
    expect(
      (await world.app.store.ledger((await world.app.releases())[0]?.issue ?? never())).map(({ action }) => action),
    ).toEqual(['change of state', ...Array.from({ length: 50 }, () => '/advance')]);
  });

  it('work on different releases without waiting for each other', async () => {
    const others = Array.from({ length: 5 }, () => world.openPlan());
    await world.settle();
    world.github.faults.switchOn({ requests: 'too-many', retryAfterSeconds: 600, next: 1 });
    for (const other of [issue, ...others]) world.as('product-manager').comment(other, '/advance canary');
    await world.github.quiet();
    await world.app.settle();
    const moved = [issue, ...others].filter((one) => labelsOf(one).includes('stage: canary'));
    expect(moved).toHaveLength(5);
    await world.settle();
    expect(labelsOf(issue)).toContain('stage: canary');
  });
});

function never(): never {
  throw new Error('no release');
}

const programs = findPostgres();

describe.skipIf(programs === undefined)('two processes on one PostgreSQL', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres(programs ?? '');
  });
  afterAll(() => server.stop());

  it('end as one does, also when one of them is killed in the middle', async () => {
    const alone = await startWorld();
    await live(alone);
    await alone.wait(hourMs);
    await alone.wait(hourMs);
    const expected = { seen: timeless(alone), recorded: await recorded(alone) };
    await alone.end();

    const databaseUrl = await server.createDatabase();
    const world = await startWorld({ app: { databaseUrl, acceptDataLoss: true } });
    const second = await world.startAnother();
    const third = await world.startAnother();
    let count = 0;
    await live(world, async () => {
      count += 1;
      // Webhooks go to one and then to the other; either of them works on what is there.
      world.github.sendWebhooksTo(count % 2 === 0 ? second.webhookUrl : world.app.webhookUrl);
      if (count === 4) await third.store.close();
    });
    await world.wait(hourMs);
    await world.wait(hourMs);
    expect(timeless(world)).toBe(expected.seen);
    expect(await recorded(world)).toEqual(expected.recorded);
    await second.stop();
    await world.end();
  }, 60_000);
});
