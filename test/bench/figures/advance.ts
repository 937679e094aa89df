import { startApp } from '../../../src/app/wire.ts';
import { rollcall } from '../../../src/index.ts';
import { personOf } from '../../../src/sandbox/github/person.ts';
import type { Issue, IssueComment } from '../../../src/sandbox/github/state/world.ts';
import { type BenchGitHub, noLimits, openTrackingIssue, startBenchGitHub } from '../bench-github.ts';
import { atMost, below, type Figure, type Measure } from '../figure.ts';
import { quietLog } from '../quiet-log.ts';
import { median } from '../sample.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** What a request to GitHub takes. */
const latencyMs = 100;
const rounds = 5;
const atOnce = 20;

/** The same command's cost elsewhere, counted in their sources: requests to GitHub, and points of its secondary limits. */
const restHandler = { what: 'a handler of ten REST calls', requests: 10, points: 38 };
const branchDeploy = { what: 'branch-deploy, .deploy', requests: 33 };

/** `/advance canary` from the comment to its first sign, which is a reaction, and to the end, which is the rocket. */
export const advance: Figure = {
  name: 'advance',
  async measure() {
    const alone = await advanceOneByOne();
    const together = await advanceAllAtOnce();
    const ideal = { what: 'three requests and nothing else', value: 3 * latencyMs };
    const measures: Measure[] = [
      {
        what: 'first sign, alone',
        value: median(alone.firstSign),
        unit: 'ms',
        reference: { what: 'two requests and nothing else', value: 2 * latencyMs },
        bar: below(400),
      },
      { what: 'done, alone', value: median(alone.done), unit: 'ms', reference: ideal, bar: below(1_500) },
      {
        what: `first sign, the last of ${atOnce} at once`,
        value: together.firstSign.at(-1) ?? Number.NaN,
        unit: 'ms',
        reference: { what: 'alone', value: median(alone.firstSign) },
      },
      {
        what: `done, the last of ${atOnce} at once`,
        value: together.done.at(-1) ?? Number.NaN,
        unit: 'ms',
        reference: { what: 'alone', value: median(alone.done) },
      },
    ];
    for (const [command, cost] of alone.costs) {
      measures.push({
        what: `requests of ${command}`,
        value: cost.requests,
        unit: 'requests',
        reference:
          command === '/advance canary'
            ? { what: branchDeploy.what, value: branchDeploy.requests }
            : { what: restHandler.what, value: restHandler.requests },
        bar: atMost(3),
      });
      measures.push({
        what: `points of ${command}`,
        value: cost.points,
        unit: 'points',
        reference: { what: restHandler.what, value: restHandler.points },
      });
    }
    return measures;
  },
};

interface Times {
  /** Milliseconds, sorted. */
  readonly firstSign: readonly number[];
  readonly done: readonly number[];
}

interface Cost {
  readonly requests: number;
  readonly points: number;
}

const otherCommands = ['/metric Preference step completion = 812/1301', '/share 10%', '/hold waiting', '/status'];

async function advanceOneByOne(): Promise<Times & { readonly costs: ReadonlyMap<string, Cost> }> {
  const { github, app } = await startAll();
  const times: { firstSign: number; done: number }[] = [];
  const costs = new Map<string, Cost>();
  let last: Issue | undefined;
  for (let round = 0; round < rounds; round += 1) {
    [last] = await openAll(github, app, 1);
    if (last === undefined) break;
    const before = github.sandbox.requests.length;
    times.push(await timeCommand(github, last, '/advance canary'));
    await rest(github, app);
    costs.set('/advance canary', costSince(github, before));
  }
  for (const command of otherCommands) {
    if (last === undefined) break;
    const before = github.sandbox.requests.length;
    await timeCommand(github, last, command);
    await rest(github, app);
    costs.set(command, costSince(github, before));
  }
  await app.stop();
  await github.sandbox.stop();
  return { ...sorted(times), costs };
}

/** On 20 issues of one repository. */
async function advanceAllAtOnce(): Promise<Times> {
  const { github, app } = await startAll();
  const issues = await openAll(github, app, atOnce);
  const times = await Promise.all(issues.map((issue) => timeCommand(github, issue, '/advance canary')));
  await rest(github, app);
  await app.stop();
  await github.sandbox.stop();
  return sorted(times);
}

/** Without GitHub's own limits on writing, which allow fewer in so short a time. */
async function startAll() {
  const github = await startBenchGitHub(latencyMs);
  const { url, app, privateKey, webhookSecret } = github.sandbox;
  const started = await startApp({
    appId: app.id,
    privateKey,
    webhookSecret,
    githubUrl: url,
    clock: github.clock,
    log: quietLog,
    dataDir: temporaryFolder(),
    listen: rollcall,
    limits: noLimits,
  });
  github.sandbox.sendWebhooksTo(started.webhookUrl);
  return { github, app: started };
}

type App = Awaited<ReturnType<typeof startApp>>;

async function openAll(github: BenchGitHub, app: App, count: number): Promise<readonly Issue[]> {
  const issues = Array.from({ length: count }, (_, i) => openTrackingIssue(github, i + 1));
  await rest(github, app);
  return issues;
}

async function rest({ sandbox }: BenchGitHub, app: App): Promise<void> {
  for (let before = -1; before < sandbox.deliveries.length; ) {
    before = sandbox.deliveries.length;
    await sandbox.quiet();
    await app.settle();
  }
}

function timeCommand(github: BenchGitHub, issue: Issue, command: string) {
  const started = performance.now();
  const comment = personOf(github.sandbox.platform, 'product-manager').comment(issue, command);
  let firstSign: number | undefined;
  return new Promise<{ readonly firstSign: number; readonly done: number }>((resolve) => {
    const forget = github.sandbox.onChange(() => {
      const now = performance.now() - started;
      if (comment.reactions.length > 0) firstSign ??= now;
      if (firstSign === undefined || !isDone(comment)) return;
      forget();
      resolve({ firstSign, done: now });
    });
  });
}

function isDone(comment: IssueComment): boolean {
  return comment.reactions.some(({ content }) => content !== 'eyes');
}

function costSince({ sandbox }: BenchGitHub, start: number): Cost {
  const requests = sandbox.requests.slice(start).filter(({ path }) => !path.endsWith('/access_tokens'));
  return { requests: requests.length, points: requests.reduce((sum, { points }) => sum + points, 0) };
}

function sorted(times: readonly { readonly firstSign: number; readonly done: number }[]): Times {
  return {
    firstSign: times.map(({ firstSign }) => firstSign).sort((a, b) => a - b),
    done: times.map(({ done }) => done).sort((a, b) => a - b),
  };
}
