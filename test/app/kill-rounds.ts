/** The real process, killed with -9 again and again, and stopped in order at the end. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect } from 'vitest';
import { personOf } from '../../src/sandbox/github/person.ts';
import type { Issue } from '../../src/sandbox/github/state/world.ts';
import { movableClock } from '../../src/sandbox/movable-clock.ts';
import { type Acme, startAcme } from '../sandbox/acme.ts';
import { botComments, labelsOf, plan } from './world.ts';

interface Process {
  readonly child: ChildProcess;
  readonly webhookUrl: string;
}

async function startProcess({ github }: Acme, dataDir: string): Promise<Process> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    env: {
      PATH: process.env['PATH'],
      APP_ID: String(github.app.id),
      PRIVATE_KEY: github.privateKey,
      WEBHOOK_SECRET: github.webhookSecret,
      GHE_HOST: new URL(github.url).host,
      GHE_PROTOCOL: 'http',
      ROLLCALL_DATA_DIR: dataDir,
      HOST: '127.0.0.1',
      PORT: '0',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const { msg, port } = JSON.parse(line);
    if (msg !== 'ready') continue;
    child.stdout.resume();
    return { child, webhookUrl: `http://127.0.0.1:${port}/api/github/webhooks` };
  }
  throw new Error('the process did not start');
}

async function kill(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  const gone = once(child, 'exit');
  child.kill(signal);
  const [code] = await gone;
  return code;
}

async function until(what: () => boolean | Promise<boolean>): Promise<void> {
  for (let tried = 0; tried < 400; tried += 1) {
    if (await what()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('it did not happen in ten seconds');
}

async function isAtRest({ webhookUrl }: Process): Promise<boolean> {
  const { queue } = Object(await (await fetch(new URL('/readyz', webhookUrl))).json());
  return queue.events === 0 && queue.effects === 0;
}

/**
 * Gives a command for each of `moments` and kills the process so many milliseconds later: before, while or after it works
 * on it. In the end everything has been done once.
 */
export async function killRounds(moments: readonly number[]): Promise<void> {
  const acme = await startAcme({ clock: movableClock(Date.now()) });
  const { github, repository } = acme;
  const dataDir = await mkdtemp(join(tmpdir(), 'rollcall-killed-'));
  const manager = personOf(github.platform, 'product-manager');
  let running = await startProcess(acme, dataDir);
  github.sendWebhooksTo(running.webhookUrl);
  const issue: Issue = manager.openIssue(repository, { title: 'Plan', body: plan, labels: ['release-tracking'] });
  await until(() => labelsOf(issue).includes('stage: planning'));

  for (const [round, moment] of moments.entries()) {
    const command = commandOf(round);
    manager.comment(issue, command);
    await new Promise((resolve) => setTimeout(resolve, moment));
    await kill(running.child, 'SIGKILL');
    await github.quiet();
    running = await startProcess(acme, dataDir);
    github.sendWebhooksTo(running.webhookUrl);
    // What was not acknowledged is delivered again, as the app itself asks for a minute later.
    const last = github.deliveries.findLast((one) => one.body.includes(`"body":"${command}"`));
    if (last !== undefined && last.statusCode !== 200) {
      await fetch(running.webhookUrl, { method: 'POST', headers: last.headers, body: last.body });
    }
    await until(() => isAtRest(running));
    await github.quiet();
    await until(() => isAtRest(running));
  }

  const said = botComments(issue).map((text) => text.split('\n')[0]);
  expect(said).toEqual([
    expect.stringMatching(/^### Stage A: Canary · 10% of users/),
    ...moments.map((_, round) => answerTo(round)),
  ]);
  expect(issue.subIssues).toHaveLength(1);
  expect(labelsOf(issue)).toEqual(['release-tracking', 'stage: canary']);

  const started = performance.now();
  expect(await kill(running.child, 'SIGTERM')).toBe(0);
  expect(performance.now() - started).toBeLessThan(10_000);
  await github.stop();
  await rm(dataDir, { recursive: true, force: true });
}

function commandOf(round: number): string {
  if (round === 0) return '/advance canary';
  return round % 2 === 1 ? `/hold reason ${round}` : '/resume';
}

function answerTo(round: number): unknown {
  if (round === 0) return expect.stringMatching(/^\*\*Stage A: Canary · 10% of users\*\*, moved by product-manager/);
  return expect.stringMatching(round % 2 === 1 ? new RegExp(`on hold.* Reason: reason ${round}$`) : /goes on/);
}
