import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Delivery } from '../../src/sandbox/github/delivery.ts';
import type { Issue } from '../../src/sandbox/github/state/world.ts';
import { botComments, labelsOf, startWorld, type World } from './world.ts';

let world: World;
let issue: Issue;

beforeEach(async () => {
  world = await startWorld();
  issue = world.openPlan();
  await world.settle();
});
afterEach(() => world.end());

/** What GitHub sent last. */
function lastDelivery(): Delivery {
  const delivery = world.github.deliveries.findLast((one) => one.event === 'issue_comment');
  if (delivery === undefined) throw new Error('nothing was delivered');
  return delivery;
}

function send(body: string, headers: Readonly<Record<string, string>>) {
  return fetch(world.app.webhookUrl, { method: 'POST', body, headers: { ...headers } });
}

async function metric(name: string): Promise<string> {
  const text = await (await fetch(new URL('/metrics', world.app.webhookUrl))).text();
  return text
    .split('\n')
    .filter((line) => line.startsWith(name))
    .join('\n');
}

function signed(body: string, secret = world.github.webhookSecret): Record<string, string> {
  return {
    'content-type': 'application/json',
    'x-github-event': 'issue_comment',
    'x-github-delivery': 'd-1',
    'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
  };
}

describe('a webhook', () => {
  it('does its work once when it comes a hundred times at once', async () => {
    world.github.faults.switchOn({ deliveries: 'lost', next: 1 });
    world.as('product-manager').comment(issue, '/advance canary');
    await world.settle();
    expect(labelsOf(issue)).toContain('stage: planning');

    const { body, headers } = lastDelivery();
    const answers = await Promise.all(Array.from({ length: 100 }, () => send(body, headers)));
    expect(answers.map((answer) => answer.status)).toEqual(Array.from({ length: 100 }, () => 200));
    await world.settle();

    expect(labelsOf(issue)).toContain('stage: canary');
    expect(issue.subIssues).toHaveLength(1);
    expect(await metric('rollcall_deliveries_total{event="issue_comment",outcome="accepted"}')).toMatch(/ 1$/);
    expect(await metric('rollcall_deliveries_total{event="issue_comment",outcome="duplicate"}')).toMatch(/ 99$/);
  });

  it('does nothing when the same body comes again under another id', async () => {
    world.as('product-manager').comment(issue, '/advance canary');
    await world.settle();
    const said = botComments(issue);
    const command = world.github.deliveries.find((one) => one.body.includes('"body":"/advance canary"'));

    const answer = await send(command?.body ?? '', { ...command?.headers, 'X-GitHub-Delivery': 'another-id' });
    await world.settle();

    expect(answer.status).toBe(200);
    expect(botComments(issue)).toEqual(said);
    expect(issue.subIssues).toHaveLength(1);
    expect(await metric('rollcall_deliveries_total{event="issue_comment",outcome="repeated"}')).toMatch(/ 1$/);
  });

  it('is put aside when its event and its body do not belong together', async () => {
    const comment = world.as('product-manager').comment(issue, 'Hello');
    world.as('product-manager').editComment(comment, '/advance canary');
    await world.github.quiet();
    const { body, headers } = lastDelivery();
    const answer = await send(body, { ...headers, 'X-GitHub-Event': 'issues', 'X-GitHub-Delivery': 'another-id' });
    expect(answer.status).toBe(200);
    expect(await metric('rollcall_deliveries_total{event="issues",outcome="shape-mismatch"}')).toMatch(/ 1$/);
  });

  it('is read past lists in lists, 200,000 deep', async () => {
    world.github.faults.switchOn({ deliveries: 'lost', next: 1 });
    world.as('product-manager').comment(issue, '/advance canary');
    await world.settle();
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    const body = lastDelivery().body.replace('{', `{"deep":${deep},`);
    expect((await send(body, signed(body))).status).toBe(200);
    await world.settle();
    expect(labelsOf(issue)).toContain('stage: canary');
  });

  it('is answered with 500 when the database cannot take it, and done when GitHub sends it again', async () => {
    const { store } = world.app;
    const { receive } = store;
    Object.assign(store, { receive: () => Promise.reject(new Error('the disk is full')) });
    world.as('product-manager').comment(issue, '/advance canary');
    await world.settle();
    const failed = lastDelivery();
    expect(failed.statusCode).toBe(500);
    expect(await metric('rollcall_deliveries_total{event="issue_comment",outcome="failed"}')).toMatch(/ 1$/);

    Object.assign(store, { receive });
    await send(failed.body, failed.headers);
    await world.settle();
    expect(labelsOf(issue)).toContain('stage: canary');
  });
});

describe('a webhook that the database does not take in time', () => {
  let commit: () => void;
  let asked: Promise<void>;
  beforeEach(() => {
    const { store } = world.app;
    const { receive } = store;
    asked = new Promise((tell) => {
      const slow: typeof receive = async (delivery) => {
        const committed = new Promise<void>((resolve) => {
          commit = resolve;
        });
        tell();
        await committed;
        return receive(delivery);
      };
      Object.assign(store, { receive: slow });
    });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });
  afterEach(() => vi.useRealTimers());

  async function commandAndWait(ms: number): Promise<void> {
    world.as('product-manager').comment(issue, '/advance canary');
    await asked;
    vi.advanceTimersByTime(ms);
  }

  function answersToCommand(): readonly (number | undefined)[] {
    const sent = world.github.deliveries.filter(({ body }) => body.includes('"body":"/advance canary"'));
    return sent.map(({ statusCode }) => statusCode);
  }

  it('is answered with 500 after eight seconds, before the framework calls it accepted, and is done all the same', async () => {
    await commandAndWait(8_000);
    await world.github.quiet();
    expect(answersToCommand()).toEqual([500]);
    commit();
    vi.useRealTimers();
    await world.settle();
    expect(labelsOf(issue)).toContain('stage: canary');
    expect(issue.subIssues).toHaveLength(1);
  });

  it('is answered with 200 when it is taken just before', async () => {
    await commandAndWait(7_999);
    commit();
    await world.github.quiet();
    expect(answersToCommand()).toEqual([200]);
  });
});

describe('the door', () => {
  const body = JSON.stringify({ action: 'created', padding: 'x'.repeat(100) });

  it.each<[what: string, status: number, reason: string, request: () => Promise<Response>]>([
    ['a signature with another secret', 401, 'signature', () => send(body, signed(body, 'of-somebody-else-entirely'))],
    ['a changed body', 401, 'signature', () => send(`${body} `, signed(body))],
    ['no signature', 400, 'headers', () => send(body, { ...signed(body), 'x-hub-signature-256': '' })],
    ['no delivery id', 400, 'headers', () => send(body, { ...signed(body), 'x-github-delivery': '' })],
    ['a form', 415, 'content-type', () => send(body, { ...signed(body), 'content-type': 'text/plain' })],
    ['another method', 405, 'method', () => fetch(world.app.webhookUrl)],
  ])('refuses %s', async (_what, status, reason, request) => {
    expect((await request()).status).toBe(status);
    expect(await metric(`rollcall_refused_requests_total{reason="${reason}"}`)).toMatch(/ 1$/);
  });

  it.each([
    { what: 'no JSON', text: 'release' },
    { what: 'a word in JSON', text: '"release"' },
    { what: 'nothing at all', text: '' },
    { what: 'null', text: 'null' },
  ])('takes nothing in that is rightly signed but $what, and goes on', async ({ text }) => {
    const before = await metric('rollcall_deliveries_total');
    const answer = await send(text, { ...signed(text), 'x-github-event': 'issues' });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(await metric('rollcall_deliveries_total')).toBe(before);
    expect((await fetch(new URL('/healthz', world.app.webhookUrl))).status).toBe(200);
  });

  it('takes nothing in from a sender that goes away before the end, and goes on', async () => {
    const before = await metric('rollcall_deliveries_total');
    const command = world.github.deliveries.findLast(({ event }) => event === 'issues')?.body ?? '';
    const { hostname, port, pathname } = new URL(world.app.webhookUrl);
    const headers = Object.entries({ ...signed(command), 'content-length': String(command.length + 1) });
    const socket = connect(Number(port), hostname).resume();
    const gone = once(socket, 'close');
    const lines = [`POST ${pathname} HTTP/1.1`, 'host: rollcall', ...headers.map((pair) => pair.join(': '))];
    socket.end(`${lines.join('\r\n')}\r\n\r\n${command}`);
    await gone;
    expect(await metric('rollcall_deliveries_total')).toBe(before);
    expect((await fetch(new URL('/healthz', world.app.webhookUrl))).status).toBe(200);
  });

  it('does not take a second signature for the one it checks', async () => {
    const headers = new Headers(signed(body, 'of-somebody-else-entirely'));
    headers.append('x-hub-signature-256', signed(body)['x-hub-signature-256'] ?? '');
    expect((await fetch(world.app.webhookUrl, { method: 'POST', body, headers })).status).toBe(401);
  });

  it('takes no more than 25 MB of a body, however it comes', async () => {
    const before = process.memoryUsage().rss;
    const chunk = new Uint8Array(1024 * 1024);
    let sent = 0;
    const endless = new ReadableStream({
      pull(controller) {
        sent += 1;
        if (sent > 400) controller.close();
        else controller.enqueue(chunk);
      },
    });
    const request = { method: 'POST', headers: signed(''), body: endless, duplex: 'half' } as const;
    await fetch(world.app.webhookUrl, request).then(
      (answer) => expect(answer.status).toBe(413),
      // The connection may be gone before the answer has been read.
      () => {},
    );
    expect(sent).toBeLessThan(100);
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024);
    expect(await metric('rollcall_refused_requests_total{reason="too-large"}')).toMatch(/ 1$/);
    expect((await fetch(new URL('/healthz', world.app.webhookUrl))).status).toBe(200);
  });
});
