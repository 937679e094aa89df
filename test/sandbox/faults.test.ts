import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FaultSwitch } from '../../src/sandbox/github/faults.ts';
import type { Issue } from '../../src/sandbox/github/state/world.ts';
import { type Acme, start, startAcme } from './acme.ts';

let acme: Acme;
let issue: Issue;
let token: string;

beforeEach(async () => {
  acme = await startAcme({ rateLimit: 8 });
  issue = acme.as('product-manager').openIssue(acme.repository, { title: 'Plan' });
  token = Object(await acme.octokit.auth({ type: 'installation' })).token;
});
afterEach(() => acme.github.stop());

async function call(method: string, path: string, body?: unknown) {
  const response = await fetch(acme.github.url + path, {
    method,
    headers: { authorization: `token ${token}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, headers: response.headers, body: Object(await response.json()) };
}

const comments = '/repos/acme/appointments/issues/1/comments';
const post = () => call('POST', comments, { body: 'text' });
const read = () => call('GET', comments);
const mutate = () =>
  call('POST', '/graphql', {
    query: `mutation Two { a: addComment(input: {subjectId: "${issue.nodeId}", body: "a"}) { clientMutationId }
      b: addComment(input: {subjectId: "${issue.nodeId}", body: "b"}) { clientMutationId } }`,
  });
const query = () =>
  call('POST', '/graphql', {
    query: `query Read { node(id: "${issue.nodeId}") { ... on Issue { title } } rateLimit { cost } }`,
  });

describe('a fault', () => {
  it.each<[FaultSwitch, () => ReturnType<typeof call>, number, number, string | null]>([
    [{ writes: 'fail-before', next: 1 }, post, 502, 0, null],
    [{ writes: 'fail-after', next: 1 }, post, 502, 1, null],
    [{ writes: 'secondary-limit', next: 1, retryAfterSeconds: 90 }, post, 403, 0, '90'],
    [{ writes: 'too-many', next: 1 }, post, 429, 0, '60'],
    [{ writes: 'fail-before', next: 1 }, mutate, 502, 0, null],
    [{ writes: 'fail-after', next: 1 }, mutate, 502, 2, null],
    [{ writes: 'secondary-limit', next: 1 }, mutate, 403, 0, '60'],
    [{ requests: 'fail', next: 1 }, read, 502, 0, null],
    [{ requests: 'too-many', next: 1 }, query, 429, 0, '60'],
  ])('%j strikes once', async (fault, request, status, applied, retryAfter) => {
    acme.github.faults.switchOn(fault);
    const struck = await request();
    const count = issue.comments.length;
    const next = await request();

    expect(struck.status).toBe(status);
    expect(struck.headers.get('retry-after')).toBe(retryAfter);
    expect(count).toBe(applied);
    expect(next.status).toBeLessThan(300);
  });

  it('of writes leaves reads alone, and lasts until it is switched off', async () => {
    acme.github.faults.switchOn({ writes: 'fail-before' });
    const during = [(await post()).status, (await post()).status, (await read()).status, (await query()).status];
    acme.github.faults.switchOff();
    const after = (await post()).status;

    expect(during).toEqual([502, 502, 200, 200]);
    expect(after).toBe(201);
  });

  it('of GraphQL gives an error for one field and data for the rest', async () => {
    acme.github.faults.switchOn({ graphql: 'partial', next: 1 });
    const wrote = await mutate();
    acme.github.faults.switchOn({ graphql: 'partial', next: 1, field: 'rateLimit' });
    const asked = await query();

    expect(wrote.body).toMatchObject({ data: { a: {}, b: null }, errors: [{ path: ['b'] }] });
    expect(issue.comments.map((one) => one.body)).toEqual(['a']);
    expect(asked.body).toMatchObject({ data: { node: { title: 'Plan' }, rateLimit: null } });
  });

  it('of reads answers from the moment at which it was switched on', async () => {
    acme.github.faults.switchOn({ reads: 'stale', next: 2 });
    await post();
    acme.as('product-manager').editIssue(issue, { title: 'New' });
    const stale = [(await read()).body, (await query()).body.data.node.title];
    const fresh = [(await read()).body.length, (await query()).body.data.node.title];

    expect(stale).toEqual([[], 'Plan']);
    expect(fresh).toEqual([1, 'New']);
  });
});

describe('the primary limit', () => {
  it('counts down, refuses beyond it, and starts anew after an hour of the sandbox', async () => {
    const left: (string | null)[] = [];
    for (let index = 0; index < 8; index += 1) left.push((await read()).headers.get('x-ratelimit-remaining'));
    const refused = await read();
    const graphql = await query();
    acme.github.clock.set(start + 3_600_000);
    const later = await read();

    expect(left).toEqual(['7', '6', '5', '4', '3', '2', '1', '0']);
    expect(refused).toMatchObject({
      status: 403,
      body: { message: expect.stringContaining('API rate limit exceeded') },
    });
    expect(Number(refused.headers.get('x-ratelimit-reset'))).toBe((start + 3_600_000) / 1000);
    expect(graphql.status).toBe(200);
    expect(later.status).toBe(200);
  });
});

describe('the log of requests', () => {
  it('says what was asked, for which delivery, and what it costs', async () => {
    await fetch(`${acme.github.url}/api/graphql`, {
      method: 'POST',
      headers: { authorization: `token ${token}`, 'x-rollcall-delivery': 'guid-1' },
      body: JSON.stringify({
        query:
          'query Read($n: Int!) { rateLimit { cost } repository(owner: "acme", name: "appointments") { issue(number: $n) { id } } }',
        variables: { n: 1 },
      }),
    });
    await mutate();
    await post();

    expect(acme.github.requests.slice(-3)).toMatchObject([
      {
        at: start,
        delivery: 'guid-1',
        path: '/graphql',
        operation: 'Read',
        variables: { n: 1 },
        status: 200,
        points: 1,
      },
      { path: '/graphql', operation: 'Two', points: 5 },
      { method: 'POST', path: comments, operation: undefined, status: 201, points: 5 },
    ]);
  });

  it('shows that requests take as long as they are told to', async () => {
    const slow = await startAcme({ latencyMs: 30 });
    const before = performance.now();
    await slow.octokit.rest.issues.listForRepo({ owner: 'acme', repo: 'appointments' });
    const took = performance.now() - before;
    await slow.github.stop();

    expect(took).toBeGreaterThanOrEqual(55);
  });
});
