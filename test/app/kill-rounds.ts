/** The real process, killed with -9 again and again, and stopped in order at the end. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { personOf } from '../../src/sandbox/github/person.ts';
import type { Issue } from '../../src/sandbox/github/state/world.ts';
import { movableClock } from '../../src/sandbox/movable-clock.ts';
import { startAcme } from '../sandbox/acme.ts';
import { comeToRest, deliverAgain, dyingProcesses, kill, startProcess, until } from './app-process.ts';
import { botComments, labelsOf, plan } from './world.ts';

/**
 * Gives a command for each of `moments` and kills the process so many milliseconds later: before, while or after it works
 * on it. In the end everything has been done once.
 */
export async function killRounds(moments: readonly number[], databaseUrl?: string): Promise<void> {
  const { github, repository } = await startAcme({ clock: movableClock(Date.now()) });
  const dataDir = await mkdtemp(join(tmpdir(), 'rollcall-killed-'));
  const manager = personOf(github.platform, 'product-manager');
  const start =
    databaseUrl === undefined
      ? () => startProcess(github, { words: ['src/main.ts'], dataDir })
      : dyingProcesses(github, { dataDir, databaseUrl });
  let running = await start();
  const issue: Issue = manager.openIssue(repository, { title: 'Plan', body: plan, labels: ['release-tracking'] });
  await until(() => labelsOf(issue).includes('stage: planning'));

  for (const [round, moment] of moments.entries()) {
    const command = commandOf(round);
    manager.comment(issue, command);
    await new Promise((resolve) => setTimeout(resolve, moment));
    await kill(running, 'SIGKILL');
    await github.quiet();
    running = await start();
    await deliverAgain(github, running, `"body":"${command}"`);
    await comeToRest(github, running);
  }

  const said = botComments(issue).map((text) => text.split('\n')[0]);
  expect(said).toEqual([
    expect.stringMatching(/^### Stage A: Canary · 10% of users/),
    ...moments.map((_, round) => answerTo(round)),
  ]);
  expect(issue.subIssues).toHaveLength(1);
  expect(labelsOf(issue)).toEqual(['release-tracking', 'stage: canary']);

  const started = performance.now();
  expect(await kill(running, 'SIGTERM')).toBe(0);
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
