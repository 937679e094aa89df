import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Logger } from 'pino';
import type { ApplicationFunction } from 'probot';
import { openStore } from '../adapters/database/open-store.ts';
import { createClients, type GitHubCall } from '../adapters/github/clients.ts';
import { createHourlyBudget } from '../adapters/github/hourly-budget.ts';
import type { WriteLimits } from '../adapters/github/write-budget.ts';
import { metricsType } from '../adapters/web/metrics.ts';
import { serve } from '../adapters/web/server.ts';
import type { WebhookDoor } from '../adapters/web/webhook-door.ts';
import type { Clock, ReleaseSummary, Store } from '../ports.ts';
import { createAppMetrics } from './app-metrics.ts';
import { appSlug } from './app-slug.ts';
import { assemble } from './assemble.ts';
import { currentDelivery } from './current-delivery.ts';
import type { Intake } from './intake.ts';
import type { PipelinePorts } from './pipeline.ts';
import { createProbotMiddleware } from './probot-middleware.ts';
import { readiness } from './readiness.ts';

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
  const { role = 'all' } = options;
  const { intake, worker, scheduler, housekeeping, putAside, start } = assemble({
    store,
    clients,
    clock,
    log,
    app: { id: appId, slug: await appSlug(clients, store, log) },
    secrets,
    owner: `${hostname()}/${process.pid}/${randomUUID()}`,
    metrics,
    lowUntil: budget.lowUntil,
    limits: options.limits,
    between: options.between,
    works: role !== 'web',
  });
  const answer = await createProbotMiddleware({
    appId,
    privateKey,
    secret: webhookSecret,
    path: webhookPath,
    baseUrl: githubUrl,
    log,
    listen: options.listen(intake, clock.now),
  });
  const door: WebhookDoor = { path: webhookPath, secrets, answer, onRefused: metrics.onRefused };
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
  start();

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

function deliveryHeader(): Readonly<Record<string, string>> {
  const delivery = currentDelivery();
  return delivery === undefined ? {} : { 'x-rollcall-delivery': delivery };
}

function secretsOf({ webhookSecret, previousSecret }: AppOptions): readonly [string, ...string[]] {
  return previousSecret === undefined ? [webhookSecret] : [webhookSecret, previousSecret];
}
