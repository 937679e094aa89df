import type { ChildProcess } from 'node:child_process';
import { personOf } from '../../../src/sandbox/github/person.ts';
import { type BenchGitHub, openTrackingIssue, startBenchGitHub } from '../bench-github.ts';
import { nextMessage, startServer, stopChild } from '../child.ts';
import { atMostOfReference, type Figure } from '../figure.ts';
import type { MemoryUse } from '../servers/whole-app.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const fewEvents = 1_000;
const manyEvents = 4_000;
const issues = 20;

/** What the app needs after many events, on 20 releases, that it has read, decided and answered. */
export const memory: Figure = {
  name: 'memory',
  async measure() {
    const github = await startBenchGitHub();
    const { url, app, privateKey, webhookSecret } = github.sandbox;
    const { child, said } = await startServer<{ readonly webhookUrl: string }>(
      new URL('../servers/whole-app.ts', import.meta.url),
      { githubUrl: url, appId: app.id, privateKey, webhookSecret, dataDir: temporaryFolder() },
      ['--expose-gc'],
    );
    github.sandbox.sendWebhooksTo(said.webhookUrl);
    for (let count = 1; count <= issues; count += 1) openTrackingIssue(github, count);
    await writeComments(github, 0, fewEvents);
    const few = await memoryOf(github, child);
    const started = performance.now();
    await writeComments(github, fewEvents, manyEvents);
    const many = await memoryOf(github, child);
    const seconds = (performance.now() - started) / 1000;
    await stopChild(child);
    await github.sandbox.stop();
    const what = `after ${fewEvents} events`;
    return [
      {
        what: `heap after ${manyEvents} events`,
        value: many.heapMegabytes,
        unit: 'MB',
        reference: { what, value: few.heapMegabytes },
        bar: atMostOfReference(1.1),
      },
      {
        what: `memory after ${manyEvents} events`,
        value: many.residentMegabytes,
        unit: 'MB',
        reference: { what, value: few.residentMegabytes },
        bar: atMostOfReference(1.25),
      },
      { what: 'events done, GitHub included', value: (manyEvents - fewEvents) / seconds, unit: 'per second' },
    ];
  },
};

/** In turns on all issues: mostly talk, now and then a command. What the sandbox keeps of it is thrown away. */
async function writeComments({ sandbox, repository }: BenchGitHub, from: number, to: number): Promise<void> {
  const analyst = personOf(sandbox.platform, 'analyst');
  for (let event = from; event < to; event += 1) {
    const issue = repository.issues.get(1 + (event % issues));
    if (issue === undefined) throw new Error('an issue has gone');
    analyst.comment(issue, event % 50 === 0 ? '/metric Preference step completion = 812/1301' : 'Looks the same.');
    if (event % 100 === 0) await sandbox.quiet();
  }
  await sandbox.quiet();
}

async function memoryOf({ sandbox }: BenchGitHub, child: ChildProcess): Promise<MemoryUse> {
  await sandbox.quiet();
  const answer = nextMessage<MemoryUse>(child);
  child.send({});
  return await answer;
}
