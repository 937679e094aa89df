/** GitHub on the wire, as nock plays it: answers are queued, requests are kept and checked against the schema. */
import { generateKeyPairSync } from 'node:crypto';
import nock from 'nock';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { type ClientsOptions, createClients } from '../../../src/adapters/github/clients.ts';
import { createGitHub, type GitHubOptions } from '../../../src/adapters/github/github.ts';
import type { GraphqlDocument } from '../../../src/adapters/github/graphql.ts';
import { deriveMarkerKeys, type Marker, signMarker } from '../../../src/adapters/github/marker.ts';
import type { GitHub, IssueRef } from '../../../src/ports.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import { errorsOf } from './github-schema.ts';

export const now = Date.parse('2021-03-01T12:00:00Z');
const secret = 'a secret that is long enough for anybody';
export const keys = deriveMarkerKeys([secret]);
const app = { id: 77, slug: 'rollcall' };
export const issueRef: IssueRef = {
  installationId: 5,
  repositoryId: 900,
  owner: 'acme',
  repository: 'appointments',
  number: 12,
};
export const issueNodeId = 'I_tracking';

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

export function marked(text: string, marker: Marker, issue = issueNodeId): string {
  return `${text}\n\n${signMarker(keys, marker, issue)}`;
}

interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** The connection breaks. */
  readonly broken?: true;
}

export interface Wire {
  readonly github: GitHub;
  readonly clock: FakeClock;
  readonly clients: ReturnType<typeof createClients>;
  /** The GraphQL documents that were sent. */
  readonly documents: (GraphqlDocument & { readonly headers: Readonly<Record<string, unknown>> })[];
  /** Queues the answer to the next GraphQL document. */
  answer(answer: Answer): void;
  /** The next document is answered with these data. */
  answerData(data: unknown, errors?: readonly unknown[]): void;
  /** For REST routes. */
  readonly rest: nock.Scope;
}

/** For the tests of a file nock stands in for the network; what comes after it in the same process has the real one. */
export function playTheNetwork(): void {
  beforeAll(() => {
    if (!nock.isActive()) nock.activate();
  });
  beforeEach(() => nock.disableNetConnect());
  afterEach(() => nock.cleanAll());
  afterAll(() => {
    nock.enableNetConnect();
    nock.restore();
  });
}

const installationIds = { next: 1000 };

/** An installation of its own for each wire, because tokens are remembered across clients. */
export function startWire(options: Partial<GitHubOptions> & { readonly http?: Partial<ClientsOptions> } = {}): Wire {
  const { http, ...rest } = options;
  const baseUrl = http?.baseUrl ?? 'https://api.github.com';
  const clock = createFakeClock(now);
  const clients = createClients({ appId: app.id, privateKey, baseUrl, ...http });
  const github = createGitHub({ clients, clock, app, secrets: [secret], cutNote: '_Cut._', ...rest });
  const answers: Answer[] = [];
  const documents: Wire['documents'] = [];
  const scope = nock(new URL(baseUrl).origin);
  const path = new URL(baseUrl).pathname.replace(/\/$/, '');
  scope
    .persist()
    .post(new RegExp(`^${path}/app/installations/\\d+/access_tokens$`))
    .reply(201, { token: 'ghs_token', expires_at: '2999-01-01T00:00:00Z', permissions: { issues: 'write' } });
  scope.post(path.endsWith('/api/v3') ? '/api/graphql' : `${path}/graphql`).reply(function (_uri, body, respond) {
    // The body is what our adapter sent as JSON.
    const document = body as unknown as GraphqlDocument;
    documents.push({ ...document, headers: this.req.headers });
    const answer = answers.shift() ?? { status: 599, body: { message: 'no answer queued' } };
    const errors = errorsOf(document);
    if (errors.length > 0) respond(new Error(errors.join('\n')), [500]);
    else if (answer.broken) respond(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }), [500]);
    else
      respond(null, [
        answer.status ?? 200,
        JSON.stringify(answer.body ?? {}),
        { 'content-type': 'application/json', ...answer.headers },
      ]);
  });
  const installationId = installationIds.next++;
  return {
    github: {
      read: (issue, actor) => github.read({ ...issue, installationId }, actor),
      write: (issue, facts, effects, retry) => github.write({ ...issue, installationId }, facts, effects, retry),
    },
    clock,
    clients,
    documents,
    answer: (answer) => answers.push(answer),
    answerData: (data, errors) => answers.push({ body: errors === undefined ? { data } : { data, errors } }),
    rest: scope,
  };
}
