import type { ChildProcess } from 'node:child_process';
import { minuteMs } from '../../../src/core/instant.ts';
import { personOf } from '../../../src/sandbox/github/person.ts';
import { type BenchGitHub, openTrackingIssue, startBenchGitHub } from '../bench-github.ts';
import { nextMessage, startServer, stopChild } from '../child.ts';
import { commentWebhook, type SignedWebhook } from '../comment-webhook.ts';
import { atMostOfReference, below, type Figure, type Measure } from '../figure.ts';
import { idleAfterRelease } from '../idle-after-release.ts';
import { startFlags } from '../script-words.ts';
import type { AskMemory, MemoryUse } from '../servers/whole-app.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { sendAtOnce } from '../webhook-load.ts';

const minutes = 60;
const releases = 20;
/** Each minute, on releases: read, decided and answered. */
const onReleases = 60;
/** Each minute, on other issues: looked at and put aside. */
const elsewhere = 540;
const quarters = 4;

/**
 * An hour of a large installation, 10 deliveries a second: the clock is put on a minute at a time, so that everything
 * that is done every minute, every five and every hour is done too.
 */
export const memory: Figure = {
  name: 'memory',
  async measure() {
    const github = await startBenchGitHub();
    const { url, app, privateKey, webhookSecret } = github.sandbox;
    const { child, said } = await startServer<{ readonly webhookUrl: string }>(
      new URL('../servers/whole-app.ts', import.meta.url),
      { githubUrl: url, appId: app.id, privateKey, webhookSecret, dataDir: temporaryFolder(), puttingOn: true },
      [...startFlags(), '--expose-gc'],
    );
    github.sandbox.sendWebhooksTo(said.webhookUrl);
    for (let count = 1; count <= releases; count += 1) openTrackingIssue(github, count);
    await memoryOf(github, child);
    const uses: MemoryUse[] = [];
    const started = performance.now();
    for (let minute = 1; minute <= minutes; minute += 1) {
      await writeComments(github, minute);
      await sendAtOnce(said.webhookUrl, commentsElsewhere(github, minute));
      const use = await memoryOf(github, child);
      if (minute % (minutes / quarters) === 0) uses.push(use);
    }
    const seconds = (performance.now() - started) / 1000;
    await stopChild(child);
    await github.sandbox.stop();
    return [
      ...describe(uses),
      { what: 'that hour passed in', value: seconds, unit: 's' },
      {
        what: 'memory after a release, 5 s idle',
        value: await idleAfterRelease(),
        unit: 'MB',
        bar: below(150),
      },
    ];
  },
};

function describe(uses: readonly MemoryUse[]): readonly Measure[] {
  const [first, last] = [uses[0], uses.at(-1)];
  if (first === undefined || last === undefined) return [];
  const heaps = uses.map(({ heapMegabytes }) => heapMegabytes);
  const what = 'after a quarter of it';
  return [
    ...heaps.slice(1, -1).map(
      (value, i): Measure => ({
        what: `heap after ${i + 2} quarters`,
        value,
        unit: 'MB',
        reference: { what, value: first.heapMegabytes },
      }),
    ),
    {
      what: `heap after an hour, ${minutes * (onReleases + elsewhere)} deliveries`,
      value: last.heapMegabytes,
      unit: 'MB',
      reference: { what, value: first.heapMegabytes },
      bar: atMostOfReference(1.1),
    },
    { what: 'it grows in an hour by', value: slope(heaps) * quarters, unit: 'MB', bar: below(5) },
    {
      what: 'memory after an hour',
      value: last.residentMegabytes,
      unit: 'MB',
      reference: { what, value: first.residentMegabytes },
      bar: atMostOfReference(1.25),
    },
  ];
}

/** Of the straight line that fits best, from one value to the next. */
function slope(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  let [rise, run] = [0, 0];
  for (const [i, value] of values.entries()) {
    rise += (i - middle) * value;
    run += (i - middle) ** 2;
  }
  return rise / run;
}

/** In turns on all issues: mostly talk, now and then a command. */
async function writeComments({ sandbox, repository }: BenchGitHub, minute: number): Promise<void> {
  const analyst = personOf(sandbox.platform, 'analyst');
  for (let event = 0; event < onReleases; event += 1) {
    const issue = repository.issues.get(1 + ((minute * onReleases + event) % releases));
    if (issue === undefined) throw new Error('an issue has gone');
    analyst.comment(issue, event === 0 ? '/metric Preference step completion = 812/1301' : 'Looks the same.');
  }
  await sandbox.quiet();
}

/** Of issues that are no releases; each is another one. */
function commentsElsewhere({ sandbox, repository }: BenchGitHub, minute: number): readonly SignedWebhook[] {
  return Array.from({ length: elsewhere }, (_, i) => {
    const number = 10_000 + minute * elsewhere + i;
    const issue = {
      repositoryId: repository.id,
      installationId: sandbox.installation.id,
      owner: sandbox.organization.login,
      repository: repository.name,
      number,
      labels: ['bug'],
    };
    return commentWebhook(issue, 1_000_000 + number, sandbox.webhookSecret);
  });
}

/** A minute later. */
async function memoryOf({ sandbox, clock }: BenchGitHub, child: ChildProcess): Promise<MemoryUse> {
  await sandbox.quiet();
  clock.advance(minuteMs);
  const answer = nextMessage<MemoryUse>(child);
  child.send({ putOnMs: minuteMs } satisfies AskMemory);
  return await answer;
}
