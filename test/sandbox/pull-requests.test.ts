import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AppPermissions } from '../../src/sandbox/github/state/world.ts';
import { type Acme, startAcme } from './acme.ts';
import { misfits, webhookMisfits } from './openapi.ts';

const settings = '.github/rollcall.yml';

let acme: Acme;
let ears: Server;
let heard: Readonly<Record<string, unknown>>[];

async function start(permissions: AppPermissions, events: readonly string[] = ['pull_request']): Promise<void> {
  acme = await startAcme({ app: { slug: 'rollcall', permissions, events } });
  await new Promise<void>((resolve) => ears.listen(0, '127.0.0.1', resolve));
  const address = ears.address();
  acme.github.sendWebhooksTo(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`);
}

beforeEach(() => {
  heard = [];
  ears = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => {
      text += chunk;
    });
    request.on('end', () => {
      heard.push(JSON.parse(text));
      response.end();
    });
  });
});
afterEach(async () => {
  await acme.github.stop();
  ears.close();
});

describe('a check run', () => {
  it.each([
    ['run', 'check_run'],
    ['suite', 'check_suite'],
  ] as const)('is asked for again by its %s, as GitHub describes it', async (which, event) => {
    await start({ checks: 'write' }, [event]);
    const { sha: head_sha } = acme.as('product-manager').putFile(acme.repository, { path: 'a', text: 'a' });
    const where = { owner: 'acme', repo: 'appointments' };
    await acme.octokit.rest.checks.create({ ...where, head_sha, name: 'Settings', conclusion: 'neutral' });
    const [run] = acme.repository.checkRuns.values();
    if (run === undefined) throw new Error('there is no run');
    acme.as('product-manager').rerequestCheck(run, which);
    await acme.github.quiet();

    expect(heard).toMatchObject([{ action: 'rerequested', [event]: { head_sha, app: { id: acme.github.app.id } } }]);
    expect(webhookMisfits(event, 'rerequested', heard[0])).toEqual([]);
    expect(() => acme.as('analyst').rerequestCheck(run)).toThrow();
  });
});

describe('pull requests', () => {
  it('tell opened, synchronize, closed and reopened, as GitHub describes them', async () => {
    await start({ contents: 'write', pull_requests: 'read' });
    const pm = acme.as('product-manager');
    pm.putFile(acme.repository, { branch: 'settings', path: settings, text: 'title: share\n' });
    const pull = pm.openPullRequest(acme.repository, { title: 'Settings', branch: 'settings' });
    const commit = pm.putFile(acme.repository, { branch: 'settings', path: settings, text: 'title: none\n' });
    pm.putFile(acme.repository, { path: 'README.md', text: 'of nobody' });
    pm.closePullRequest(pull);
    pm.putFile(acme.repository, { branch: 'settings', path: settings, text: 'title: share\n' });
    pm.reopenPullRequest(pull);
    await acme.github.quiet();

    expect(heard.map(({ action }) => action)).toEqual(['opened', 'synchronize', 'closed', 'reopened']);
    expect(heard[1]).toMatchObject({ after: commit.sha, pull_request: { head: { sha: commit.sha, ref: 'settings' } } });
    for (const payload of heard) {
      expect(webhookMisfits('pull_request', String(payload['action']), payload)).toEqual([]);
    }
  });

  it('list what is different from where they left the base', async () => {
    await start({ contents: 'write', pull_requests: 'read' });
    const pm = acme.as('product-manager');
    pm.putFile(acme.repository, { branch: 'settings', path: settings, text: 'title: share\n' });
    pm.putFile(acme.repository, { branch: 'settings', path: 'new.md', text: 'new' });
    pm.putFile(acme.repository, { branch: 'settings', path: 'README.md', text: undefined });
    pm.putFile(acme.repository, { path: 'later.md', text: 'on the base' });
    const { number } = pm.openPullRequest(acme.repository, { title: 'Settings', branch: 'settings' });
    const { data } = await acme.octokit.rest.pulls.listFiles({
      owner: 'acme',
      repo: 'appointments',
      pull_number: number,
    });

    expect(data.map(({ filename, status }) => [filename, status])).toEqual([
      [settings, 'modified'],
      ['README.md', 'removed'],
      ['new.md', 'added'],
    ]);
    expect(misfits('GET', '/repos/{owner}/{repo}/pulls/{pull_number}/files', 200, data)).toEqual([]);
    const pull = await acme.octokit.rest.pulls.get({ owner: 'acme', repo: 'appointments', pull_number: number });
    expect(misfits('GET', '/repos/{owner}/{repo}/pulls/{pull_number}', 200, pull.data)).toEqual([]);
  });

  it('come from forks, whose commits are in the repository then', async () => {
    await start({ contents: 'read', pull_requests: 'read' });
    const visitor = acme.as('visitor');
    const fork = visitor.fork(acme.repository);
    const first = visitor.putFile(fork, { branch: 'change', path: 'new.md', text: 'new' });
    expect(() => visitor.putFile(acme.repository, { branch: 'change', path: 'new.md', text: 'new' })).toThrow();
    const pull = visitor.openPullRequest(acme.repository, { title: 'Change', branch: 'change', from: fork });
    const second = visitor.putFile(fork, { branch: 'change', path: 'new.md', text: 'newer' });
    await acme.github.quiet();

    expect(heard.map(({ action }) => action)).toEqual(['opened', 'synchronize']);
    const ends = { head: { sha: first.sha, repo: { fork: true } }, base: { repo: { fork: false } } };
    expect(heard[0]).toMatchObject({ pull_request: ends });
    for (const payload of heard) {
      expect(webhookMisfits('pull_request', String(payload['action']), payload)).toEqual([]);
    }
    for (const ref of [second.sha, `pull/${pull.number}/head`]) {
      const where = { owner: 'acme', repo: 'appointments', path: 'new.md', ref };
      expect((await acme.octokit.rest.repos.getContent(where)).data).toMatchObject({ size: 5 });
    }
  });

  it('are merged as one commit', async () => {
    await start({ contents: 'read', pull_requests: 'read' });
    const pm = acme.as('product-manager');
    pm.commitFiles(acme.repository, { branch: 'change', files: { 'new.md': 'new', 'README.md': undefined } });
    const pull = pm.openPullRequest(acme.repository, { title: 'Change', branch: 'change' });
    pm.putFile(acme.repository, { path: 'later.md', text: 'on the base' });
    pm.mergePullRequest(pull);
    await acme.github.quiet();

    expect([...(acme.repository.branches.get('main')?.files.keys() ?? [])].sort()).toEqual([
      settings,
      'later.md',
      'new.md',
    ]);
    expect(heard.at(-1)).toMatchObject({
      action: 'closed',
      pull_request: { merged: true, merged_by: { login: pm.login } },
    });
    expect(webhookMisfits('pull_request', 'closed', heard.at(-1))).toEqual([]);
    expect(() => pm.mergePullRequest(pull)).toThrow();
  });

  it('are refused for a branch that is not there, and a second time', async () => {
    await start({ contents: 'write', pull_requests: 'read' });
    const pm = acme.as('product-manager');
    expect(() => pm.openPullRequest(acme.repository, { title: 'Nothing', branch: 'nowhere' })).toThrow();
    pm.putFile(acme.repository, { branch: 'settings', path: settings, text: 'title: share\n' });
    pm.openPullRequest(acme.repository, { title: 'Settings', branch: 'settings' });
    expect(() => pm.openPullRequest(acme.repository, { title: 'Again', branch: 'settings' })).toThrow(/already exists/);
  });
});
