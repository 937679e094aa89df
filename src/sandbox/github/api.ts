import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { FaultSwitch, Faults } from './faults.ts';
import { GitHubError } from './github-error.ts';
import { type GraphqlAnswer, type GraphqlRequest, prepareGraphql, runGraphql } from './graphql/answer-graphql.ts';
import type { Platform } from './platform.ts';
import { presentRateLimit, type RateLimits, type Resource, rateLimitHeaders } from './rate-limits.ts';
import { findRoute } from './rest/find-route.ts';
import { malformed, type RestAnswer } from './rest/route.ts';
import { type Caller, callerIn } from './state/roles.ts';
import type { Tokens } from './tokens.ts';
import type { Webhooks } from './webhooks.ts';

export interface Asked {
  readonly method: string;
  /** Without the `/api/v3` of an Enterprise Server. */
  readonly path: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface Answered extends RestAnswer {
  readonly operation?: string;
  readonly query?: string;
  readonly variables?: unknown;
  readonly points: number;
}

export interface Api {
  readonly platform: Platform;
  readonly tokens: Tokens;
  readonly webhooks: Webhooks;
  readonly limits: RateLimits;
  readonly faults: Faults;
  /** Routes that were asked for and are not there, as `GET /path`. */
  readonly unknownRoutes: string[];
  /** GraphQL fields that were asked for, that GitHub has and the sandbox has not. */
  readonly unmodelled: string[];
}

const docs = 'https://docs.github.com/rest';

/** Answers a request to the REST API or to GraphQL. */
export async function answer(api: Api, asked: Asked): Promise<Answered> {
  const points = asked.method === 'GET' || asked.method === 'HEAD' ? 1 : 5;
  try {
    if (asked.path === '/graphql') return await answerGraphql(api, asked);
    return { ...answerRest(api, asked), points };
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    const anonymous = rateLimitHeaders({ ...api.limits.of(0, 'core'), limit: 60, remaining: 60 }, 'core');
    return { ...presentFailure(error), headers: anonymous, points };
  }
}

function answerRest(api: Api, asked: Asked): RestAnswer {
  const found = findRoute(asked.method, asked.path);
  if (found === undefined) {
    if (asked.path !== '/rate_limit') {
      api.unknownRoutes.push(`${asked.method} ${asked.path}`);
      throw new GitHubError(404, 'Not Found', { type: 'NOT_FOUND' });
    }
    return answerRateLimit(api, api.tokens.callerOf(asked.headers.authorization));
  }
  const { route, params } = found;
  const { platform, tokens, webhooks } = api;
  const rest = { platform, params, query: asked.url.searchParams, url: asked.url, accept: asked.headers.accept ?? '' };
  if (route.auth === 'app') {
    const app = tokens.appOf(asked.headers.authorization);
    api.limits.take(app.id, 'core', 1);
    const headers = rateLimitHeaders(api.limits.of(app.id, 'core'), 'core');
    const given = route.answer({ ...rest, body: readJson(asked.text), app, tokens, webhooks });
    return { ...given, headers: { ...headers, ...given.headers } };
  }
  const caller = tokens.callerOf(asked.headers.authorization);
  const struck = strikeRequest(api, asked.method !== 'GET');
  if (struck.kind === 'instead') return struck.answer;
  const limited = takeLimit(api, caller, 'core', 1);
  if (limited !== undefined) return limited;
  const stale = asked.method === 'GET' ? api.faults.staleWorld() : undefined;
  const here =
    stale === undefined
      ? { platform, caller }
      : { platform: { ...platform, world: stale }, caller: callerIn(stale, caller) };
  const given = withLimits(api, caller, 'core', () => route.answer({ ...rest, ...here, body: readJson(asked.text) }));
  return struck.kind === 'after' ? struck.answer : given;
}

async function answerGraphql(api: Api, asked: Asked): Promise<Answered> {
  const caller = api.tokens.callerOf(asked.headers.authorization);
  const request = readGraphql(asked.text);
  const prepared = await prepareGraphql(request);
  const note = { query: request.query, variables: request.variables };
  if (prepared.kind === 'refused') {
    const limits = rateLimitHeaders(api.limits.of(holderOf(caller), 'graphql'), 'graphql');
    return { ...note, status: 200, body: prepared.answer, points: 1, headers: limits };
  }
  const { operation, cost } = prepared;
  const isWrite = operation.operation === 'mutation';
  const logged = { ...note, operation: operation.name?.value ?? operation.operation, points: isWrite ? 5 : 1 };
  const struck = strikeRequest(api, isWrite);
  if (struck.kind === 'instead') return { ...struck.answer, ...logged };
  if (!api.limits.take(holderOf(caller), 'graphql', cost.points)) {
    const message = `API rate limit exceeded for installation ID ${holderOf(caller)}.`;
    const headers = rateLimitHeaders(api.limits.of(holderOf(caller), 'graphql'), 'graphql');
    return { ...logged, status: 200, headers, body: { errors: [{ type: 'RATE_LIMITED', message }] } };
  }
  const stale = isWrite ? undefined : api.faults.staleWorld();
  const rateLimit = api.limits.of(holderOf(caller), 'graphql');
  const context =
    stale === undefined
      ? { platform: api.platform, caller, rateLimit, cost }
      : { platform: { ...api.platform, world: stale }, caller: callerIn(stale, caller), rateLimit, cost };
  const partial = api.faults.strike('graphql');
  const brokenField = partial === undefined ? undefined : (partial.options.field ?? '');
  const onUnmodelled = (what: string) => api.unmodelled.push(what);
  const body: GraphqlAnswer = await runGraphql({ prepared, request, context, onUnmodelled, brokenField });
  if (struck.kind === 'after') return { ...struck.answer, ...logged };
  return { ...logged, status: 200, body, headers: rateLimitHeaders(rateLimit, 'graphql') };
}

type Struck = { readonly kind: 'none' } | { readonly kind: 'instead' | 'after'; readonly answer: RestAnswer };

/** Whether a fault takes the request's place, or its answer's. */
function strikeRequest(api: Api, isWrite: boolean): Struck {
  const any = api.faults.strike('requests');
  if (any !== undefined) return { kind: 'instead', answer: failure(any.mode, any.options) };
  const write = isWrite ? api.faults.strike('writes') : undefined;
  if (write === undefined) return { kind: 'none' };
  return { kind: write.mode === 'fail-after' ? 'after' : 'instead', answer: failure(write.mode, write.options) };
}

function failure(mode: string, options: FaultSwitch): RestAnswer {
  const retry = { 'retry-after': String(options.retryAfterSeconds ?? 60) };
  const message =
    'You have exceeded a secondary rate limit. Please wait a few minutes before you try again. ' +
    `If you reach out to GitHub Support for help, please include the request ID ${randomUUID()}.`;
  const body = {
    documentation_url: `${docs}/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits`,
    message,
  };
  if (mode === 'secondary-limit') return { status: 403, body, headers: retry };
  if (mode === 'too-many') return { status: 429, body, headers: retry };
  return { status: 502, body: { message: 'Server Error' } };
}

function takeLimit(api: Api, caller: Caller, resource: Resource, cost: number): RestAnswer | undefined {
  const holder = holderOf(caller);
  if (api.limits.take(holder, resource, cost)) return undefined;
  const message = `API rate limit exceeded for installation ID ${holder}.`;
  const headers = rateLimitHeaders(api.limits.of(holder, resource), resource);
  return {
    status: 403,
    headers,
    body: { message, documentation_url: `${docs}/overview/rate-limits-for-the-rest-api` },
  };
}

/** Every answer says how much is left, failures too. */
function withLimits(api: Api, caller: Caller, resource: Resource, run: () => RestAnswer): RestAnswer {
  const headers = rateLimitHeaders(api.limits.of(holderOf(caller), resource), resource);
  try {
    const given = run();
    return { ...given, headers: { ...headers, ...given.headers } };
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    return { ...presentFailure(error), headers };
  }
}

/** Does not count against the limit itself. */
function answerRateLimit(api: Api, caller: Caller): RestAnswer {
  const core = presentRateLimit(api.limits.of(holderOf(caller), 'core'), 'core');
  const graphql = presentRateLimit(api.limits.of(holderOf(caller), 'graphql'), 'graphql');
  const search = { limit: 30, used: 0, remaining: 30, reset: core.reset, resource: 'search' };
  const headers = rateLimitHeaders(api.limits.of(holderOf(caller), 'core'), 'core');
  return { status: 200, headers, body: { resources: { core, graphql, search }, rate: core } };
}

function holderOf(caller: Caller): number {
  return caller.kind === 'app' ? caller.installation.id : caller.account.id;
}

function presentFailure(error: GitHubError): RestAnswer {
  const { status, message, errors } = error;
  const explained = errors === undefined ? { message } : { message: 'Validation Failed', errors: explain(error) };
  return { status, body: { ...explained, documentation_url: docs, status: String(status) } };
}

/** A 422 without a field says its sentence in the list; one of the labels' 403 keeps its own message. */
function explain(error: GitHubError): readonly unknown[] {
  return error.errors === undefined || error.errors.length === 0 ? [error.message] : error.errors;
}

function readJson(text: string): Readonly<Record<string, unknown>> {
  if (text === '') return {};
  const value = parseJson(text);
  if (value === undefined) throw new GitHubError(400, 'Problems parsing JSON', { type: 'BAD_REQUEST' });
  // `POST …/labels` takes a bare list as well as an object that names it.
  if (Array.isArray(value)) return { labels: value };
  if (typeof value !== 'object' || value === null) throw malformed('The body is not a JSON object.');
  return { ...value };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readGraphql(text: string): GraphqlRequest {
  const { query, variables, operationName } = readJson(text);
  if (typeof query !== 'string') {
    throw new GitHubError(400, 'A query attribute must be specified and must be a string.', { type: 'BAD_REQUEST' });
  }
  const given = typeof variables === 'object' && variables !== null ? { ...variables } : {};
  return { query, variables: given, operationName: typeof operationName === 'string' ? operationName : undefined };
}
