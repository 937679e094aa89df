import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Acme, startAcme } from './acme.ts';
import { misfits, webhookMisfits } from './openapi.ts';

const settings = '.github/rollcall.yml';

let acme: Acme;
let ears: Server;
let heard: Readonly<Record<string, unknown>>[];

async function start(permissions: Readonly<Record<string, 'read' | 'write'>>): Promise<void> {
  acme = await startAcme({ app: { slug: 'rollcall', permissions, events: ['pull_request'] } });
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

  it('are refused for a branch that is not there, and a second time', async () => {
    await start({ contents: 'write', pull_requests: 'read' });
    const pm = acme.as('product-manager');
    expect(() => pm.openPullRequest(acme.repository, { title: 'Nothing', branch: 'nowhere' })).toThrow();
    pm.putFile(acme.repository, { branch: 'settings', path: settings, text: 'title: share\n' });
    pm.openPullRequest(acme.repository, { title: 'Settings', branch: 'settings' });
    expect(() => pm.openPullRequest(acme.repository, { title: 'Again', branch: 'settings' })).toThrow(/already exists/);
  });
});
