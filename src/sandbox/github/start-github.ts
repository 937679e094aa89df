import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { MovableClock } from '../movable-clock.ts';
import { type Api, answer } from './api.ts';
import type { Delivery } from './delivery.ts';
import { type Faults, faultSwitches } from './faults.ts';
import type { Platform } from './platform.ts';
import { rateLimits } from './rate-limits.ts';
import type { LoggedRequest } from './request-log.ts';
import { addApp, addOrganization, findAccount, installApp } from './state/accounts.ts';
import { type Account, type App, type AppPermissions, emptyWorld, type Installation } from './state/world.ts';
import { appTokens } from './tokens.ts';
import { type Webhooks, webhooks } from './webhooks.ts';

/** GitHub in one process, in memory, on 127.0.0.1. */
export interface GitHubSandbox {
  /** Base address of the REST API; GraphQL is at `/graphql` beneath it. Both are under `/api/v3` and `/api/graphql` too. */
  readonly url: string;
  readonly platform: Platform;
  readonly clock: MovableClock;
  readonly organization: Account;
  readonly app: App;
  readonly installation: Installation;
  readonly privateKey: string;
  readonly webhookSecret: string;
  /** A token with which a person may do over the API what they may do on the pages. */
  tokenOf(login: string): string;
  readonly faults: Faults;
  readonly requests: readonly LoggedRequest[];
  readonly deliveries: readonly Delivery[];
  readonly unknownRoutes: readonly string[];
  readonly unmodelled: readonly string[];
  /** Where webhooks go; nowhere until it is set. */
  sendWebhooksTo(url: string | undefined): void;
  /** Resolves when every webhook that is not delayed has been sent and answered. */
  quiet: Webhooks['quiet'];
  nextDueAt: Webhooks['nextDueAt'];
  /** Tells a page that something may look different now; the returned function cancels. */
  onChange(callback: () => void): () => void;
  stop(): Promise<void>;
}

export interface GitHubOptions {
  readonly clock: MovableClock;
  /** Owner of the repositories and of the app. */
  readonly organization: string;
  readonly app: {
    readonly slug: string;
    readonly name?: string;
    readonly permissions: AppPermissions;
    readonly events: readonly string[];
  };
  readonly webhookSecret: string;
  /** 0 by default: any free one. */
  readonly port?: number;
  /** Real milliseconds that every API request takes, for measurements. */
  readonly latencyMs?: number;
  /** Requests and points an hour. */
  readonly rateLimit?: number;
  /** Address that links to pages begin with. */
  readonly webUrl?: string;
  /** Another seed gives other delivery ids. */
  readonly seed?: string;
}

/** What an installation may do in an hour, at least. */
const usualLimit = 5_000;
const largestBody = 10_000_000;

export async function startGitHub(options: GitHubOptions): Promise<GitHubSandbox> {
  const { clock } = options;
  const listeners = new Set<() => void>();
  const changed = () => {
    for (const listener of listeners) listener();
  };
  const platform: Platform = {
    world: emptyWorld(),
    clock,
    urls: { api: '', web: options.webUrl ?? 'https://github.com' },
    publish(happening) {
      hooks.publish(happening);
      changed();
    },
  };
  const organization = addOrganization(platform, options.organization);
  const app = addApp(platform, { ...options.app, owner: organization });
  const installation = installApp(platform, app, organization);
  const faults = faultSwitches(platform.world);
  const tokens = appTokens(platform, app);
  const hooks = webhooks({
    platform,
    clock,
    app,
    secret: options.webhookSecret,
    faults,
    seed: options.seed ?? 'rollcall',
  });
  const api: Api = {
    platform,
    tokens,
    webhooks: hooks,
    limits: rateLimits(clock, options.rateLimit ?? usualLimit),
    faults,
    unknownRoutes: [],
    unmodelled: [],
  };
  const requests: LoggedRequest[] = [];
  const server = createServer((request, response) => {
    serve(api, request, response, options.latencyMs ?? 0, requests)
      .then(changed)
      .catch((error: unknown) => {
        response.writeHead(500, { 'content-type': 'application/json' });
        response.end(
          JSON.stringify({ message: `The sandbox failed: ${error instanceof Error ? error.stack : error}` }),
        );
      });
  });
  platform.urls.api = await listen(server, options.port ?? 0);

  return {
    url: platform.urls.api,
    platform,
    clock,
    organization,
    app,
    installation,
    privateKey: tokens.privateKey,
    webhookSecret: options.webhookSecret,
    tokenOf(login) {
      const account = findAccount(platform, login);
      if (account === undefined) throw new Error(`nobody is called ${login} here`);
      return tokens.createPersonal(account);
    },
    faults,
    requests,
    deliveries: hooks.deliveries,
    unknownRoutes: api.unknownRoutes,
    unmodelled: api.unmodelled,
    sendWebhooksTo: hooks.sendTo,
    quiet: hooks.quiet,
    nextDueAt: hooks.nextDueAt,
    onChange(callback) {
      listeners.add(callback);
      return () => listeners.delete(callback);
    },
    async stop() {
      hooks.sendTo(undefined);
      await hooks.quiet();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function serve(
  api: Api,
  request: IncomingMessage,
  response: ServerResponse,
  latencyMs: number,
  log: LoggedRequest[],
): Promise<void> {
  const text = await readBody(request);
  if (latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, latencyMs));
  const url = new URL(request.url ?? '/', api.platform.urls.api);
  const path = url.pathname.replace(/^\/api\/(?:v3(?=\/|$)|(?=graphql$))/, '').replace(/^(?!\/)/, '/');
  const method = request.method ?? 'GET';
  const at = api.platform.clock.now();
  const answered = await answer(api, { method, path, url, headers: request.headers, text });
  const delivery = request.headers['x-rollcall-delivery'];
  log.push({
    at,
    delivery: typeof delivery === 'string' ? delivery : undefined,
    method,
    path,
    operation: answered.operation,
    query: answered.query,
    variables: answered.variables,
    status: answered.status,
    points: answered.points,
  });
  const isText = typeof answered.body === 'string';
  response.writeHead(answered.status, {
    'content-type': 'application/json; charset=utf-8',
    'x-github-media-type': 'github.v3; format=json',
    'x-github-request-id': `SAND:${log.length.toString(16).toUpperCase().padStart(8, '0')}`,
    ...answered.headers,
  });
  if (answered.body === undefined) response.end();
  else response.end(isText ? answered.body : JSON.stringify(answered.body));
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > largestBody) throw new Error(`a body of more than ${largestBody} bytes`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function listen(server: Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      const actual = typeof address === 'object' && address !== null ? address.port : port;
      resolve(`http://127.0.0.1:${actual}`);
    });
  });
}
