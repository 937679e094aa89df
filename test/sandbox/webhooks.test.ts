import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { Octokit } from '@octokit/rest';
import { createNodeMiddleware, Probot } from 'probot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Acme, start, startAcme } from './acme.ts';
import { webhookMisfits } from './openapi.ts';

interface Heard {
  readonly event: string;
  readonly guid: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

let acme: Acme;
let ears: Server;
let heard: Heard[];
let answer: number;

beforeEach(async () => {
  heard = [];
  answer = 200;
  acme = await startAcme();
  ears = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => {
      text += chunk;
    });
    request.on('end', () => {
      const { headers } = request;
      heard.push({
        event: String(headers['x-github-event']),
        guid: String(headers['x-github-delivery']),
        headers,
        text,
        payload: JSON.parse(text),
      });
      response.writeHead(answer).end();
    });
  });
  acme.github.sendWebhooksTo(await addressOf(ears));
});
afterEach(async () => {
  await acme.github.stop();
  ears.close();
});

async function addressOf(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/api/github/webhooks`;
}

function told(): string[] {
  return heard.map(({ event, payload }) => [event, payload['action']].filter(Boolean).join('.'));
}

describe('webhooks', () => {
  it('tell opened, then one labeled for each label, and nothing of a label that is there', async () => {
    const pm = acme.as('product-manager');
    const issue = pm.openIssue(acme.repository, { title: 'Plan', body: 'x', labels: ['release-tracking', 'web'] });
    pm.addLabel(issue, 'web');
    await acme.github.quiet();

    expect(told()).toEqual(['label.created', 'label.created', 'issues.opened', 'issues.labeled', 'issues.labeled']);
    expect(
      heard.map(
        (one) =>
          new Set(heard.map((other) => other.guid)).size === heard.length &&
          /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(one.guid),
      ),
    ).not.toContain(false);
  });

  it('say what a text was before, and nothing when it stays the same', async () => {
    const pm = acme.as('product-manager');
    const issue = pm.openIssue(acme.repository, { title: 'Plan', body: 'before' });
    pm.editIssue(issue, { body: 'after', title: 'Plan 2' });
    pm.editIssue(issue, { body: 'after' });
    const comment = pm.comment(issue, 'one');
    pm.editComment(comment, 'two');
    pm.editComment(comment, 'two');
    await acme.github.quiet();

    expect(told()).toEqual(['issues.opened', 'issues.edited', 'issue_comment.created', 'issue_comment.edited']);
    expect(heard[1]?.payload).toMatchObject({ changes: { body: { from: 'before' }, title: { from: 'Plan' } } });
    expect(heard[3]?.payload).toMatchObject({ changes: { body: { from: 'one' } }, comment: { body: 'two' } });
  });

  it('are signed, and name hook, target and installation', async () => {
    acme.as('product-manager').openIssue(acme.repository, { title: 'Plan' });
    await acme.github.quiet();

    const digest = createHmac('sha256', acme.github.webhookSecret)
      .update(heard[0]?.text ?? '')
      .digest('hex');
    expect(heard[0]?.headers).toMatchObject({
      'x-hub-signature-256': `sha256=${digest}`,
      'x-github-hook-installation-target-type': 'integration',
      'x-github-hook-installation-target-id': String(acme.github.app.id),
      'x-github-hook-id': expect.any(String),
    });
    expect(heard[0]?.payload).toMatchObject({
      installation: { id: acme.github.installation.id },
      organization: { login: 'acme' },
    });
  });

  it('fit the description of GitHub, each of them', async () => {
    const pm = acme.as('product-manager');
    const plan = pm.openIssue(acme.repository, { title: 'Plan', body: 'x', labels: ['web'] });
    const child = pm.openIssue(acme.repository, { title: 'Child' });
    pm.addSubIssue(plan, child);
    const comment = pm.comment(child, 'text');
    pm.editComment(comment, 'text 2');
    pm.deleteComment(comment);
    pm.removeLabel(plan, 'web');
    pm.editIssue(plan, { title: 'Plan 2' });
    pm.close(child);
    pm.reopen(child);
    pm.putFile(acme.repository, { path: 'a.yml', text: 'a: 1' });
    await acme.github.quiet();

    const misfits = heard.map(({ event, payload }) => webhookMisfits(event, asText(payload['action']), payload));
    expect(misfits.flat()).toEqual([]);
    expect(new Set(told()).size).toBe(13);
  });

  it('of a sub-issue name its parent', async () => {
    const pm = acme.as('product-manager');
    const plan = pm.openIssue(acme.repository, { title: 'Plan' });
    const child = pm.openIssue(acme.repository, { title: 'Child' });
    pm.addSubIssue(plan, child);
    pm.comment(child, 'text');
    await acme.github.quiet();

    expect(heard.at(-1)?.payload).toMatchObject({
      issue: { parent_issue_url: `${acme.github.url}/repos/acme/appointments/issues/1` },
    });
    expect(told()).toEqual(expect.arrayContaining(['sub_issues.sub_issue_added', 'sub_issues.parent_issue_added']));
  });

  it('tell of what the app itself does, with its bot as the sender', async () => {
    await acme.octokit.rest.issues.create({ owner: 'acme', repo: 'appointments', title: 'By the app' });
    await acme.github.quiet();

    expect(heard[0]?.payload).toMatchObject({
      sender: { login: 'rollcall[bot]', type: 'Bot' },
      issue: { performed_via_github_app: { slug: 'rollcall' } },
    });
  });

  it('come only for the events that the app asked for', async () => {
    const quiet = await startAcme({
      app: { slug: 'rollcall', permissions: { issues: 'write' }, events: ['issue_comment'] },
    });
    const pm = quiet.as('product-manager');
    pm.comment(pm.openIssue(quiet.repository, { title: 'Plan' }), 'text');
    await quiet.github.quiet();

    expect(quiet.github.deliveries.map((one) => one.event)).toEqual(['issue_comment']);
    await quiet.github.stop();
  });

  it('are logged with their outcome, and sent again under the same id', async () => {
    answer = 500;
    acme.as('product-manager').openIssue(acme.repository, { title: 'Plan' });
    await acme.github.quiet();
    answer = 202;
    const { token } = Object(await acme.octokit.auth({ type: 'app' }));
    const asApp = new Octokit({ baseUrl: acme.github.url, auth: token });
    const { data: failed } = await asApp.request('GET /app/hook/deliveries');
    await asApp.request('POST /app/hook/deliveries/{delivery_id}/attempts', { delivery_id: Number(failed[0]?.id) });
    await acme.github.quiet();
    const { data: all } = await asApp.request('GET /app/hook/deliveries');

    expect(failed).toMatchObject([
      { status: 'Invalid HTTP Response: 500', status_code: 500, redelivery: false, event: 'issues', action: 'opened' },
    ]);
    expect(all).toMatchObject([{ status: 'OK', status_code: 202, redelivery: true }, { status_code: 500 }]);
    expect(all[0]?.guid).toBe(all[1]?.guid);
    expect(heard.map((one) => one.guid)).toEqual([all[0]?.guid, all[0]?.guid]);
  });
});

describe('the list of deliveries', () => {
  it('comes newest first, in pages that lead on by a cursor', async () => {
    const pm = acme.as('product-manager');
    const issue = pm.openIssue(acme.repository, { title: 'Plan' });
    for (const text of ['a', 'b', 'c', 'd']) pm.comment(issue, text);
    await acme.github.quiet();
    const { token } = Object(await acme.octokit.auth({ type: 'app' }));
    const asApp = new Octokit({ baseUrl: acme.github.url, auth: token });

    const ids: unknown[] = [];
    const pages = asApp.paginate.iterator('GET /app/hook/deliveries', { per_page: 2 });
    for await (const { data } of pages) ids.push(data.map((one) => one.id));

    const all = acme.github.deliveries.map((one) => one.id).reverse();
    expect(ids).toEqual([all.slice(0, 2), all.slice(2, 4), all.slice(4)]);
  });
});

describe('delivery faults', () => {
  it.each([
    ['duplicate', ['issue_comment.created:a', 'issue_comment.created:a', 'issue_comment.created:b']],
    ['reordered', ['issue_comment.created:b', 'issue_comment.created:a']],
    ['dropped', ['issue_comment.created:b']],
    ['lost', ['issue_comment.created:b']],
    ['delayed', ['issue_comment.created:b', 'issue_comment.created:a']],
  ] as const)('%s strikes the next delivery', async (deliveries, expected) => {
    const issue = acme.as('product-manager').openIssue(acme.repository, { title: 'Plan' });
    await acme.github.quiet();
    heard = [];
    acme.github.faults.switchOn({ deliveries, next: 1 });
    acme.as('product-manager').comment(issue, 'a');
    acme.as('product-manager').comment(issue, 'b');
    await acme.github.quiet();
    acme.github.clock.set(acme.github.nextDueAt() ?? start);
    await acme.github.quiet();

    expect(
      heard.map((one, index) => `${told()[index]}:${Reflect.get(Object(one.payload['comment']), 'body')}`),
    ).toEqual(expected);
    const first = acme.github.deliveries.find((one) => one.event === 'issue_comment');
    expect(first?.status).toBe(deliveries === 'dropped' ? 'failed to connect to host' : 'OK');
  });
});

describe('Probot', () => {
  it('runs against it, unchanged', async () => {
    const probot = new Probot({
      appId: acme.github.app.id,
      privateKey: acme.github.privateKey,
      secret: acme.github.webhookSecret,
      baseUrl: acme.github.url,
      logLevel: 'fatal',
    });
    await probot.load((app) => {
      app.on('issues.opened', async (context) => {
        await context.octokit.rest.issues.createComment(context.issue({ body: 'Thanks' }));
      });
    });
    const middleware = await createNodeMiddleware(() => {}, { probot });
    const server = createServer((request, response) => void middleware(request, response));
    acme.github.sendWebhooksTo(await addressOf(server));
    const issue = acme.as('product-manager').openIssue(acme.repository, { title: 'Plan' });
    await acme.github.quiet();
    server.close();

    expect(issue.comments.map((one) => [one.author.login, one.body])).toEqual([['rollcall[bot]', 'Thanks']]);
    expect(acme.github.unknownRoutes).toEqual([]);
  });
});

function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

describe('a change', () => {
  it('is told to whoever watches, until they have seen enough', async () => {
    let changes = 0;
    const stop = acme.github.onChange(() => {
      changes += 1;
    });
    const issue = acme.as('product-manager').openIssue(acme.repository, { title: 'Plan' });
    const before = changes;
    stop();
    acme.as('product-manager').comment(issue, 'text');

    expect(before).toBeGreaterThan(0);
    expect(changes).toBe(before);
  });
});
