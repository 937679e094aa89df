/** The adapter against the sandbox's GitHub, over HTTP. */
import { createServer } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Clients, createClients } from '../../../src/adapters/github/clients.ts';
import { createGitHub } from '../../../src/adapters/github/github.ts';
import { readWebhook } from '../../../src/adapters/github/payload.ts';
import type { Permission } from '../../../src/core/snapshot.ts';
import type { GitHub, IssueRef, RenderedEffect } from '../../../src/ports.ts';
import type { Issue } from '../../../src/sandbox/github/state/world.ts';
import { type Acme, startAcme } from '../../sandbox/acme.ts';

let acme: Acme;
let clients: Clients;
let github: GitHub;
let ref: IssueRef;
let tracking: Issue;
let sentBefore: number;

beforeAll(async () => {
  acme = await startAcme({ isPrivate: true });
  const { app, privateKey, url } = acme.github;
  clients = createClients({ appId: app.id, privateKey, baseUrl: url });
});
beforeEach(() => {
  const { app, clock, installation, webhookSecret } = acme.github;
  github = createGitHub({ clients, clock, app, secrets: [webhookSecret], cutNote: '_Cut._', limits: unlimited });
  tracking = acme.as('product-manager').openIssue(acme.repository, { title: 'Release plan', body: 'The plan' });
  ref = {
    installationId: installation.id,
    repositoryId: acme.repository.id,
    owner: 'acme',
    repository: 'appointments',
    number: tracking.number,
  };
  sentBefore = requestsSoFar();
});
afterEach(() => expect([acme.github.unknownRoutes, acme.github.unmodelled]).toEqual([[], []]));
afterAll(() => acme.github.stop());

/** The clock stands still here. */
const unlimited = { burst: 1000, perMinute: 2000, perHour: 4000, maxWaitMs: 0 };

const advance: readonly RenderedEffect[] = [
  {
    id: 'labels',
    kind: 'ensure-labels',
    labels: [
      { name: 'stage: planning', color: 'ededed', description: '' },
      { name: 'stage: canary', color: '1d76db', description: 'Canary' },
    ],
  },
  {
    id: 'list',
    kind: 'ensure-checklist-issue',
    stage: 'canary',
    title: 'Canary — Release plan',
    labels: ['rollout'],
    body: () => '- [ ] Turn the toggle on',
  },
  { id: 'stage', kind: 'ensure-stage-label', prefix: 'stage: ', label: 'stage: canary' },
  { id: 'card', kind: 'upsert-comment', slot: 'card', create: true, body: (links) => `Canary: #${links['canary']}` },
  { id: 'post', kind: 'post-once', issue: undefined, body: (links) => `Moved, see #${links['canary']}` },
];

function requestsSoFar(): number {
  const isToken = /\/access_tokens$/;
  return acme.github.requests.filter(({ path }) => !isToken.test(path)).length;
}

function requests(): number {
  return requestsSoFar() - sentBefore;
}

async function world() {
  const { facts } = await github.read(ref, undefined);
  return {
    labels: facts.issue.labels.map((label) => label.name),
    checklists: facts.checklists.map(({ stage }) => stage),
    subIssues: facts.subIssueCount,
    slots: facts.comments.map((comment) => comment.slot),
    comments: tracking.comments.length,
  };
}

const moved = {
  labels: ['stage: canary'],
  checklists: ['canary'],
  subIssues: 1,
  slots: ['card', 'post'],
  comments: 2,
};

describe('in the sandbox', () => {
  it('a move takes three requests and leaves what it should', async () => {
    const { facts, settingsFiles } = await github.read(ref, { id: 1, login: 'product-manager', isBot: false });
    expect(facts.actor?.permission).toBe('write');
    expect(settingsFiles.repository?.text).toBe('timeZone: Europe/Berlin\n');
    const result = await github.write(ref, facts, advance, false);
    expect(result.failed).toEqual({});
    expect(requests()).toBe(3);
    expect(await world()).toEqual(moved);
  });

  it('the same again changes nothing and sends nothing', async () => {
    const { facts } = await github.read(ref, undefined);
    await github.write(ref, facts, advance, false);
    const again = await github.read(ref, undefined);
    const before = requests();
    await github.write(ref, again.facts, advance, true);
    expect(requests()).toBe(before);
    expect(await world()).toEqual(moved);
  });

  it('comments and reactions are ours, and reactions take the place of EYES', async () => {
    const comment = acme.as('product-manager').comment(tracking, '/advance canary');
    const { facts } = await github.read(ref, undefined);
    const rocket: RenderedEffect = { id: 'r', kind: 'react', subject: comment.nodeId, content: 'ROCKET' };
    await github.write(ref, facts, [...advance, rocket], false);
    expect(comment.reactions.map((reaction) => reaction.content)).toEqual(['rocket']);
  });

  it.each<[string, object]>([
    ['before the write', { writes: 'fail-before', next: 1 }],
    ['after the write', { writes: 'fail-after', next: 1 }],
    ['after both writes', { writes: 'fail-after', next: 2 }],
    ['in one field of the flip', { graphql: 'partial', field: 'addComment' }],
    ['in the creation', { graphql: 'partial', field: 'createIssue' }],
  ])('a failure %s is made good by trying again', async (_where, fault) => {
    const { facts } = await github.read(ref, undefined);
    acme.github.faults.switchOn(fault);
    const first = await github.write(ref, facts, advance, false);
    acme.github.faults.switchOff();
    const left = advance.filter(({ id }) => id in first.failed);
    expect(left).not.toEqual([]);
    expect(Object.values(first.failed).every((failure) => failure.retry !== undefined)).toBe(true);
    const second = await github.write(ref, (await github.read(ref, undefined)).facts, left, true);
    expect(second.failed).toEqual({});
    expect(await world()).toEqual(moved);
  });

  it('a creation that fails moves no stage', async () => {
    const { facts } = await github.read(ref, undefined);
    acme.github.faults.switchOn({ graphql: 'partial', field: 'createIssue' });
    await github.write(ref, facts, advance, false);
    acme.github.faults.switchOff();
    expect(await world()).toMatchObject({ labels: [], checklists: [], comments: 0 });
  });

  it.each<[string, Permission, number]>([
    ['product-manager', 'write', 1],
    ['analyst', 'triage', 2],
    ['designer', 'read', 2],
    ['visitor', 'none', 2],
    ['lead', 'maintain', 1],
    ['tester', 'maintain', 2],
  ])('%s has the permission %s, for %i requests', async (login, permission, cost) => {
    const { facts } = await github.read(ref, { id: 1, login, isBot: false });
    expect(facts.actor?.permission).toBe(permission);
    expect(requests()).toBe(cost);
  });

  it('who is in a child team is in its parents', async () => {
    const { facts } = await github.read(ref, { id: 1, login: 'tester', isBot: false });
    expect(facts.actor?.teams).toEqual(['product', 'quality']);
  });

  it('an issue that is gone is gone for good', async () => {
    await expect(github.read({ ...ref, number: 9999 }, undefined)).rejects.toMatchObject({
      code: 'issue-not-found',
      retry: undefined,
    });
  });
});

describe("the sandbox's webhooks", () => {
  it('are read, those of people as events and our own as echoes', async () => {
    const heard: string[] = [];
    const { github: sandbox } = acme;
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => {
        response.writeHead(200).end();
        const name = String(request.headers['x-github-event']);
        const payload: unknown = JSON.parse(body);
        const read = readWebhook({ name, id: 'd', payload, receivedAt: 0 }, sandbox.app);
        heard.push('ignored' in read ? `${name}: ${read.ignored}` : read.event.kind);
        if (!('ignored' in read)) expect(read.issue).toEqual(ref);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    await sandbox.quiet();
    const address = server.address();
    sandbox.sendWebhooksTo(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`);
    const person = acme.as('product-manager');
    const comment = person.comment(tracking, '/status');
    person.editComment(comment, '/advance');
    person.deleteComment(comment);
    person.editIssue(tracking, { body: 'Another plan' });
    person.addLabel(tracking, 'urgent');
    person.removeLabel(tracking, 'urgent');
    person.close(tracking);
    person.reopen(tracking);
    const { facts } = await github.read(ref, undefined);
    await github.write(ref, facts, [{ id: 'p', kind: 'post-once', issue: undefined, body: () => 'Hello' }], false);
    await sandbox.quiet();
    sandbox.sendWebhooksTo(undefined);
    server.close();
    expect(heard.filter((what) => !what.startsWith('label'))).toEqual([
      'comment-created',
      'comment-edited',
      'comment-deleted',
      'issue-edited',
      'issue-labeled',
      'issue-unlabeled',
      'issue-closed',
      'issue-reopened',
      'issue_comment: own-echo',
    ]);
  });
});
