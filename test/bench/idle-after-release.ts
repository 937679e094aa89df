import { request } from 'node:http';
import { personOf } from '../../src/sandbox/github/person.ts';
import type { Issue, IssueComment } from '../../src/sandbox/github/state/world.ts';
import { openTrackingIssue, startBenchGitHub } from './bench-github.ts';
import { freePort, residentMegabytes, startProgram, stopChild } from './child.ts';
import { scriptWords } from './script-words.ts';
import { temporaryFolder } from './temporary-folder.ts';

const idleMs = 5_000;
const lookMs = 20;

/** From the plan to the last stage. */
const commands = [
  '/advance canary',
  '/metric Preference step completion = 140/205 vs 265/460',
  '/status',
  '/advance moderate --force "for the measurement"',
  '/share 45%',
  '/hold for a look at the numbers',
  '/resume',
  '/advance go-live --force "for the measurement"',
];

/** What `npm start` holds, in megabytes, when it has just gone through a release and has been idle for 5 seconds. */
export async function idleAfterRelease(): Promise<number> {
  const github = await startBenchGitHub();
  const { sandbox } = github;
  const port = await freePort();
  const child = startProgram(scriptWords('start'), {
    APP_ID: String(sandbox.app.id),
    PRIVATE_KEY: sandbox.privateKey,
    WEBHOOK_SECRET: sandbox.webhookSecret,
    HOST: '127.0.0.1',
    PORT: String(port),
    GHE_HOST: new URL(sandbox.url).host,
    GHE_PROTOCOL: 'http',
    LOG_LEVEL: 'error',
    ROLLCALL_DATA_DIR: temporaryFolder(),
  });
  await until(() => answers(port));
  sandbox.sendWebhooksTo(`http://127.0.0.1:${port}/api/github/webhooks`);
  const issue = openTrackingIssue(github, 1);
  await until(async () => hasStage(issue));
  const manager = personOf(sandbox.platform, 'product-manager');
  for (const command of commands) {
    const comment = manager.comment(issue, command);
    await until(async () => isDone(comment));
  }
  await sandbox.quiet();
  await wait(idleMs);
  const megabytes = residentMegabytes(child.pid) ?? Number.NaN;
  await stopChild(child);
  await sandbox.stop();
  return megabytes;
}

function hasStage(issue: Issue): boolean {
  return [...issue.labels].some(({ name }) => name.startsWith('stage:'));
}

function isDone(comment: IssueComment): boolean {
  return comment.reactions.some(({ content }) => content !== 'eyes');
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await wait(lookMs);
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = request({ host: '127.0.0.1', port, path: '/readyz', agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    asked.on('error', () => resolve(false));
    asked.end();
  });
}
