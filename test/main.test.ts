import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';

const running: ChildProcess[] = [];
const folder = mkdtempSync(join(tmpdir(), 'rollcall-main-'));

afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

describe('the process', () => {
  it('without credentials serves the set-up page, which registers the App from app.yml', async () => {
    const port = await freePort();
    const { child } = start({ PORT: String(port), NO_SMEE_SETUP: 'true' });
    const page = await fetchWhenReady(`http://localhost:${port}/probot`, child);
    expect(page).toContain('&quot;issue_comment&quot;'.replaceAll('&quot;', '"'));
    expect(page).toContain('Register GitHub App');
  });

  it('refuses to start with a secret that everybody knows', async () => {
    const { child, output } = start({ APP_ID: '1', PRIVATE_KEY: key(), WEBHOOK_SECRET: 'development' });
    expect(await exitOf(child)).toBe(78);
    expect(output()).toContain('WEBHOOK_SECRET must be set');
  });

  it('is ready although GitHub is away, turns away what is not signed, and stops on SIGTERM', async () => {
    const port = await freePort();
    const { child } = start({
      APP_ID: '1',
      PRIVATE_KEY: key(),
      WEBHOOK_SECRET: 'a secret of thirty-two characters',
      PORT: String(port),
      HOST: '127.0.0.1',
      GHE_HOST: '127.0.0.1:9',
      GHE_PROTOCOL: 'http',
      ROLLCALL_DATA_DIR: folder,
    });
    expect(await fetchWhenReady(`http://127.0.0.1:${port}/readyz`, child)).toContain('"database":"ok"');

    const headers = { 'x-github-event': 'issues', 'x-github-delivery': '1', 'content-type': 'application/json' };
    for (const path of ['/', '/api/github/webhooks']) {
      const url = `http://127.0.0.1:${port}${path}`;
      const signed = { ...headers, 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` };
      expect((await fetch(url, { method: 'POST', headers: signed, body: '{}' })).status).toBe(401);
    }
    child.kill('SIGTERM');
    expect(await exitOf(child)).toBe(0);
  });
});

function start(variables: Readonly<Record<string, string>>): { child: ChildProcess; output: () => string } {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    env: { PATH: process.env['PATH'] ?? '', HOME: folder, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (text += String(chunk)));
  return { child, output: () => text };
}

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.on('close', (code) => resolve(code)));
}

/** Asks until somebody answers: the child says nothing that could be waited for when it listens. */
async function fetchWhenReady(url: string, child: ChildProcess): Promise<string> {
  while (child.exitCode === null) {
    try {
      return await (await fetch(url)).text();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error(`the process ended with ${child.exitCode}`);
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

function key(): string {
  return generateKeyPairSync('rsa', { modulusLength: 2048 })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString();
}
