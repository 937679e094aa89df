import { fileURLToPath } from 'node:url';
import { findPostgres, startPostgres } from '../../postgres.ts';
import { appCredentials } from '../app-credentials.ts';
import { freePort, nextMessage, processorMs, startProgram, startServer, stopChild } from '../child.ts';
import { type CommentedIssue, commentWebhook, type SignedWebhook } from '../comment-webhook.ts';
import { diskMs } from '../disk.ts';
import { atLeastOfReference, below, type Figure } from '../figure.ts';
import { median } from '../sample.ts';
import { startFlags } from '../script-words.ts';
import type { IntakeGiven } from '../servers/intake-only.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { type LoadResult, sendAtOnce, sendEvenly } from '../webhook-load.ts';

const rounds = 7;
const perRound = 1_000;
const steadyRate = 100;
const steadySeconds = 4;

const tracked: CommentedIssue = {
  repositoryId: 22,
  installationId: 11,
  owner: 'acme',
  repository: 'appointments',
  number: 7,
};

let lastId = 1_000_000;

/** Signed webhooks of comments on a tracking issue, until they are answered, which is when they are durable. */
export const intake: Figure = {
  name: 'intake',
  async measure() {
    const reference = await startReference();
    const { child, said } = await startIntake();
    await warmUp(reference.url, tracked, 2_000);
    await warmUp(said.url, tracked, 2_000);
    const ours: LoadResult[] = [];
    const theirs: LoadResult[] = [];
    // In turns, so that a busy moment of the machine meets both.
    const processor = { ours: 0, theirs: 0 };
    for (let round = 0; round < rounds; round += 1) {
      const before = [processorMs(reference.child.pid) ?? 0, processorMs(child.pid) ?? 0] as const;
      theirs.push(await sendAtOnce(reference.url, comments(tracked, perRound)));
      ours.push(await sendAtOnce(said.url, comments(tracked, perRound)));
      processor.theirs += (processorMs(reference.child.pid) ?? Number.NaN) - before[0];
      processor.ours += (processorMs(child.pid) ?? Number.NaN) - before[1];
    }
    const steadyTheirs = await sendEvenly(reference.url, comments(tracked, steadyRate * steadySeconds), steadyRate);
    const steadyOurs = await sendEvenly(said.url, comments(tracked, steadyRate * steadySeconds), steadyRate);
    await Promise.all([stopChild(child), stopChild(reference.child)]);
    const whole = await wholeApp();
    const disk = await diskMs();
    const postgres = await onPostgres();
    const empty = 'an empty Probot app';
    const middle = (results: readonly LoadResult[], of: keyof LoadResult) =>
      median(results.map((result) => result[of]).sort((a, b) => a - b));
    return [
      {
        what: 'intake, 16 connections',
        value: middle(ours, 'perSecond'),
        unit: 'per second',
        reference: { what: empty, value: middle(theirs, 'perSecond') },
        bar: atLeastOfReference(0.8),
      },
      {
        what: 'p50, 16 connections',
        value: middle(ours, 'p50'),
        unit: 'ms',
        reference: { what: empty, value: middle(theirs, 'p50') },
      },
      {
        what: 'p99, 16 connections',
        value: middle(ours, 'p99'),
        unit: 'ms',
        reference: { what: empty, value: middle(theirs, 'p99') },
      },
      {
        what: 'processor time for each',
        value: processor.ours / (rounds * perRound),
        unit: 'ms',
        reference: { what: empty, value: processor.theirs / (rounds * perRound) },
      },
      { what: 'of that, one page to this disk', value: disk, unit: 'ms' },
      ...(postgres === undefined
        ? []
        : [
            {
              what: 'intake, 16 connections, PostgreSQL',
              value: postgres,
              unit: 'per second',
              reference: { what: empty, value: middle(theirs, 'perSecond') },
            } as const,
          ]),
      { what: 'p50 at 100/s', value: steadyOurs.p50, unit: 'ms', reference: { what: empty, value: steadyTheirs.p50 } },
      {
        what: 'p99 at 100/s',
        value: steadyOurs.p99,
        unit: 'ms',
        reference: { what: empty, value: steadyTheirs.p99 },
        bar: below(50),
      },
      {
        what: 'the whole app at work, 16 connections',
        value: whole.burst.perSecond,
        unit: 'per second',
        reference: { what: empty, value: middle(theirs, 'perSecond') },
      },
      {
        what: 'the whole app at work, p99 at 20/s',
        value: whole.steady.p99,
        unit: 'ms',
        reference: { what: empty, value: steadyTheirs.p99 },
        bar: below(50),
      },
    ];
  },
};

function startIntake(databaseUrl?: string) {
  const given: IntakeGiven = { ...appCredentials, dataDir: temporaryFolder(), tracked: tracked.number };
  return startServer<{ readonly url: string }>(
    new URL('../servers/intake-only.ts', import.meta.url),
    databaseUrl === undefined ? given : { ...given, databaseUrl },
    startFlags(),
  );
}

/** Webhooks a second with a PostgreSQL server on this machine; undefined where none is installed. */
async function onPostgres(): Promise<number | undefined> {
  const programs = findPostgres();
  if (programs === undefined) return undefined;
  const server = await startPostgres(programs, { settings: ['fsync=on'] });
  const { child, said } = await startIntake(await server.createDatabase());
  await warmUp(said.url, tracked, 1_000);
  const { perSecond } = await sendAtOnce(said.url, comments(tracked, rounds * perRound));
  await stopChild(child);
  await server.stop();
  return perSecond;
}

/** Everything that follows is done meanwhile, against a GitHub in a third process. */
async function wholeApp() {
  const github = await startServer<object>(new URL('../servers/sandbox-github.ts', import.meta.url), {});
  const app = await startServer<{ readonly webhookUrl: string }>(
    new URL('../servers/whole-app.ts', import.meta.url),
    { ...github.said, dataDir: temporaryFolder() },
    startFlags(),
  );
  const { webhookUrl } = app.said;
  github.child.send({ given: { webhookUrl } });
  const issue = await nextMessage<CommentedIssue>(github.child);
  await warmUp(webhookUrl, issue, 300);
  const steady = await sendEvenly(webhookUrl, comments(issue, 20 * steadySeconds), 20);
  const burst = await sendAtOnce(webhookUrl, comments(issue, perRound));
  // The rest of its work is not waited for: killed, as the next test of its kind would.
  app.child.kill('SIGKILL');
  await stopChild(github.child);
  return { steady, burst };
}

async function startReference() {
  const port = await freePort();
  const child = startProgram(
    [process.execPath, fileURLToPath(new URL('../servers/empty-probot.js', import.meta.url))],
    {
      APP_ID: String(appCredentials.appId),
      PRIVATE_KEY: appCredentials.privateKey,
      WEBHOOK_SECRET: appCredentials.webhookSecret,
      HOST: '127.0.0.1',
      PORT: String(port),
    },
  );
  const url = `http://127.0.0.1:${port}/api/github/webhooks`;
  for (;;) {
    try {
      await fetch(`http://127.0.0.1:${port}/ping`);
      return { child, url };
    } catch (error) {
      if (child.exitCode !== null) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

async function warmUp(url: string, issue: CommentedIssue, count: number): Promise<void> {
  await sendAtOnce(url, comments(issue, count));
}

function comments(issue: CommentedIssue, count: number): readonly SignedWebhook[] {
  return Array.from({ length: count }, () => {
    lastId += 1;
    return commentWebhook(issue, lastId, appCredentials.webhookSecret);
  });
}
