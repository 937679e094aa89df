/** The sandbox's GitHub on simulated time: requests and webhooks take their time, get lost, come twice, late or not at all. */
import type { Octokit } from '@octokit/rest';
import type { Clients } from '../../src/adapters/github/clients.ts';
import { type Instant, minuteMs } from '../../src/core/instant.ts';
import { type Delivery, deliveryGuid } from '../../src/sandbox/github/delivery.ts';
import { GitHubError } from '../../src/sandbox/github/github-error.ts';
import { prepareGraphql, runGraphql } from '../../src/sandbox/github/graphql/answer-graphql.ts';
import type { GraphqlContext } from '../../src/sandbox/github/graphql/fields.ts';
import { type Person, personOf } from '../../src/sandbox/github/person.ts';
import type { Happening, Platform } from '../../src/sandbox/github/platform.ts';
import { findRoute } from '../../src/sandbox/github/rest/find-route.ts';
import { presentAccount } from '../../src/sandbox/github/rest/present-account.ts';
import { presentRepository } from '../../src/sandbox/github/rest/present-repository.ts';
import { addApp, addOrganization, addUser, installApp } from '../../src/sandbox/github/state/accounts.ts';
import { addRepository } from '../../src/sandbox/github/state/repositories.ts';
import { type Caller, callerIn } from '../../src/sandbox/github/state/roles.ts';
import { type App, emptyWorld, type Repository, type World } from '../../src/sandbox/github/state/world.ts';
import type { Webhooks } from '../../src/sandbox/github/webhooks.ts';
import { answerFast } from './fast-graphql.ts';
import { drawDelay, type Faults, lateMs, type Trouble } from './faults.ts';
import type { Life } from './life.ts';
import type { Timeline } from './timeline.ts';

export interface SimulatedGitHub {
  readonly platform: Platform;
  readonly repository: Repository;
  readonly app: App;
  as(login: string): Person;
  /** The clients of one process. */
  clientsFor(life: Life): Clients;
  /** How many mutation documents have been carried out. */
  readonly written: number;
  /** For stale reads: the world as it is now. */
  remember(): void;
}

/** A webhook on its way; resolves with whether it was acknowledged in time. */
export type Deliver = (webhook: {
  readonly id: string;
  readonly name: string;
  readonly payload: unknown;
}) => Promise<boolean>;

export interface SimulatedGitHubOptions {
  readonly timeline: Timeline;
  readonly draw: () => number;
  readonly faults: Faults;
  readonly seed: number;
  readonly deliver: Deliver;
  readonly trace: (line: string) => void;
  /** Changes what a mutation document says on its way; for protections that are taken away. */
  readonly tamper: (variables: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
  /** Answers from the official schema instead of the fast way. */
  readonly official: boolean;
}

/** The client gives up after this time. */
const clientPatienceMs = 15_000;
const usualMs = 80;
/** What a replica of GitHub's may be behind: less than the time for which the app looks for an issue. */
const mostStaleMs = minuteMs / 2;

export function simulatedGitHub(options: SimulatedGitHubOptions): SimulatedGitHub {
  const { timeline, draw, faults, trace } = options;
  const platform: Platform = {
    world: emptyWorld(),
    clock: timeline,
    urls: { api: 'https://api.github.test', web: 'https://github.test' },
    publish,
  };
  const organization = addOrganization(platform, 'acme');
  const app = addApp(platform, {
    slug: 'rollcall',
    owner: organization,
    permissions: { issues: 'write', contents: 'read', checks: 'write', members: 'read' },
    events: ['issues', 'issue_comment'],
  });
  const installation = installApp(platform, app, organization);
  for (const login of ['product-manager', 'analyst', 'visitor']) addUser(platform, login);
  const repository = addRepository(platform, {
    owner: organization,
    name: 'appointments',
    collaborators: { 'product-manager': 'write', analyst: 'triage' },
  });
  addRepository(platform, { owner: organization, name: '.github' });
  const presented = presentRepository(platform, repository);
  const account = platform.world.accounts.get('rollcall[bot]');
  if (account === undefined) throw new Error('an app has a bot');
  const caller: Caller = { kind: 'app', account, app, installation, permissions: app.permissions };
  const deliveries: Delivery[] = [];
  const payloads = new Map<string, unknown>();
  const remembered: { readonly at: Instant; readonly world: World }[] = [];
  let published = 0;
  let written = 0;

  /* Webhooks ------------------------------------------------------------------------------------------------------- */

  function publish({ event, action, payload, sender, repository: where }: Happening): void {
    if (!app.events.includes(event)) return;
    published += 1;
    const guid = deliveryGuid(String(options.seed), published);
    payloads.set(guid, {
      action,
      ...payload,
      repository: presented,
      sender: presentAccount(platform, sender),
      installation: { id: installation.id, node_id: installation.nodeId },
    });
    const delivery = { guid, event, action, redelivery: false, repositoryId: where.id };
    switch (faults.strikeOne(['duplicate', 'dropped', 'lost', 'delayed'])) {
      case 'duplicate':
        send(attempt(delivery), 0);
        send(attempt(delivery), draw() * minuteMs);
        break;
      case 'dropped':
        finish(attempt(delivery), 0);
        break;
      case 'lost':
        finish(attempt(delivery), 200);
        break;
      case 'delayed':
        send(attempt(delivery), draw() * 4 * minuteMs);
        break;
      default:
        send(attempt(delivery), 0);
    }
  }

  function attempt(one: Pick<Delivery, 'guid' | 'event' | 'action' | 'redelivery' | 'repositoryId'>): Delivery {
    const delivery: Delivery = {
      ...one,
      id: deliveries.length + 1,
      installationId: installation.id,
      headers: {},
      body: '',
      deliveredAt: timeline.now(),
      duration: 0,
      status: 'pending',
      statusCode: 0,
      answer: '',
    };
    deliveries.push(delivery);
    return delivery;
  }

  function send(delivery: Delivery, waitMs: number): void {
    const { guid, event, action } = delivery;
    timeline.at(timeline.now() + waitMs + travelMs(), () => {
      trace(`webhook ${event}.${action} ${guid.slice(0, 8)}`);
      const webhook = { id: guid, name: event, payload: payloads.get(guid) };
      options.deliver(webhook).then(
        (acknowledged) => finish(delivery, acknowledged ? 200 : 0),
        () => finish(delivery, 500),
      );
    });
  }

  function finish(delivery: Delivery, statusCode: number): void {
    delivery.status = statusCode === 200 ? 'OK' : 'failed';
    delivery.statusCode = statusCode;
  }

  const webhooks: Webhooks = {
    deliveries,
    sendTo() {},
    publish,
    redeliver: (delivery) => send(attempt({ ...delivery, redelivery: true }), 0),
    quiet: async () => {},
    nextDueAt: () => undefined,
  };

  /* Requests ------------------------------------------------------------------------------------------------------- */

  function travelMs(): number {
    return faults.ended ? usualMs : drawDelay(draw, usualMs);
  }

  /** Nothing that a process does after it has asked changes what becomes of the request. */
  function request(life: Life, what: string, isWrite: boolean, run: Run): Promise<Response> {
    const trouble = faults.strikeOne(isWrite ? writeTroubles : readTroubles);
    if (trouble !== undefined) trace(`${life.name}: ${what} meets ${trouble}`);
    const carryOut = async () => {
      trace(`${life.name}: ${what}`);
      return await run(trouble);
    };
    return new Promise((resolve, reject) => {
      if (trouble === 'never-arrives' || trouble === 'late') {
        const givenUp = failure(500, 'The operation was aborted due to timeout', undefined);
        life.at(timeline.now() + clientPatienceMs, () => reject(givenUp));
        if (trouble === 'late') timeline.at(timeline.now() + lateMs(draw), () => void carryOut().catch(() => {}));
        return;
      }
      const [there, back] = [travelMs(), travelMs()];
      const answer = (settle: () => void) => void life.at(timeline.now() + back, settle);
      const refuse = (error: unknown) => answer(() => reject(error));
      timeline.at(timeline.now() + there, () => {
        switch (trouble) {
          case 'refused':
            refuse(failure(502, 'Server Error', {}));
            break;
          case 'limited': {
            const headers = { 'retry-after': String(5 + Math.floor(draw() * 60)) };
            refuse(failure(403, 'You have exceeded a secondary rate limit.', headers));
            break;
          }
          case 'answer-lost':
            carryOut()
              .catch(() => {})
              .finally(() => refuse(failure(502, 'Server Error', {})));
            break;
          default:
            carryOut().then((response) => answer(() => resolve(response)), refuse);
        }
      });
    });
  }

  function askGraphql(life: Life, query: string, variables: Readonly<Record<string, unknown>>): Promise<Response> {
    const isWrite = query.startsWith('mutation');
    const name = /^\w+ (\w+)/.exec(query)?.[1] ?? '';
    const sent = isWrite ? options.tamper(variables) : variables;
    return request(life, name, isWrite, async (trouble) => {
      if (isWrite) written += 1;
      const stale = trouble === 'stale' ? staleWorld() : undefined;
      const context: GraphqlContext = {
        platform: stale === undefined ? platform : { ...platform, world: stale },
        caller: stale === undefined ? caller : callerIn(stale, caller),
        rateLimit: { limit: 5000, used: 0, remaining: 5000, resetAt: timeline.now() },
        cost: { points: 1, nodes: 1 },
      };
      const broken = trouble === 'partial' ? brokenAlias(query) : undefined;
      const data = await answerGraphql({ query, variables: sent, operationName: undefined }, context, broken);
      return { status: 200, url: '', headers: {}, data };
    });
  }

  async function answerGraphql(
    asked: Parameters<typeof answerFast>[0],
    context: GraphqlContext,
    brokenField: string | undefined,
  ) {
    if (!options.official) return answerFast(asked, context, brokenField);
    const prepared = await prepareGraphql(asked);
    if (prepared.kind === 'refused') throw new Error(`refused: ${JSON.stringify(prepared.answer)}`);
    const onUnmodelled = (field: string) => {
      throw new Error(`the sandbox does not know ${field}`);
    };
    return await runGraphql({ prepared, request: asked, context, onUnmodelled, brokenField });
  }

  function brokenAlias(query: string): string {
    const aliases = query.match(/^ {2}(e\d+)(?=:)/gm)?.map((alias) => alias.trim()) ?? ['repository'];
    return aliases[Math.floor(draw() * aliases.length)] ?? 'repository';
  }

  function staleWorld(): World | undefined {
    const recent = remembered.filter(({ at }) => at >= timeline.now() - mostStaleMs);
    return recent[Math.floor(draw() * recent.length)]?.world;
  }

  function askRest(
    life: Life,
    method: string,
    path: string,
    given: Readonly<Record<string, unknown>>,
  ): Promise<Response> {
    const rest = { ...given };
    const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = String(rest[name]);
      delete rest[name];
      return encodeURIComponent(value);
    });
    return request(life, `${method} ${path}`, method !== 'GET', async () => {
      const found = findRoute(method, filled);
      if (found === undefined) throw new Error(`the sandbox does not know ${method} ${filled}`);
      const { route, params } = found;
      const query = new URLSearchParams(
        method === 'GET' ? Object.entries(rest).map(([name, value]): [string, string] => [name, String(value)]) : [],
      );
      const url = new URL(`${platform.urls.api}${filled}?${query}`);
      const asked = { platform, params, query, body: rest, url, accept: '' };
      try {
        const answered =
          route.auth === 'app'
            ? // The routes that are asked make no tokens.
              route.answer({ ...asked, app, webhooks, tokens: undefined as never })
            : route.answer({ ...asked, caller });
        return { status: answered.status, url: '', headers: answered.headers ?? {}, data: answered.body };
      } catch (error) {
        if (error instanceof GitHubError) throw failure(error.status, error.message, {});
        throw error;
      }
    });
  }

  function clientOf(life: Life): Octokit {
    const ask = (defaults: Readonly<Record<string, unknown>>) =>
      Object.assign(
        (route: unknown, parameters: Readonly<Record<string, unknown>> = {}) => {
          if (typeof route === 'string') {
            const [method = '', path = ''] = route.split(' ');
            return askRest(life, method, path, parameters);
          }
          const { query, variables = {} } = { ...defaults, ...Object(route) };
          return askGraphql(life, query, variables);
        },
        { defaults: ask, endpoint: { DEFAULTS: { baseUrl: platform.urls.api } } },
      );
    const client: unknown = {
      request: ask({}),
      rest: {
        repos: {
          getCollaboratorPermissionLevel: (given: Readonly<Record<string, unknown>>) =>
            askRest(life, 'GET', '/repos/{owner}/{repo}/collaborators/{username}/permission', given),
        },
      },
    };
    // All that the adapters use of one.
    return client as Octokit;
  }

  return {
    platform,
    repository,
    app,
    as: (login) => personOf(platform, login),
    clientsFor(life) {
      const client = clientOf(life);
      return { forApp: () => client, forInstallation: () => client };
    },
    get written() {
      return written;
    },
    remember() {
      if (faults.ended || !faults.knows('stale')) return;
      remembered.push({ at: timeline.now(), world: structuredClone(platform.world) });
      if (remembered.length > 3) remembered.shift();
    },
  };
}

interface Response {
  readonly status: number;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly data: unknown;
}

type Run = (trouble: Trouble | undefined) => Promise<Response>;

const anyTroubles: readonly Trouble[] = ['refused', 'answer-lost', 'never-arrives', 'late', 'limited', 'partial'];
const writeTroubles = anyTroubles;
const readTroubles: readonly Trouble[] = [...anyTroubles, 'stale'];

/** As Octokit throws it; without headers nothing was answered. */
function failure(status: number, message: string, headers: Readonly<Record<string, string>> | undefined): Error {
  return Object.assign(new Error(message), { status, ...(headers === undefined ? {} : { response: { headers } }) });
}
