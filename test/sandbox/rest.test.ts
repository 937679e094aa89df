import { createPrivateKey, createSign, generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routes } from '../../src/sandbox/github/rest/find-route.ts';
import { type Acme, startAcme } from './acme.ts';
import { misfits, statusesOf } from './openapi.ts';

let acme: Acme;
let token: string;
let jwt: string;
const repo = '/repos/acme/appointments';

beforeAll(async () => {
  acme = await startAcme();
  acme.github.sendWebhooksTo(undefined);
  jwt = signJwt(acme.github.app.id, acme.github.privateKey);
  const answer = await call('POST', `/app/installations/${acme.github.installation.id}/access_tokens`, undefined, jwt);
  token = String(Reflect.get(Object(answer.body), 'token'));
});
afterAll(() => acme.github.stop());

function signJwt(issuer: number, key: string, seconds = 300): string {
  const now = Math.floor(Date.now() / 1000);
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const text = `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode({ iat: now - 10, exp: now + seconds, iss: issuer })}`;
  return `${text}.${createSign('RSA-SHA256').update(text).sign(createPrivateKey(key)).toString('base64url')}`;
}

async function call(method: string, path: string, body?: unknown, auth = token) {
  const response = await fetch(acme.github.url + path, {
    method,
    headers: { authorization: `Bearer ${auth}`, accept: 'application/vnd.github+json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const parsed: unknown = text === '' ? undefined : JSON.parse(text);
  return { status: response.status, headers: response.headers, body: parsed };
}

describe('the routes', () => {
  it.each(routes.map((route) => [route.method, route.path]))('%s %s is one of GitHub', (method, path) => {
    expect(statusesOf(method, path)).toBeDefined();
  });
});

describe('an answer', () => {
  it.each([
    ['GET', '/app', 200, undefined],
    ['GET', '/app/installations', 200, undefined],
    ['GET', '/app/installations/{installation_id}', 200, undefined],
    ['POST', '/app/installations/{installation_id}/access_tokens', 201, { repositories: ['appointments'] }],
    ['GET', '/app/hook/deliveries', 200, undefined],
    ['GET', '/app/hook/deliveries/{delivery_id}', 200, undefined],
    ['POST', '/app/hook/deliveries/{delivery_id}/attempts', 202, undefined],
    ['GET', '/repos/{owner}/{repo}/installation', 200, undefined],
    ['GET', '/orgs/{org}/installation', 200, undefined],
    ['GET', '/installation/repositories', 200, undefined],
    ['GET', '/users/{username}', 200, undefined],
    ['GET', '/repos/{owner}/{repo}', 200, undefined],
    ['GET', '/repos/{owner}/{repo}/contents/{path}', 200, undefined],
    ['GET', '/repos/{owner}/{repo}/collaborators/{username}/permission', 200, undefined],
    ['GET', '/orgs/{org}/teams/{team_slug}/memberships/{username}', 200, undefined],
    ['GET', '/repos/{owner}/{repo}/issues', 200, undefined],
    ['POST', '/repos/{owner}/{repo}/issues', 201, { title: 'Another', labels: ['release-tracking'] }],
    ['GET', '/repos/{owner}/{repo}/issues/{issue_number}', 200, undefined],
    ['PATCH', '/repos/{owner}/{repo}/issues/{issue_number}', 200, { title: 'Plan 2', labels: ['blocker'] }],
    ['GET', '/repos/{owner}/{repo}/issues/{issue_number}/sub_issues', 200, undefined],
    ['GET', '/repos/{owner}/{repo}/issues/{issue_number}/comments', 200, undefined],
    ['POST', '/repos/{owner}/{repo}/issues/{issue_number}/comments', 201, { body: 'hello' }],
    ['GET', '/repos/{owner}/{repo}/issues/comments', 200, undefined],
    ['GET', '/repos/{owner}/{repo}/issues/comments/{comment_id}', 200, undefined],
    ['PATCH', '/repos/{owner}/{repo}/issues/comments/{comment_id}', 200, { body: 'hello again' }],
    ['POST', '/repos/{owner}/{repo}/issues/comments/{comment_id}/reactions', 201, { content: 'eyes' }],
    ['POST', '/repos/{owner}/{repo}/issues/comments/{comment_id}/reactions', 200, { content: 'eyes' }],
    ['GET', '/repos/{owner}/{repo}/issues/comments/{comment_id}/reactions', 200, undefined],
    ['POST', '/repos/{owner}/{repo}/issues/{issue_number}/reactions', 201, { content: 'rocket' }],
    ['GET', '/repos/{owner}/{repo}/issues/{issue_number}/reactions', 200, undefined],
    ['GET', '/repos/{owner}/{repo}/issues/{issue_number}/labels', 200, undefined],
    ['POST', '/repos/{owner}/{repo}/issues/{issue_number}/labels', 200, ['stage: canary']],
    ['PUT', '/repos/{owner}/{repo}/issues/{issue_number}/labels', 200, { labels: ['stage: canary'] }],
    ['GET', '/repos/{owner}/{repo}/labels', 200, undefined],
    ['POST', '/repos/{owner}/{repo}/labels', 201, { name: 'fresh', color: 'aa0000', description: 'New' }],
    ['GET', '/repos/{owner}/{repo}/labels/{name}', 200, undefined],
    ['PATCH', '/repos/{owner}/{repo}/labels/{name}', 200, { color: '00aa00' }],
    ['DELETE', '/repos/{owner}/{repo}/labels/{name}', 204, undefined],
    ['GET', '/rate_limit', 200, undefined],
  ])('to %s %s is %i and fits the description', async (method, path, status, body) => {
    const answer = await call(
      method,
      await filled(path),
      body,
      path.startsWith('/app') || path.endsWith('/installation') ? jwt : token,
    );

    expect(answer.status).toBe(status);
    expect(misfits(method, path, status, answer.body)).toEqual([]);
    expect(Number(answer.headers.get('x-ratelimit-remaining'))).toBeGreaterThan(0);
  });

  /** Names what the path leaves open; there is an issue with a comment, a label and a delivery. */
  async function filled(path: string): Promise<string> {
    if (acme.repository.issues.size === 0) {
      const issue = acme
        .as('product-manager')
        .openIssue(acme.repository, { title: 'Plan', body: 'text', labels: ['x'] });
      acme.as('product-manager').comment(issue, 'first');
      await acme.github.quiet();
    }
    const values: Record<string, string | number | undefined> = {
      owner: 'acme',
      repo: 'appointments',
      org: 'acme',
      username: 'tester',
      team_slug: 'product',
      installation_id: acme.github.installation.id,
      delivery_id: acme.github.deliveries[0]?.id,
      issue_number: 1,
      comment_id: [...acme.repository.comments.keys()][0],
      path: '.github/rollcall.yml',
      name: path.startsWith('/repos/{owner}/{repo}/labels') ? 'x' : 'stage: canary',
    };
    return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURI(String(values[name])));
  }
});

describe('sub-issues over REST', () => {
  it('link by database id, take one parent, and unlink', async () => {
    const pm = acme.as('product-manager');
    const [parent, other, child] = ['Parent', 'Other', 'Child'].map((title) =>
      pm.openIssue(acme.repository, { title }),
    );
    const body = { sub_issue_id: child?.id };
    const links = '/repos/{owner}/{repo}/issues/{issue_number}/sub_issues';

    const linked = await call('POST', `${repo}/issues/${parent?.number}/sub_issues`, body);
    const again = await call('POST', `${repo}/issues/${other?.number}/sub_issues`, body);
    const byNumber = await call('POST', `${repo}/issues/${other?.number}/sub_issues`, { sub_issue_id: child?.number });
    const above = await call('GET', `${repo}/issues/${child?.number}/parent`);
    const unlinked = await call('DELETE', `${repo}/issues/${parent?.number}/sub_issue`, body);

    expect([linked.status, again.status, byNumber.status, above.status, unlinked.status]).toEqual([
      201, 422, 404, 200, 200,
    ]);
    expect(misfits('POST', links, 201, linked.body)).toEqual([]);
    expect(above.body).toMatchObject({ number: parent?.number, sub_issues_summary: { total: 1, completed: 0 } });
  });

  it('stop at 100 for a parent', async () => {
    const pm = acme.as('product-manager');
    const parent = pm.openIssue(acme.repository, { title: 'Crowded' });
    for (let index = 0; index < 100; index += 1) {
      pm.addSubIssue(parent, pm.openIssue(acme.repository, { title: `Child ${index}` }));
    }
    const extra = pm.openIssue(acme.repository, { title: 'One too many' });

    const refused = await call('POST', `${repo}/issues/${parent.number}/sub_issues`, { sub_issue_id: extra.id });

    expect(refused.status).toBe(422);
    expect(refused.body).toMatchObject({ errors: ['Parent cannot have more than 100 sub-issues'] });
  });
});

describe('the permission of a user', () => {
  it.each([
    ['product-manager', 'write', 'write', 'a collaborator'],
    ['analyst', 'read', 'triage', 'triage is told as read'],
    ['lead', 'write', 'maintain', 'maintain is told as write; a team gave it'],
    ['tester', 'write', 'maintain', 'a parent team gave it'],
    ['visitor', 'read', 'read', 'everybody reads a public repository'],
  ])('%s has %s (%s): %s', async (login, permission, role) => {
    const answer = await call('GET', `${repo}/collaborators/${login}/permission`);

    expect(answer.body).toMatchObject({ permission, role_name: role });
  });

  it('is none for an outsider of a private repository, and 404 for nobody', async () => {
    const hidden = await startAcme({ isPrivate: true });
    const outsider = await hidden.octokit.rest.repos.getCollaboratorPermissionLevel({
      owner: 'acme',
      repo: 'appointments',
      username: 'visitor',
    });
    const nobody = await call('GET', `${repo}/collaborators/nobody/permission`);
    await hidden.github.stop();

    expect(outsider.data).toMatchObject({ permission: 'none', role_name: 'none' });
    expect(nobody.status).toBe(404);
  });
});

describe('a check run', () => {
  it('takes 50 annotations in a request, and more with the next', async () => {
    const sha = acme.as('product-manager').putFile(acme.repository, { path: 'a.yml', text: 'a', branch: 'change' }).sha;
    const annotation = { path: 'a.yml', start_line: 1, end_line: 1, annotation_level: 'failure', message: 'wrong' };
    const many = (count: number) => ({
      title: 'T',
      summary: 'S',
      annotations: Array.from({ length: count }, () => annotation),
    });
    const create = { name: 'rollcall', head_sha: sha, status: 'completed', conclusion: 'failure' };

    const tooMany = await call('POST', `${repo}/check-runs`, { ...create, output: many(51) });
    const run = await call('POST', `${repo}/check-runs`, { ...create, output: many(50) });
    const id = Reflect.get(Object(run.body), 'id');
    const more = await call('PATCH', `${repo}/check-runs/${id}`, { output: many(2) });

    expect([tooMany.status, run.status, more.status]).toEqual([422, 201, 200]);
    expect(misfits('POST', '/repos/{owner}/{repo}/check-runs', 201, run.body)).toEqual([]);
    expect(more.body).toMatchObject({ output: { annotations_count: 52 }, conclusion: 'failure' });
  });
});

describe('a refusal', () => {
  it.each<[string, string, unknown, number, string]>([
    ['GET', `${repo}/issues/9999`, undefined, 404, 'an issue that is not there'],
    ['GET', '/repos/acme/nothing', undefined, 404, 'a repository that is not there'],
    ['POST', `${repo}/issues`, { title: '' }, 422, 'an empty title'],
    ['POST', `${repo}/issues`, { title: 'x'.repeat(257) }, 422, 'a title of 257 characters'],
    ['POST', `${repo}/issues`, { title: 5 }, 422, 'a title that is a number'],
    ['POST', `${repo}/issues/1/comments`, { body: 'x'.repeat(65_537) }, 422, 'a comment of 65,537 characters'],
    ['POST', `${repo}/labels`, { name: 'red', color: '#ff0000' }, 422, 'a colour with a hash'],
    ['POST', `${repo}/issues/1/reactions`, { content: 'wave' }, 422, 'a reaction that is none'],
    ['PUT', `${repo}/contents/a.md`, { message: 'm', content: '' }, 404, 'a route that the sandbox does not have'],
  ])('%s %s %j is %i: %s', async (method, path, body, status) => {
    const answer = await call(method, path, body);

    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ message: expect.any(String), documentation_url: expect.any(String) });
  });

  it('is remembered where there is no such route', async () => {
    await call('PUT', `${repo}/actions/permissions`);

    expect(acme.github.unknownRoutes).toContain(`PUT ${repo}/actions/permissions`);
  });

  it('meets whoever has no token, a false one, or the wrong kind', async () => {
    const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
      type: 'pkcs1',
      format: 'pem',
    });
    const answers = [
      await fetch(`${acme.github.url}${repo}`),
      await fetch(`${acme.github.url}${repo}`, { headers: { authorization: 'token ghs_false' } }),
      await fetch(`${acme.github.url}${repo}`, { headers: { authorization: `Bearer ${jwt}` } }),
      await fetch(`${acme.github.url}/app`, { headers: { authorization: `token ${token}` } }),
      await fetch(`${acme.github.url}/app`, {
        headers: { authorization: `Bearer ${signJwt(acme.github.app.id, String(other))}` },
      }),
      await fetch(`${acme.github.url}/app`, {
        headers: { authorization: `Bearer ${signJwt(acme.github.app.id, acme.github.privateKey, 3600)}` },
      }),
      await fetch(`${acme.github.url}/app`, {
        headers: { authorization: `Bearer ${signJwt(acme.github.app.id, acme.github.privateKey, -60)}` },
      }),
    ];

    expect(answers.map((answer) => answer.status)).toEqual([401, 401, 401, 401, 401, 401, 401]);
  });

  it('meets an app that did not ask for the permission', async () => {
    const modest = await startAcme({ app: { slug: 'rollcall', permissions: { issues: 'read' }, events: [] } });
    modest.as('product-manager').openIssue(modest.repository, { title: 'Plan' });
    const comment = modest.octokit.rest.issues.createComment({
      owner: 'acme',
      repo: 'appointments',
      issue_number: 1,
      body: 'x',
    });

    await expect(comment).rejects.toMatchObject({
      status: 403,
      message: expect.stringContaining('Resource not accessible by integration'),
    });
    await modest.github.stop();
  });
});

describe('lists', () => {
  it('come in pages that lead to each other', async () => {
    const titles = await acme.octokit.paginate(acme.octokit.rest.issues.listForRepo, {
      owner: 'acme',
      repo: 'appointments',
      state: 'all',
      per_page: 50,
    });

    expect(titles.length).toBe(acme.repository.issues.size);
  });

  it('are the same under the path of an Enterprise Server', async () => {
    const answer = await call('GET', `/api/v3${repo}/labels?per_page=1`);

    expect(answer.status).toBe(200);
    expect(answer.headers.get('link')).toContain('/api/v3/repos/acme/appointments/labels?per_page=1&page=2');
  });
});
