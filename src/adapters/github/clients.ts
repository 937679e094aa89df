import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from '@octokit/rest';
import type { Instant } from '../../core/instant.ts';

export interface ClientsOptions {
  readonly appId: number;
  /** PEM. */
  readonly privateKey: string;
  /** `https://api.github.com`, `https://HOST/api/v3` for an Enterprise Server, or the sandbox's address. */
  readonly baseUrl: string;
  readonly observe?: (call: GitHubCall) => void;
  /** Headers for every request; the sandbox shows by them what caused it. */
  readonly extraHeaders?: () => Readonly<Record<string, string>>;
  /** After this many milliseconds a request counts as failed. GitHub gives up after 10 s itself. */
  readonly timeoutMs?: number;
}

/** One request to GitHub, as it went. */
export interface GitHubCall {
  /** Undefined for requests of the app itself. */
  readonly installationId: number | undefined;
  readonly method: string;
  /** Route template, or `/graphql`. */
  readonly route: string;
  /** Name of the GraphQL operation. */
  readonly operation: string | undefined;
  /** Undefined when nothing was answered. */
  readonly status: number | undefined;
  readonly ms: number;
  /** GitHub's price towards the secondary limit: 1 to read, 5 to write. */
  readonly points: number;
  /** What is left of the hourly budget, where GitHub said it. */
  readonly remaining: number | undefined;
  /** Of how much. */
  readonly limit: number | undefined;
  /** When it is renewed. */
  readonly resetAt: Instant | undefined;
}

export interface Clients {
  /** For the deliveries of the app's webhook. */
  forApp(): Octokit;
  forInstallation(installationId: number): Octokit;
}

const silent = { debug() {}, info() {}, warn() {}, error() {} };

/** Octokit clients, one for each installation. None of them waits or retries: that is decided above them. */
export function createClients(options: ClientsOptions): Clients {
  const clients = new Map<number | undefined, Octokit>();
  function client(installationId: number | undefined): Octokit {
    const known = clients.get(installationId);
    if (known !== undefined) return known;
    const created = createClient(options, installationId);
    clients.set(installationId, created);
    return created;
  }
  return { forApp: () => client(undefined), forInstallation: client };
}

/** A client that speaks for a person, with a token of theirs. */
export function createPersonalClient(baseUrl: string, token: string): Octokit {
  const request = { signal: AbortSignal.timeout(30_000) };
  return new Octokit({ baseUrl: baseUrl.replace(/\/$/, ''), userAgent: 'rollcall', log: silent, auth: token, request });
}

function createClient(options: ClientsOptions, installationId: number | undefined): Octokit {
  const octokit = new Octokit({
    baseUrl: options.baseUrl.replace(/\/$/, ''),
    userAgent: 'rollcall',
    log: silent,
    authStrategy: createAppAuth,
    auth: {
      appId: options.appId,
      privateKey: options.privateKey,
      ...(installationId === undefined ? {} : { installationId }),
    },
  });
  octokit.hook.wrap('request', async (send, request) => {
    Object.assign(request.headers, options.extraHeaders?.());
    request.request = { ...request.request, signal: AbortSignal.timeout(options.timeoutMs ?? 15_000) };
    const call = describeCall(installationId, request.method, request.url, request['query']);
    const started = performance.now();
    try {
      const response = await send(request);
      options.observe?.({ ...call, ...describeAnswer(response.status, response.headers, started) });
      return response;
    } catch (error) {
      options.observe?.({ ...call, ...describeAnswer(statusOf(error), undefined, started) });
      throw error;
    }
  });
  return octokit;
}

function describeCall(installationId: number | undefined, method: string, url: string, query: unknown) {
  const isQuery = typeof query === 'string' && url.endsWith('/graphql');
  const operation = isQuery ? /^(?:query|mutation) (\w+)/.exec(query)?.[1] : undefined;
  const reads = method === 'GET' || (isQuery && query.startsWith('query'));
  return { installationId, method, route: isQuery ? '/graphql' : url, operation, points: reads ? 1 : 5 };
}

function describeAnswer(
  status: number | undefined,
  headers: Readonly<Record<string, unknown>> | undefined,
  started: number,
) {
  const seconds = numberOf(headers?.['x-ratelimit-reset']);
  return {
    status,
    ms: performance.now() - started,
    remaining: numberOf(headers?.['x-ratelimit-remaining']),
    limit: numberOf(headers?.['x-ratelimit-limit']),
    resetAt: seconds === undefined ? undefined : seconds * 1000,
  };
}

function numberOf(header: unknown): number | undefined {
  const value = Number(header ?? Number.NaN);
  return Number.isNaN(value) ? undefined : value;
}

function statusOf(error: unknown): number | undefined {
  const answered = typeof error === 'object' && error !== null && 'response' in error && error.response !== undefined;
  if (!answered || !('status' in error)) return undefined;
  return typeof error.status === 'number' ? error.status : undefined;
}
