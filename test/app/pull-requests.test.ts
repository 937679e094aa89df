import { afterEach, describe, expect, it } from 'vitest';
import { readAppManifest } from '../../src/sandbox/github/app-manifest.ts';
import type { CheckRun } from '../../src/sandbox/github/state/world.ts';
import { startWorld, type World, type WorldOptions } from './world.ts';

const settings = '.github/rollcall.yml';

let world: World;
afterEach(() => world.end());

async function start(options: WorldOptions = {}): Promise<void> {
  const { permissions, events } = await readAppManifest('app.yml');
  world = await startWorld({ github: { app: { slug: 'rollcall', permissions, events } }, ...options });
}

function runs(): readonly CheckRun[] {
  return [...world.repository.checkRuns.values()];
}

/** Commits a file to a branch and opens a pull request of it. */
async function propose(path: string, text: string) {
  const pm = world.as('product-manager');
  pm.putFile(world.repository, { branch: 'change', path, text });
  const pull = pm.openPullRequest(world.repository, { title: 'Change', branch: 'change' });
  await world.settle();
  return { pm, pull };
}

function requests(): readonly string[] {
  return world.github.requests
    .filter(({ path }) => path.startsWith('/repos') || path === '/graphql')
    .map(({ method, path, operation }) => operation ?? `${method} ${path.replace(/[0-9a-f]{40}/, 'SHA')}`);
}

describe('a pull request that changes the settings', () => {
  it('gets a check run at its head with what is wrong, and again with each commit', async () => {
    await start();
    const { pm, pull } = await propose(settings, 'title: share\nweakly: on\n');
    expect(runs()).toMatchObject([
      {
        name: 'Rollcall settings',
        conclusion: 'failure',
        title: '1 mistake to be put right',
        annotations: [{ path: settings, startLine: 2, startColumn: 1, level: 'failure' }],
      },
    ]);
    expect(requests()).toEqual([
      `GET /repos/acme/appointments/pulls/${pull.number}/files`,
      'RollcallHead',
      'RollcallTexts',
      'GET /repos/acme/appointments/commits/SHA/check-runs',
      'POST /repos/acme/appointments/check-runs',
    ]);

    const { sha } = pm.putFile(world.repository, { branch: 'change', path: settings, text: 'title: share\n' });
    await world.settle();
    expect(runs()[1]).toMatchObject({ headSha: sha, conclusion: 'success', annotations: [] });
  });

  it('gets all its annotations, fifty at a time', async () => {
    await start();
    const files: Record<string, string> = {};
    for (let index = 1; index < 170; index += 1) {
      files[`.github/rollcall/templates/text-${index}.hbs`] = 'of nothing';
    }
    world.as('product-manager').commitFiles(world.repository, { branch: 'change', files });
    await propose(settings, 'tilte: share\n');
    expect(runs()).toMatchObject([{ status: 'completed', conclusion: 'failure' }]);
    expect(runs()[0]?.annotations).toHaveLength(170);
    expect(requests().filter((request) => request.startsWith('PATCH'))).toHaveLength(3);
  });

  it('is checked without reading what is too large, whoever it comes from', async () => {
    await start();
    const folder = '.github/rollcall/templates/';
    const many = Array.from({ length: 400 }, (_, index) => [`${folder}issues/text-${index}.hbs`, 'x']);
    const fork = world.as('visitor').fork(world.repository);
    world.as('visitor').commitFiles(fork, {
      branch: 'change',
      files: {
        ...Object.fromEntries(many),
        [settings]: `# ${'x'.repeat(1_000_000)}`,
        [`${folder}card.hbs`]: 'x'.repeat(1_000_000),
      },
    });
    world.as('visitor').openPullRequest(world.repository, { title: 'Change', branch: 'change', from: fork });
    await world.settle();
    const [run] = runs();
    expect(run?.summary).toContain('Not tried out');
    const tooLarge = run?.annotations.filter(({ message }) => message.includes('too large')).map(({ path }) => path);
    expect(tooLarge).toEqual([settings, `${folder}card.hbs`]);
    const texts = world.github.requests.filter(({ operation }) => operation === 'RollcallTexts');
    expect(Object.keys(texts[0]?.variables ?? {}).filter((name) => name.startsWith('file'))).toHaveLength(300);
  });

  it('is checked again when somebody asks for it, by a run of its own', async () => {
    await start();
    const { pm } = await propose(settings, 'tilte: share\n');
    const [first] = runs();
    if (first === undefined) throw new Error('there is no run');
    for (const which of ['run', 'suite'] as const) {
      pm.rerequestCheck(first, which);
      await world.settle();
    }
    expect(runs()).toMatchObject([1, 2, 3].map(() => ({ headSha: first.headSha, conclusion: 'failure' })));
    expect(requests().slice(-4)).toEqual([
      'RollcallHead',
      'RollcallTexts',
      'GET /repos/acme/appointments/commits/SHA/check-runs',
      'POST /repos/acme/appointments/check-runs',
    ]);

    const again = world.github.deliveries.findLast(({ event }) => event === 'check_run');
    await fetch(world.app.webhookUrl, { method: 'POST', body: again?.body ?? '', headers: { ...again?.headers } });
    expect(runs()).toHaveLength(3);
  });

  it('from a fork is checked as well, at its head in the repository itself', async () => {
    await start();
    const visitor = world.as('visitor');
    const fork = visitor.fork(world.repository);
    const { sha } = visitor.putFile(fork, { branch: 'change', path: settings, text: 'tilte: share\n' });
    visitor.openPullRequest(world.repository, { title: 'Change', branch: 'change', from: fork });
    await world.settle();
    expect(runs()).toMatchObject([{ headSha: sha, conclusion: 'failure', annotations: [{ startLine: 1 }] }]);

    const { sha: next } = visitor.putFile(fork, { branch: 'change', path: settings, text: 'title: share\n' });
    await world.settle();
    expect(runs()[1]).toMatchObject({ headSha: next, conclusion: 'success' });
    expect(fork.checkRuns.size).toBe(0);
  });

  it('is not checked twice when its webhook comes again', async () => {
    await start();
    await propose(settings, 'title: share\n');
    const delivery = world.github.deliveries.findLast(({ event }) => event === 'pull_request');
    const again = await fetch(world.app.webhookUrl, {
      method: 'POST',
      body: delivery?.body ?? '',
      headers: { ...delivery?.headers, 'X-GitHub-Delivery': 'another' },
    });
    expect(again.status).toBe(200);
    expect(runs()).toHaveLength(1);
  });

  it('is checked later when GitHub fails, because the webhook is not answered well', async () => {
    await start();
    world.github.faults.switchOn({ writes: 'fail-before', next: 1 });
    await propose(settings, 'title: share\n');
    expect(runs()).toEqual([]);
    expect(world.github.deliveries.findLast(({ event }) => event === 'pull_request')?.statusCode).toBe(500);
    await world.wait(10 * 60_000);
    expect(runs()).toMatchObject([{ conclusion: 'success' }]);
  });

  it('is let be where the installation has not granted the permission', async () => {
    const { permissions, events } = await readAppManifest('app.yml');
    const { checks: _checks, ...fewer } = permissions;
    await start({ github: { app: { slug: 'rollcall', permissions: fewer, events } } });
    await propose(settings, 'title: share\n');
    expect(runs()).toEqual([]);
    expect(world.github.deliveries.findLast(({ event }) => event === 'pull_request')?.statusCode).toBe(200);
  });
});

describe('other pull requests', () => {
  it('with a template are checked on a sample release', async () => {
    await start();
    await propose('.github/rollcall/templates/issues/stage.hbs', '{{stage.name}}\n{{{title}}}\n');
    expect(runs()[0]?.annotations).toContainEqual(
      expect.objectContaining({ path: '.github/rollcall/templates/issues/stage.hbs', startLine: 2 }),
    );
  });

  it('get no check run, for one request', async () => {
    await start();
    await propose('README.md', '# New\n');
    expect(runs()).toEqual([]);
    expect(requests()).toHaveLength(1);
  });
});
