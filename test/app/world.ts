/** A GitHub with one release plan on it, and the app running against it, which may die and come back. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Logger, pino } from 'pino';
import type { WriteLimits } from '../../src/adapters/github/write-budget.ts';
import { type AppOptions, type RunningApp, startApp } from '../../src/app/wire.ts';
import { rollcall } from '../../src/index.ts';
import { driver } from '../../src/sandbox/driver.ts';
import type { GitHubOptions, GitHubSandbox } from '../../src/sandbox/github/start-github.ts';
import type { Issue, Repository } from '../../src/sandbox/github/state/world.ts';
import { startAcme } from '../sandbox/acme.ts';

/** Small, with everything that a release needs. */
export const plan = `# Release plan: booking reminders

## Staged Rollout

### Planning

- What feature toggle: booking_reminders
- What metrics-based criteria will you look at before advancing rollout to the next stage ("success criteria")?:
  - error rate < 5%

### Stage A: Canary

#### Planning

- Length of time: 1 day
- Percentage of Users: 10%

### Stage B: Moderate

#### Planning

- Length of time: 1 week
- Percentage of Users: 30%

### Go live

- Percentage of Users: 100%
`;

export interface World {
  readonly dataDir: string;
  /** Undefined on the embedded engine. */
  readonly databaseUrl: string | undefined;
  readonly github: GitHubSandbox;
  readonly repository: Repository;
  readonly app: RunningApp;
  as: Awaited<ReturnType<typeof startAcme>>['as'];
  /** Opens the tracking issue. */
  openPlan(): Issue;
  /** Lets everything come to rest, retries included. */
  settle(): Promise<void>;
  /** Moves the clock; what falls due on the way happens. */
  wait(ms: number): Promise<void>;
  /** Stops the app in order; webhooks fail from now on. */
  stopApp(): Promise<void>;
  /** Leaves it as a killed process would: nothing that is under way goes on. Webhooks fail from now on. */
  abandonApp(): Promise<void>;
  /** Starts it again on the same data. */
  startApp(changes?: Partial<AppOptions>): Promise<void>;
  /** Starts one more process on the same database; webhooks go where they went. */
  startAnother(changes?: Partial<AppOptions>): Promise<RunningApp>;
  end(): Promise<void>;
}

export interface WorldOptions {
  readonly github?: Partial<GitHubOptions>;
  readonly app?: Partial<AppOptions>;
  readonly log?: Logger;
}

/** So that no test waits for a budget on a clock that stands still. */
const noLimits: WriteLimits = { burst: 100_000, perMinute: 200_000, perHour: 1_000_000, maxWaitMs: 1_000 };

export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const { github, repository, as } = await startAcme({ ...options.github });
  const dataDir = await mkdtemp(join(tmpdir(), 'rollcall-world-'));
  let running: RunningApp | undefined;

  function app(): RunningApp {
    if (running === undefined) throw new Error('the app is not running');
    return running;
  }

  function begin(changes: Partial<AppOptions>): Promise<RunningApp> {
    return startApp({
      appId: github.app.id,
      privateKey: github.privateKey,
      webhookSecret: github.webhookSecret,
      githubUrl: github.url,
      clock: github.clock,
      log: options.log ?? pino({ level: 'silent' }),
      dataDir,
      listen: rollcall,
      nameDeliveries: true,
      limits: noLimits,
      ...options.app,
      ...changes,
    });
  }

  async function start(changes: Partial<AppOptions> = {}): Promise<void> {
    running = await begin(changes);
    github.sendWebhooksTo(running.webhookUrl);
  }

  function drive() {
    const running = app();
    return driver(github, { ...running, releases: async () => [] }, () => {});
  }

  await start();
  return {
    dataDir,
    databaseUrl: options.app?.databaseUrl,
    github,
    repository,
    get app() {
      return app();
    },
    as,
    openPlan: () =>
      as('product-manager').openIssue(repository, {
        title: 'Release plan: booking reminders',
        body: plan,
        labels: ['release-tracking'],
      }),
    settle: () => drive().settle(),
    wait: (ms) => drive().waitUntil(github.clock.now() + ms),
    async stopApp() {
      github.sendWebhooksTo(undefined);
      await running?.stop();
      running = undefined;
    },
    async abandonApp() {
      github.sendWebhooksTo(undefined);
      await running?.store.close();
      running = undefined;
    },
    startApp: start,
    startAnother: (changes = {}) => begin(changes),
    async end() {
      github.sendWebhooksTo(undefined);
      await running?.stop();
      await github.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** What a person would see in the end, without the hidden markers. */
export function lookAt(repository: Repository) {
  return [...repository.issues.values()].map((issue) => ({
    number: issue.number,
    title: issue.title,
    state: issue.state,
    labels: [...issue.labels].map((label) => label.name).sort(),
    parent: issue.parent?.number,
    body: visible(issue.body ?? ''),
    comments: issue.comments.map((comment) => ({
      author: comment.author.login,
      body: visible(comment.body),
      reactions: comment.reactions.map((reaction) => `${reaction.author.login}: ${reaction.content}`).sort(),
    })),
  }));
}

function visible(text: string): string {
  return text.replace(/<!--.*?-->/gs, '').trim();
}

export function botComments(issue: Issue): readonly string[] {
  return issue.comments.filter((comment) => comment.author.kind === 'Bot').map((comment) => visible(comment.body));
}

export function labelsOf(issue: Issue): readonly string[] {
  return [...issue.labels].map((label) => label.name).sort();
}
