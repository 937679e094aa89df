/** The app in a process of its own, killed with -9 after each step on the way from a webhook to what it leads to. */
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Issue } from '../../src/sandbox/github/state/world.ts';
import { movableClock } from '../../src/sandbox/movable-clock.ts';
import { startAcme } from '../sandbox/acme.ts';
import { comeToRest, deliverAgain, dyingProcesses, kill } from './app-process.ts';
import { labelsOf, lookAt, plan } from './world.ts';

/** In the order in which an event passes them; the two mutation documents are sent between `created` and `flipped`. */
export const steps = [
  'taken in',
  'read',
  'decided',
  'recorded',
  'attempt counted',
  'created',
  'flipped',
  'written',
  'finished',
] as const;

/** Moves a release for each step and dies after it; in the end each is as one that was moved without dying. */
export async function killAtSteps(databaseUrl?: string): Promise<void> {
  const { github, repository, as } = await startAcme({ clock: movableClock(Date.now()) });
  const dataDir = await mkdtemp(join(tmpdir(), 'rollcall-killed-'));
  const start = dyingProcesses(github, { dataDir, databaseUrl });
  let running = await start();
  const issues: Issue[] = [];
  async function open(): Promise<Issue> {
    const issue = as('product-manager').openIssue(repository, {
      title: 'Plan',
      body: plan,
      labels: ['release-tracking'],
    });
    issues.push(issue);
    await github.quiet();
    await comeToRest(github, running);
    return issue;
  }

  as('product-manager').comment(await open(), '/advance canary');
  await github.quiet();
  await comeToRest(github, running);
  for (const step of steps) {
    const issue = await open();
    expect([step, labelsOf(issue)]).toEqual([step, ['release-tracking', 'stage: planning']]);
    const armed = running.says('armed');
    running.child.stdin.write(`${step}\n`);
    await armed;
    const dead = once(running.child, 'exit');
    const { id } = as('product-manager').comment(issue, '/advance canary');
    const [, signal] = await dead;
    expect([step, signal]).toEqual([step, 'SIGKILL']);
    await github.quiet();
    running = await start();
    await deliverAgain(github, running, `"id":${id},`);
    await comeToRest(github, running);
  }

  const [expected, ...others] = issues.map((issue) => lookOf(issue, lookAt(repository)));
  for (const [index, other] of others.entries()) expect([steps[index], other]).toEqual([steps[index], expected]);
  expect(JSON.stringify(expected)).toContain('The to-do list is in #N');
  expect(await kill(running, 'SIGTERM')).toBe(0);
  await github.stop();
  await rm(dataDir, { recursive: true, force: true });
}

/** The issue and its checklists, the same whatever their numbers and times are, and whether they were looked at again. */
function lookOf({ number }: Issue, all: ReturnType<typeof lookAt>): unknown {
  const own = all.filter((one) => one.number === number || one.parent === number);
  const text = JSON.stringify(own.map(({ number: _number, parent: _parent, ...rest }) => rest));
  return JSON.parse(
    text
      .replace(/#issuecomment-\d+/g, '#issuecomment')
      .replace(/#\d+(?:, \d+ of \d+ done)?/g, '#N')
      .replace(/issues\/\d+/g, 'issues/N')
      .replace(/\d\d:\d\d/g, '--:--'),
  );
}
