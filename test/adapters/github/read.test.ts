import { describe, expect, it } from 'vitest';
import type { Actor } from '../../../src/core/event.ts';
import { GitHubFailure } from '../../../src/ports.ts';
import { commentNode, pageOf, type ReadOverlay, readData, subIssueNode } from './read-data.ts';
import { issueRef, marked, now, playTheNetwork, startWire, type Wire } from './wire.ts';

const engineer: Actor = { id: 31, login: 'engineer', isBot: false };
const bot: Actor = { id: 9, login: 'metrics-bot[bot]', isBot: true };
const write = { edges: [{ permission: 'WRITE', node: { login: 'engineer' } }] };
const nobody = { edges: [] };
const permissionPath = '/repos/acme/appointments/collaborators/engineer/permission';

playTheNetwork();

function answered(overlay: ReadOverlay = {}, errors?: readonly unknown[]): Wire {
  const wire = startWire();
  wire.answerData(readData(overlay), errors);
  return wire;
}

async function failureOf(promise: Promise<unknown>): Promise<GitHubFailure> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof GitHubFailure) return error;
    throw error;
  }
  throw new Error('nothing failed');
}

describe('reading a tracking issue', () => {
  it('takes one request and brings everything', async () => {
    const card = marked('Card', { kind: 'slot', value: 'card' });
    const wire = answered({
      repository: {
        collaborators: write,
        settings: { oid: 'a1', text: 'stages: []' },
        templates: {
          entries: [
            { name: 'card.hbs', object: { oid: 't1', text: 'Card' } },
            { name: 'README.md', object: { oid: 't2', text: 'Read me' } },
            { name: '__proto__.hbs', object: { oid: 't3', text: 'x' } },
            {
              name: 'issues',
              object: {
                entries: [
                  { name: 'stage.hbs', object: { oid: 't4', text: 'Stage' } },
                  { name: 'deeper.hbs', object: {} },
                  { name: 'submodule', object: null },
                ],
              },
            },
            { name: 'submodule', object: null },
          ],
        },
      },
      ownerSettings: { settings: { oid: 'b1', text: 'timeZone: Europe/Berlin' } },
      issue: {
        labels: { nodes: [{ id: 'L_1', name: 'stage: canary' }] },
        subIssuesSummary: { total: 3 },
        subIssues: {
          nodes: [
            subIssueNode(20, { title: 'Canary', body: marked('- [ ] x', { kind: 'checklist', value: 'canary' }) }),
          ],
        },
        comments: pageOf([commentNode(1, card), commentNode(2, 'somebody', { viewerDidAuthor: false })]),
      },
    });
    const { facts, settingsFiles } = await wire.github.read(issueRef, engineer);
    expect(wire.documents).toHaveLength(1);
    expect(facts).toEqual({
      repository: {
        id: 900,
        nodeId: 'R_900',
        owner: 'acme',
        name: 'appointments',
        labels: [{ nodeId: 'L_t', name: 'release-tracking' }],
      },
      issue: {
        number: 12,
        nodeId: 'I_tracking',
        title: 'Release plan',
        body: 'The plan',
        url: 'https://github.com/acme/appointments/issues/12',
        open: true,
        locked: false,
        author: 'product-manager',
        labels: [{ nodeId: 'L_1', name: 'stage: canary' }],
      },
      actor: { login: 'engineer', isBot: false, permission: 'write', teams: [] },
      checklists: [
        {
          stage: 'canary',
          number: 20,
          nodeId: 'I_20',
          title: 'Canary',
          body: marked('- [ ] x', { kind: 'checklist', value: 'canary' }),
          open: true,
        },
      ],
      subIssueCount: 3,
      blockers: [],
      comments: [{ nodeId: 'IC_1', id: 1, slot: 'card', body: card }],
    });
    expect(settingsFiles.repository).toEqual({ oid: 'a1', text: 'stages: []' });
    expect(settingsFiles.owner).toEqual({ oid: 'b1', text: 'timeZone: Europe/Berlin' });
    expect(Object.entries(settingsFiles.templates)).toEqual([
      ['card', { oid: 't1', text: 'Card' }],
      ['__proto__', { oid: 't3', text: 'x' }],
      ['issues/stage', { oid: 't4', text: 'Stage' }],
    ]);
  });

  it('asks Enterprise Servers under their own address', async () => {
    const wire = startWire({ http: { baseUrl: 'https://ghe.example/api/v3' } });
    wire.answerData(readData());
    await wire.github.read(issueRef, undefined);
    expect(wire.documents).toHaveLength(1);
  });

  it('counts only issues and comments that we wrote and signed', async () => {
    const card = marked('Card', { kind: 'slot', value: 'card' });
    const list = marked('List', { kind: 'checklist', value: 'canary' });
    const byBot = { viewerDidAuthor: false, author: { __typename: 'Bot', login: 'rollcall' } };
    const byPerson = { viewerDidAuthor: false, author: { __typename: 'User', login: 'rollcall' } };
    const { facts } = await answered({
      issue: {
        subIssues: {
          nodes: [
            subIssueNode(22, { body: list }),
            subIssueNode(21, { body: list }),
            subIssueNode(23, { body: marked('x', { kind: 'checklist', value: 'moderate' }, 'I_other') }),
            subIssueNode(24, { body: marked('x', { kind: 'checklist', value: 'broad' }), ...byPerson }),
            subIssueNode(25, { body: 'no marker' }),
            subIssueNode(26, { body: card }),
          ],
        },
        comments: pageOf([
          commentNode(1, card, byPerson),
          commentNode(2, card, byBot),
          commentNode(3, marked('Once', { kind: 'once', value: 'e/1' })),
          commentNode(4, marked('Moved', { kind: 'slot', value: 'summary' }, 'I_other')),
          commentNode(5, list),
        ]),
      },
    }).github.read(issueRef, undefined);
    expect(facts.checklists.map(({ stage, number }) => [stage, number])).toEqual([['canary', 21]]);
    expect(facts.comments.map(({ slot, id }) => [slot, id])).toEqual([
      ['card', 2],
      ['e/1', 3],
    ]);
  });

  it('takes comment ids beyond 32 bits', async () => {
    const body = marked('Card', { kind: 'slot', value: 'card' });
    const node = commentNode(3_900_000_001, body);
    const { facts } = await answered({ issue: { comments: pageOf([node]) } }).github.read(issueRef, undefined);
    expect(facts.comments[0]?.id).toBe(3_900_000_001);
  });

  it('names blockers that mention the issue, and labelled sub-issues', async () => {
    const at = (number: number) => ({ number, url: `https://github.com/acme/appointments/issues/${number}` });
    const labels = { nodes: [{ name: 'Blocker' }] };
    const { facts } = await answered({
      repository: {
        blockers: {
          nodes: [
            { ...at(40), title: 'Blocks #12', body: '' },
            { ...at(41), title: 'Blocks #120', body: '' },
            { ...at(12), title: 'Itself #12', body: '' },
          ],
        },
      },
      issue: {
        subIssues: {
          nodes: [subIssueNode(30, { labels }), subIssueNode(31, { labels, state: 'CLOSED' }), subIssueNode(32)],
        },
      },
    }).github.read(issueRef, undefined);
    expect(facts.blockers.map((blocker) => blocker.number)).toEqual([30, 40]);
  });
});

describe('the permission of who acts', () => {
  it('is what GraphQL grants', async () => {
    const { facts } = await answered({ repository: { collaborators: write } }).github.read(issueRef, engineer);
    expect(facts.actor?.permission).toBe('write');
  });

  it.each([
    ['a nested team grants write', { permission: 'write', role_name: 'maintain' }, 'maintain'],
    [
      'a custom role contains write',
      { permission: 'write', role_name: 'releaser', user: { permissions: { push: true, pull: true } } },
      'write',
    ],
    ['there is only the old field', { permission: 'read' }, 'read'],
    ['there is none', { permission: 'none', role_name: 'none' }, 'none'],
  ])('is asked of REST where GraphQL grants less: %s', async (_what, body, expected) => {
    const wire = answered({ repository: { collaborators: nobody } });
    wire.rest.get(permissionPath).reply(200, body);
    const { facts } = await wire.github.read(issueRef, engineer);
    expect(facts.actor?.permission).toBe(expected);
  });

  it('is none for an account that GitHub does not know', async () => {
    const wire = answered({ repository: { collaborators: nobody } });
    wire.rest.get(permissionPath).reply(404, { message: 'Not Found' });
    const { facts } = await wire.github.read(issueRef, engineer);
    expect(facts.actor?.permission).toBe('none');
  });

  it.each([
    [502, {}, undefined],
    [403, { 'retry-after': '30' }, now + 30_000],
  ])('is not guessed when REST answers %i', async (status, headers, notBefore) => {
    const wire = answered({ repository: { collaborators: nobody } });
    wire.rest.get(permissionPath).reply(status, { message: 'Trouble' }, headers);
    const failure = await failureOf(wire.github.read(issueRef, engineer));
    expect(failure.retry).toEqual({ notBefore });
  });

  it('is remembered for a minute', async () => {
    const wire = startWire();
    let asked = 0;
    wire.rest.get(permissionPath).reply(() => {
      asked += 1;
      return [200, { permission: 'read', role_name: 'triage' }];
    });
    for (const [at, expected] of [
      [now, 1],
      [now + 59_999, 1],
      [now + 60_000, 2],
    ] as const) {
      wire.clock.moveTo(at);
      wire.answerData(readData({ repository: { collaborators: nobody } }));
      const { facts } = await wire.github.read(issueRef, engineer);
      expect([facts.actor?.permission, asked]).toEqual(['triage', expected]);
    }
  });

  it('is not looked for where a bot or nobody acts', async () => {
    const wire = answered();
    wire.answerData(readData());
    const { facts } = await wire.github.read(issueRef, bot);
    expect(facts.actor).toEqual({ login: 'metrics-bot[bot]', isBot: true, permission: 'none', teams: [] });
    expect((await wire.github.read(issueRef, undefined)).facts.actor).toBeUndefined();
    expect(wire.documents.map((document) => document.variables['person'])).toEqual([false, false]);
  });

  it('comes with the teams, and the teams these are in', async () => {
    const teams = {
      nodes: [
        { slug: 'booking', parentTeam: { slug: 'product', parentTeam: { slug: 'staff', parentTeam: null } } },
        { slug: 'releases', parentTeam: null },
      ],
    };
    const owner = { __typename: 'Organization', login: 'acme', teams };
    const { facts } = await answered({ repository: { collaborators: write, owner } }).github.read(issueRef, engineer);
    expect(facts.actor?.teams).toEqual(['booking', 'product', 'releases', 'staff']);
  });

  it('is another account than one with a similar name', async () => {
    const collaborators = { edges: [{ permission: 'ADMIN', node: { login: 'engineer2' } }] };
    const wire = answered({ repository: { collaborators } });
    wire.rest.get(permissionPath).reply(200, { permission: 'read', role_name: 'read' });
    const { facts } = await wire.github.read(issueRef, engineer);
    expect(facts.actor?.permission).toBe('read');
  });
});

describe('a long discussion', () => {
  const nodes = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, index) => commentNode(from + index, 'talk', { viewerDidAuthor: false }));
  const card = commentNode(1, marked('Card', { kind: 'slot', value: 'card' }));

  it('is paged through once; then the remembered comments come with the query', async () => {
    const wire = startWire();
    wire.answerData(readData({ issue: { comments: pageOf(nodes(151, 250), 'c151') } }));
    wire.answerData({ node: { comments: pageOf(nodes(51, 150), 'c51') } });
    wire.answerData({ node: { comments: pageOf([card, ...nodes(2, 50)]) } });
    const first = await wire.github.read(issueRef, undefined);
    expect(first.facts.comments.map(({ slot }) => slot)).toEqual(['card']);
    expect(wire.documents.slice(1).map((document) => document.variables['before'])).toEqual(['c151', 'c51']);

    wire.answerData(readData({ issue: { comments: pageOf(nodes(152, 251), 'c152') }, known: [card] }));
    const second = await wire.github.read(issueRef, undefined);
    expect(second.facts.comments.map(({ slot }) => slot)).toEqual(['card']);
    expect(wire.documents).toHaveLength(4);
    expect(wire.documents[3]?.variables['known']).toEqual(['IC_1']);
  });

  it('is paged through again only as far as it has grown', async () => {
    const wire = startWire();
    wire.answerData(readData({ issue: { comments: pageOf([card]) } }));
    await wire.github.read(issueRef, undefined);
    const summary = commentNode(60, marked('Summary', { kind: 'slot', value: 'summary' }));
    wire.answerData(readData({ issue: { comments: pageOf(nodes(101, 200), 'c101') }, known: [card] }));
    wire.answerData({ node: { comments: pageOf([card, ...nodes(2, 59), summary, ...nodes(61, 100)]) } });
    const { facts } = await wire.github.read(issueRef, undefined);
    expect(facts.comments.map(({ slot }) => slot)).toEqual(['card', 'summary']);
    expect(wire.documents).toHaveLength(3);
  });

  it('forgets a comment that was deleted', async () => {
    const wire = startWire();
    wire.answerData(readData({ issue: { comments: pageOf([card]) } }));
    await wire.github.read(issueRef, undefined);
    wire.answerData(readData({ known: [null] }), [
      { type: 'NOT_FOUND', path: ['known', 0], message: 'Could not resolve' },
    ]);
    expect((await wire.github.read(issueRef, undefined)).facts.comments).toEqual([]);
    wire.answerData(readData());
    await wire.github.read(issueRef, undefined);
    expect(wire.documents[2]?.variables['known']).toEqual([]);
  });
});

describe('an answer with errors', () => {
  const missing = (path: readonly (string | number)[], type = 'NOT_FOUND') => ({
    type,
    path,
    message: 'Could not resolve',
  });

  it.each([
    ["the owner's .github repository is missing", { ownerSettings: null }, missing(['ownerSettings'])],
    [
      'teams may not be read',
      { repository: { owner: { __typename: 'Organization', login: 'acme', teams: null } } },
      missing(['repository', 'owner', 'teams'], 'FORBIDDEN'),
    ],
    ['the limits may not be read', {}, missing(['rateLimit'])],
  ])('is good enough when %s', async (_what, overlay, error) => {
    const { facts, settingsFiles } = await answered(overlay, [error]).github.read(issueRef, undefined);
    expect(facts.issue.number).toBe(12);
    expect(settingsFiles.owner).toBeUndefined();
  });

  it('falls back to REST when collaborators may not be read', async () => {
    const wire = answered({ repository: { collaborators: null } }, [
      missing(['repository', 'collaborators'], 'FORBIDDEN'),
    ]);
    wire.rest.get(permissionPath).reply(200, { permission: 'admin', role_name: 'admin' });
    expect((await wire.github.read(issueRef, engineer)).facts.actor?.permission).toBe('admin');
  });

  it.each([
    ['the repository is gone', { repository: null }, missing(['repository']), 'repository-not-found'],
    ['the issue is gone', { issue: null }, missing(['repository', 'issue']), 'issue-not-found'],
  ])('is final when %s', async (_what, overlay, error, code) => {
    const failure = await failureOf(answered(overlay, [error]).github.read(issueRef, undefined));
    expect([failure.code, failure.retry]).toEqual([code, undefined]);
  });

  it('is final when another repository has taken the name', async () => {
    const failure = await failureOf(answered({ repository: { databaseId: 901 } }).github.read(issueRef, undefined));
    expect([failure.code, failure.retry]).toEqual(['repository-not-found', undefined]);
  });

  it.each([
    ['a part timed out', { issue: null }, { message: 'Something went wrong', path: ['repository', 'issue'] }],
    [
      'a part has trouble, although it is there',
      {},
      { type: 'SERVICE_UNAVAILABLE', message: 'Try again', path: ['repository', 'blockers'] },
    ],
    ['a part is left out without a word', { issue: { comments: undefined } }, undefined],
  ])('is tried again when %s', async (_what, overlay, error) => {
    const wire = answered(overlay, error && [error]);
    expect((await failureOf(wire.github.read(issueRef, undefined))).retry).toEqual({ notBefore: undefined });
  });
});

describe('no answer', () => {
  it.each([
    ['502', { status: 502, body: { message: 'Bad gateway' } }, undefined],
    ['503 with a time', { status: 503, headers: { 'retry-after': '7' } }, now + 7000],
    ['a broken connection', { broken: true as const }, undefined],
    ['no GraphQL', { body: '<html>' }, now + 60_000],
    [
      'secondary limit as 403',
      { status: 403, body: { message: 'You have exceeded a secondary rate limit' } },
      now + 60_000,
    ],
    ['secondary limit as 200', { body: { message: 'You have exceeded a secondary rate limit' } }, now + 60_000],
    ['429', { status: 429, headers: { 'retry-after': '12' } }, now + 12_000],
    [
      'hourly limit',
      {
        headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(now / 1000 + 600) },
        body: { errors: [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded' }] },
      },
      now + 600_000,
    ],
  ])('is tried again: %s', async (_what, answer, notBefore) => {
    const wire = startWire();
    wire.answer(answer);
    expect((await failureOf(wire.github.read(issueRef, undefined))).retry).toEqual({ notBefore });
  });

  it.each([
    ['404', { status: 404, body: { message: 'Not Found' } }, 'not-found'],
    ['410', { status: 410, body: { message: 'Gone' } }, 'gone'],
    ['403 without a limit', { status: 403, body: { message: 'Resource not accessible' } }, 'forbidden'],
    [
      'a refused document',
      { body: { errors: [{ extensions: { code: 'undefinedField' }, message: 'No such field' }] } },
      'invalid',
    ],
  ])('is final: %s', async (_what, answer, code) => {
    const wire = startWire();
    wire.answer(answer);
    const failure = await failureOf(wire.github.read(issueRef, undefined));
    expect([failure.code, failure.retry]).toEqual([code, undefined]);
  });
});
