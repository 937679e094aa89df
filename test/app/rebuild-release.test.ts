import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openStore } from '../../src/adapters/database/open-store.ts';
import { createClients } from '../../src/adapters/github/clients.ts';
import { findIssue } from '../../src/adapters/github/find-issue.ts';
import { createGitHub } from '../../src/adapters/github/github.ts';
import { readPostedComments } from '../../src/adapters/github/posted-comments.ts';
import { rebuildRelease } from '../../src/app/rebuild-release.ts';
import { createSetups } from '../../src/app/repository-setup.ts';
import { dayMs, minuteMs } from '../../src/core/instant.ts';
import { botComments, labelsOf, startWorld } from './world.ts';

it('makes a release anew from its issue alone, and says nothing twice', async () => {
  const world = await startWorld();
  const issue = world.openPlan();
  await world.settle();
  const say = async (login: string, body: string) => {
    world.as(login).comment(issue, body);
    await world.settle();
    await world.wait(minuteMs);
  };
  await say('product-manager', '/advance canary');
  await say('analyst', '/metric error rate = 2%');
  await say('designer', '/rollback 0% nobody asked me');
  await say('product-manager', '/hold once\n/resume');
  await world.wait(2 * dayMs);
  await say('product-manager', '/advance moderate --force "urgent"');
  const lost = await mkdtemp(join(tmpdir(), 'rollcall-lost-'));
  const [before] = await world.app.releases();
  if (before === undefined) throw new Error('no release');
  const readings = (await world.app.store.load(before.issue)).readings.map((reading) => reading.figure.text);
  const said = botComments(issue).length;
  await world.stopApp();

  // Without a database Rollcall does not begin anew by itself.
  await world.startApp({ dataDir: lost });
  world.as('analyst').comment(issue, 'Is anybody there?');
  await world.settle();
  expect(labelsOf(issue)).toContain('stage: moderate');
  expect(await world.app.releases()).toEqual([]);
  await world.stopApp();
  await rm(lost, { recursive: true, force: true });

  const dataDir = await mkdtemp(join(tmpdir(), 'rollcall-rebuilt-'));
  const { github: sandbox } = world;
  const { clock, app, privateKey, url } = sandbox;
  const clients = createClients({ appId: app.id, privateKey, baseUrl: url });
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const store = await openStore({ dataDir, log });
  const ref = await findIssue(clients, clock, { owner: 'acme', repository: 'appointments', number: issue.number });
  expect(ref).toEqual(before.issue);
  const rebuilt = await rebuildRelease(
    {
      store,
      clock,
      github: createGitHub({ clients, clock, app, secrets: [sandbox.webhookSecret], cutNote: '' }),
      setupOf: createSetups(store, new Map()),
      readPosted: (of, since) =>
        readPostedComments(clients.forInstallation(of.installationId), of, {
          since,
          now: clock.now(),
          slug: app.slug,
        }),
    },
    ref,
  );
  expect(rebuilt.otherLabels).toEqual([]);
  const { position, share, periods, overrides } = rebuilt.rollout;
  expect({ position, share, overrides }).toEqual({
    position: before.rollout.position,
    share: before.rollout.share,
    overrides: before.rollout.overrides,
  });
  expect(periods).toHaveLength(before.rollout.periods.length);
  expect((await store.load(ref)).readings.map((reading) => reading.figure.text)).toEqual(readings);
  await store.close();

  await world.startApp({ dataDir });
  await world.settle();
  expect(botComments(issue)).toHaveLength(said);
  expect(labelsOf(issue)).toContain('stage: moderate');
  expect(issue.subIssues).toHaveLength(2);
  await say('product-manager', '/hold why not');
  expect(botComments(issue)).toHaveLength(said + 1);
  await world.end();
  await rm(dataDir, { recursive: true, force: true });
});
