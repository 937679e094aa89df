import { request } from 'node:http';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSandboxPage } from '../../../src/sandbox/page/start-sandbox-page.ts';
import { type OpenPage, openPage } from './open-page.ts';

let page: OpenPage;
beforeAll(async () => {
  page = await openPage();
});
afterAll(() => page.stop());

describe('the sandbox page', () => {
  it('begins with the release of the demo and the status card', async () => {
    const html = await page.read('/issues/1');
    expect(html).toContain('release-tracking');
    expect(html).toContain('stage: planning');
    expect(html).toContain('I read the plan as follows');
    expect(html).not.toContain('rollcall:1 slot=card');
  });

  it('leads from its address to the release', async () => {
    const response = await fetch(page.url, { redirect: 'manual' });
    expect(response.headers.get('location')).toBe('/acme/appointments/issues/1');
  });

  it('suggests the commands of the card', async () => {
    expect(await page.read('/issues/1')).toContain('data-text="/advance canary"');
  });

  it('shows what Rollcall answers to a comment', async () => {
    const response = await page.act({ kind: 'comment', issue: 1, body: '/advance canary' });
    expect(response.status).toBe(200);
    const html = await page.read('/issues/1');
    expect(html).toContain('moved by product-manager');
    expect(html).toContain('stage: canary');
    expect(html).toContain('0 of 1 done');
    expect(html).toMatch(/aria-label="rocket by rollcall\[bot\]"/);
  });

  it('suggests numbers that are missing, split as the share says', async () => {
    expect(await page.read('/issues/1')).toContain('/metric Preference step completion = 812/1301 vs 6733/11709');
  });

  it('ticks a task of a checklist issue', async () => {
    await page.act({ kind: 'task', issue: 2, index: 0, done: true });
    const html = await page.read('/issues/2');
    expect(html).toMatch(/data-task="0" checked/);
    expect(html).toContain('1 of 7 tasks');
  });

  it('says what GitHub says to somebody who may not set labels', async () => {
    const response = await page.act({ as: 'visitor', kind: 'label', issue: 1, name: 'stage: moderate', on: true });
    expect(response.status).toBe(403);
    expect(await response.json()).toEqual({ message: 'Must have admin rights to Repository.' });
  });

  it('runs what falls due when the clock is moved on a week', async () => {
    await page.ask('/api/clock', { move: 'week' });
    const html = await page.read('/issues/1');
    expect(html).toContain('Mon, 8 Mar 2021');
    expect(html.toLowerCase()).toContain('weekly update');
  });

  it('edits and deletes comments and shows that they were edited', async () => {
    await page.act({ kind: 'comment', issue: 1, body: 'first words' });
    const id = Number(
      /id="issuecomment-(\d+)"[\s\S]*?<p>first words/.exec(lastComment(await page.read('/issues/1')))?.[1],
    );
    await page.act({ kind: 'edit', issue: 1, comment: id, body: 'second words' });
    const source = await page.ask('/api/source', { issue: 1, comment: id });
    expect(await source.json()).toEqual({ text: 'second words' });
    expect(lastComment(await page.read('/issues/1'))).toContain('edited');
    await page.act({ kind: 'delete-comment', issue: 1, comment: id });
    expect(await page.read('/issues/1')).not.toContain('second words');
  });

  it('opens, closes and reopens issues', async () => {
    const opened = await page.act({
      kind: 'open',
      title: 'A <b>bug</b>',
      body: 'See #1, @engineer',
      labels: ['blocker'],
    });
    const { location } = (await opened.json()) as { location: string };
    const path = location.replace('/acme/appointments', '');
    const number = Number(path.split('/').at(-1));
    const html = await page.read(path);
    expect(html).toContain('A &lt;b&gt;bug&lt;/b&gt;');
    expect(html).toContain('author=engineer');
    expect(await page.read('/issues/1')).toContain('mentioned this in');
    await page.act({ kind: 'close', issue: number, reason: 'not_planned' });
    expect(await page.read(path)).toContain('closed this as not planned');
    expect(await page.read('/issues?state=closed')).toContain('A &lt;b&gt;bug');
    await page.act({ kind: 'reopen', issue: number });
    expect(await page.read(path)).toContain('reopened this');
  });

  it('offers the release plan template for a new issue', async () => {
    expect(await page.read('/issues/new?template=release-plan')).toContain('Staged Rollout');
  });

  it('tells browsers that something has changed', async () => {
    const stop = new AbortController();
    const response = await fetch(`${page.url}/events`, { signal: stop.signal });
    const reader = response.body?.getReader();
    await reader?.read();
    await page.act({ kind: 'react', issue: 1, content: 'heart' });
    const told = await reader?.read();
    expect(new TextDecoder().decode(told?.value)).toContain('event: change');
    stop.abort();
  });
});

describe('the sandbox page and other sites', () => {
  it.each([
    ['no origin', {}],
    ['another origin', { origin: 'https://example.com' }],
    ['another port of this machine', { origin: 'http://127.0.0.1:1' }],
  ])('refuses to change anything for %s', async (_what, headers) => {
    const body = { as: 'product-manager', kind: 'comment', issue: 1, body: 'from elsewhere' };
    const response = await page.ask('/api/act', body, headers);
    expect(response.status).toBe(403);
    expect(await page.read('/issues/1')).not.toContain('from elsewhere');
  });

  it('answers to its own names only', async () => {
    expect(await statusFor('rebound.example.com')).toBe(403);
  });

  it('lets no inline script run', async () => {
    const response = await fetch(`${page.url}/acme/appointments/issues/1`);
    expect(response.headers.get('content-security-policy')).toMatch(/default-src 'none'; script-src 'self';/);
  });

  it('does not start where something else listens', async () => {
    const port = Number(new URL(page.url).port);
    await expect(startSandboxPage({ port, log: pino({ level: 'silent' }) })).rejects.toThrow('EADDRINUSE');
  });

  it.each([
    '//',
    '/assets/../start-world.ts',
    '/vendor/mermaid/..%2f..%2fpackage.json',
    '/avatars/..%2fx.svg',
    '/acme/appointments/issues/99',
    '/elsewhere',
  ])('has nothing at %s', async (path) => {
    const response = await fetch(`${page.url}${path}`);
    expect(response.status).toBe(404);
  });

  it.each([
    ['nothing', undefined],
    ['an unknown kind', { as: 'product-manager', kind: 'burn' }],
    ['a person who is not there', { as: 'nobody', kind: 'reopen', issue: 1 }],
    ['the app itself', { as: 'rollcall[bot]', kind: 'reopen', issue: 1 }],
    ['more than anybody can write', { as: 'engineer', kind: 'comment', issue: 1, body: 'x'.repeat(1_100_000) }],
    ['a comment that GitHub does not take', { as: 'engineer', kind: 'comment', issue: 1, body: 'x'.repeat(65_537) }],
    ['an issue that is not there', { as: 'engineer', kind: 'reopen', issue: 99 }],
  ])('refuses %s politely', async (_what, body) => {
    const response = await page.ask('/api/act', body);
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
    expect(await response.json()).toHaveProperty('message');
  });
});

function lastComment(html: string): string {
  return html.slice(html.lastIndexOf('<article'));
}

/** `fetch` does not let the name of the host be chosen. */
function statusFor(host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(page.url);
    const asked = request({ port, host: '127.0.0.1', path: '/', headers: { host } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    asked.on('error', reject);
    asked.end();
  });
}
