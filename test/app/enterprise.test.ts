import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { startApp } from '../../src/app/wire.ts';
import { rollcall } from '../../src/index.ts';
import { readAppManifest } from '../../src/sandbox/github/app-manifest.ts';
import { personOf } from '../../src/sandbox/github/person.ts';
import { startGitHub } from '../../src/sandbox/github/start-github.ts';
import { addUser } from '../../src/sandbox/github/state/accounts.ts';
import { addRepository } from '../../src/sandbox/github/state/repositories.ts';
import { movableClock } from '../../src/sandbox/movable-clock.ts';

it('serves an Enterprise Server, whose interfaces are under /api/v3 and /api/graphql', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'rollcall-enterprise-'));
  const clock = movableClock(Date.parse('2021-03-01T14:00:00Z'));
  const { permissions, events } = await readAppManifest('app.yml');
  const github = await startGitHub({
    clock,
    organization: 'acme',
    app: { slug: 'rollcall', permissions, events },
    webhookSecret: 'a secret of thirty-two characters',
  });
  const app = await startApp({
    appId: github.app.id,
    privateKey: github.privateKey,
    webhookSecret: github.webhookSecret,
    githubUrl: `${github.url}/api/v3`,
    clock,
    log: pino({ level: 'silent' }),
    dataDir,
    listen: rollcall,
  });
  github.sendWebhooksTo(app.webhookUrl);
  addUser(github.platform, 'product-manager');
  const collaborators = { 'product-manager': 'write' } as const;
  const repository = addRepository(github.platform, {
    owner: github.organization,
    name: 'appointments',
    collaborators,
  });
  const person = personOf(github.platform, 'product-manager');
  const settle = async () => {
    for (let round = 0; round < 3; round += 1) {
      await github.quiet();
      await app.settle();
    }
  };

  const body = '### Stage A: Canary\n\n- Percentage of Users: 10%\n';
  const issue = person.openIssue(repository, { title: 'Release plan', body, labels: ['release-tracking'] });
  await settle();
  person.comment(issue, '/advance canary');
  await settle();

  expect([...issue.labels].map((label) => label.name)).toContain('stage: canary');
  expect(github.unknownRoutes).toEqual([]);
  await app.stop();
  await github.stop();
  rmSync(dataDir, { recursive: true, force: true });
});
