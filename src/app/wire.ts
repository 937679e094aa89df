import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Logger } from 'pino';
import { type ApplicationFunction, createNodeMiddleware, Probot } from 'probot';
import { openStore } from '../adapters/database/open-store.ts';
import { createClients, type GitHubCall } from '../adapters/github/clients.ts';
import { createGitHub } from '../adapters/github/github.ts';
import { createHourlyBudget } from '../adapters/github/hourly-budget.ts';
import type { WriteLimits } from '../adapters/github/write-budget.ts';
import { metricsType } from '../adapters/web/metrics.ts';
import { serve } from '../adapters/web/server.ts';
import type { WebhookDoor } from '../adapters/web/webhook-door.ts';
import type { Clock, ReleaseSummary, Store } from '../ports.ts';
import { createRenderer } from '../views/render.ts';
import { createAppMetrics } from './app-metrics.ts';
import { appSlug } from './app-slug.ts';
import { currentDelivery } from './current-delivery.ts';
import { createHousekeeping } from './housekeeping.ts';
import { createIntake, type Intake } from './intake.ts';
import { createPipeline, type PipelinePorts } from './pipeline.ts';
import { createPostponedCards } from './postponed-cards.ts';
import { createPullRequestChecks } from './pull-request-checks.ts';
import { createPutAsideList } from './put-aside.ts';
import { readiness } from './readiness.ts';
import { type BlockerLabels, createSetups } from './repository-setup.ts';
import { createScheduler } from './scheduler.ts';
import { createWorker } from './worker.ts';

export interface AppOptions {
  readonly appId: number;
  /** PEM. */
  readonly privateKey: string;
  /** The one in force. */
  readonly webhookSecret: string;
  /** Still accepted while the secret is being changed. */
  readonly previousSecret?: string | undefined;
  /** Base URL of the REST API; that of GraphQL follows from it. */
  readonly githubUrl: string;
  readonly clock: Clock;
  readonly log: Logger;
  readonly dataDir: string;
  readonly databaseUrl?: string | undefined;
  /** `web` only takes webhooks in, `worker` only works on them: both need a database that they share. */
  readonly role?: Role | undefined;
  /** For tests on a throw-away PostgreSQL server only. */
  readonly acceptDataLoss?: boolean | undefined;
  readonly host?: string | undefined;
  /** 0 or none: any free one. */
  readonly port?: number | undefined;
  /** Registers the webhooks; src/index.ts. */
  readonly listen: (intake: Intake, now: () => number) => ApplicationFunction;
  readonly observe?: ((call: GitHubCall) => void) | undefined;
  /** Names with each request to GitHub the delivery that caused it, in a header; for the sandbox's log. */
  readonly nameDeliveries?: boolean | undefined;
  /** Stands between the pipeline and its ports; for tests that stop it between two steps. */
  readonly between?: ((ports: PipelinePorts) => PipelinePorts) | undefined;
  /** What may be written in which time; GitHub's published limits when not given. */
  readonly limits?: WriteLimits | undefined;
}

export type Role = 'all' | 'web' | 'worker';

export interface RunningApp {
  readonly webhookUrl: string;
  readonly port: number;
  readonly store: Store;
  /** Resolves when nothing is ready to be done at the clock's time and nothing is under way. */
  settle(): Promise<void>;
  nextWake(): Promise<{ readonly retryAt: number | undefined; readonly timerAt: number | undefined }>;
  /** Runs the timers that are due now. */
  fireDue(): Promise<void>;
  releases(): Promise<readonly ReleaseSummary[]>;
  /** Takes no new work, finishes what is under way, closes the store. */
  stop(): Promise<void>;
}

const webhookPath = '/api/github/webhooks';

/** How often other processes' work is looked for, in milliseconds; the database's notices usually come first. */
const pollMs = 5_000;

/** Puts the app together and starts it. */
export async function startApp(options: AppOptions): Promise<RunningApp> {
  const { clock, log, appId, privateKey, webhookSecret, githubUrl } = options;
  const store = await openStore({
    databaseUrl: options.databaseUrl,
    dataDir: options.dataDir,
    log,
    ...(options.acceptDataLoss === true ? { acceptDataLoss: true } : {}),
  });
  const metrics = createAppMetrics(clock, store);
  const budget = createHourlyBudget(clock);
  const clients = createClients({
    appId,
    privateKey,
    baseUrl: githubUrl,
    observe(call) {
      metrics.onCall(call);
      budget.note(call);
      options.observe?.(call);
    },
    ...(options.nameDeliveries === true ? { extraHeaders: deliveryHeader } : {}),
  });
  const secrets = secretsOf(options);
  const app = { id: appId, slug: await appSlug(clients, store, log) };
  const cutNote = createRenderer().render({ view: 'cut-note', model: {} }, { links: {}, zone: 'UTC' }).trim();
  const blockerLabels: BlockerLabels = new Map();
  const github = createGitHub({
    clients,
    clock,
    app,
    secrets,
    cutNote,
    lowUntil: budget.lowUntil,
    blockerLabel: ({ repositoryId }) => blockerLabels.get(repositoryId) ?? 'blocker',
    ...(options.limits === undefined ? {} : { limits: options.limits }),
  });
  const pipeline = createPipeline({
    ...(options.between ?? unchanged)({ store, github }),
    clock,
    log,
    setupOf: createSetups(store, blockerLabels),
    metrics,
    onPostponed: (issue, until) => postponed.add(issue, until),
  });
  const owner = `${hostname()}/${process.pid}/${randomUUID()}`;
  const shared = store.engine === 'postgres' ? pollMs : undefined;
  const worker = createWorker({
    store,
    pipeline,
    clock,
    log,
    owner,
    concurrency: 12,
    pollMs: shared,
    onLaneDone: () => scheduler.wake(),
  });
  const scheduler = createScheduler({ store, clock, log, onFired: worker.wake, pollMs: shared });
  const { role = 'all' } = options;
  const works = role !== 'web';
  const wake = works ? worker.wake : () => {};
  store.onWork(wake);

  const postponed = createPostponedCards(store, clock, log, wake);
  const putAside = createPutAsideList(store, clock, log);
  const checkPullRequest = createPullRequestChecks({ clients, clock, log });
  const intake = createIntake({
    store,
    app,
    checkPullRequest,
    putAside,
    onAccepted: wake,
    onOutcome: metrics.onDelivery,
  });
  const probot = new Probot({ appId, privateKey, secret: webhookSecret, baseUrl: githubUrl, log });
  const middleware = await createNodeMiddleware(options.listen(intake, clock.now), {
    probot,
    webhooksPath: webhookPath,
  });
  const door: WebhookDoor = {
    path: webhookPath,
    secrets,
    answer: async (request, response) => middleware(request, response),
    onRefused: metrics.onRefused,
  };
  const web = await serve({
    host: options.host ?? '127.0.0.1',
    port: options.port ?? 0,
    webhook: role === 'worker' ? undefined : door,
    pages: {
      '/healthz': async () => ({ status: 200, type: 'text/plain', body: 'ok\n' }),
      '/readyz': () => readiness(store, clock),
      '/metrics': async () => ({ status: 200, type: metricsType, body: await metrics.print() }),
    },
  });
  const housekeeping = createHousekeeping({
    store,
    clients,
    clock,
    log,
    metrics,
    putAside,
    owner,
    slug: app.slug,
    secrets,
    lowUntil: budget.lowUntil,
    onWork: worker.wake,
  });
  if (works) {
    worker.wake();
    scheduler.wake();
    housekeeping.start();
  }

  return {
    webhookUrl: `http://${web.host}:${web.port}${webhookPath}`,
    port: web.port,
    store,
    async settle() {
      await housekeeping.idle();
      await worker.idle();
    },
    nextWake: () => store.nextWake(clock.now()),
    async fireDue() {
      await scheduler.fireDue();
      await housekeeping.idle();
      await worker.idle();
    },
    releases: () => store.releases(),
    async stop() {
      scheduler.stop();
      await web.stop();
      await housekeeping.stop();
      await worker.stop();
      await putAside.stop();
      await store.close();
    },
  };
}

function unchanged(ports: PipelinePorts): PipelinePorts {
  return ports;
}

function deliveryHeader(): Readonly<Record<string, string>> {
  const delivery = currentDelivery();
  return delivery === undefined ? {} : { 'x-rollcall-delivery': delivery };
}

function secretsOf({ webhookSecret, previousSecret }: AppOptions): readonly [string, ...string[]] {
  return previousSecret === undefined ? [webhookSecret] : [webhookSecret, previousSecret];
}
