import { GitHubError, notFound } from '../github-error.ts';
import type { Platform } from '../platform.ts';
import { findRepository } from '../state/repositories.ts';
import { type Caller, demand } from '../state/roles.ts';
import type { App, Issue, IssueComment, Repository } from '../state/world.ts';
import type { Tokens } from '../tokens.ts';
import type { Webhooks } from '../webhooks.ts';

/** One route of the REST API, its path as GitHub's OpenAPI description has it. */
export type Route = { readonly method: Method; readonly path: string } & (
  | { readonly auth: 'app'; readonly answer: (request: AppRequest) => RestAnswer }
  | { readonly auth: 'installation'; readonly answer: (request: RestRequest) => RestAnswer }
);

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

interface Asked {
  readonly platform: Platform;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
  /** Address that was asked, for links to further pages. */
  readonly url: URL;
  readonly accept: string;
}

/** Signed by an app with its key. */
export interface AppRequest extends Asked {
  readonly app: App;
  readonly tokens: Tokens;
  readonly webhooks: Webhooks;
}

/** Made with an installation token. */
export interface RestRequest extends Asked {
  readonly caller: Caller;
}

export interface RestAnswer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export function ok(body: unknown): RestAnswer {
  return { status: 200, body };
}

export function created(body: unknown): RestAnswer {
  return { status: 201, body };
}

export const noContent: RestAnswer = { status: 204 };

/** One page of a list, with the `Link` header that leads to the others. */
export function page<T>(request: Asked, items: readonly T[], present: (item: T) => unknown): RestAnswer {
  const size = Math.min(100, Math.max(1, Number(request.query.get('per_page') ?? 30) || 30));
  const number = Math.max(1, Number(request.query.get('page') ?? 1) || 1);
  const last = Math.max(1, Math.ceil(items.length / size));
  const links: string[] = [];
  const link = (to: number, rel: string) => {
    const url = new URL(request.url);
    url.searchParams.set('page', String(to));
    links.push(`<${url}>; rel="${rel}"`);
  };
  if (number > 1) link(number - 1, 'prev');
  if (number < last) link(number + 1, 'next');
  if (number < last) link(last, 'last');
  if (number > 1) link(1, 'first');
  const body = items.slice((number - 1) * size, number * size).map(present);
  return { status: 200, body, headers: links.length === 0 ? {} : { link: links.join(', ') } };
}

/** The repository that the path names; 404 where there is none or the caller cannot see it. */
export function repositoryOf(request: RestRequest): Repository {
  const { owner = '', repo = '' } = request.params;
  const repository = findRepository(request.platform.world, owner, repo);
  if (repository === undefined) throw notFound();
  demand(request.platform.world, request.caller, repository, 'read-metadata');
  return repository;
}

export function issueOf(request: RestRequest): Issue {
  const repository = repositoryOf(request);
  demand(request.platform.world, request.caller, repository, 'read-issues');
  const issue = repository.issues.get(Number(request.params['issue_number']));
  if (issue === undefined) throw notFound();
  return issue;
}

export function commentOf(request: RestRequest): IssueComment {
  const repository = repositoryOf(request);
  demand(request.platform.world, request.caller, repository, 'read-issues');
  const comment = repository.comments.get(Number(request.params['comment_id']));
  if (comment === undefined) throw notFound();
  return comment;
}

/** A string of the body; undefined where it is left out or null. */
export function text(request: Asked, name: string): string | undefined {
  const value = request.body[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw malformed(`For 'properties/${name}', ${JSON.stringify(value)} is not a string.`);
  return value;
}

export function requiredText(request: Asked, name: string): string {
  const value = text(request, name);
  if (value === undefined) throw malformed(`"${name}" wasn't supplied.`);
  return value;
}

export function integer(request: Asked, name: string): number | undefined {
  const value = request.body[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    throw malformed(`For 'properties/${name}', ${JSON.stringify(value)} is not an integer.`);
  }
  return value;
}

/** Label names, given as strings or as objects with a name; undefined where they are left out. */
export function labelNames(value: unknown): string[] | undefined {
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value)) throw malformed(`${JSON.stringify(value)} is not an array.`);
  return value.map((entry: unknown) => {
    if (typeof entry === 'string') return entry;
    if (typeof entry === 'object' && entry !== null && 'name' in entry && typeof entry.name === 'string')
      return entry.name;
    throw malformed(`${JSON.stringify(entry)} is not a label.`);
  });
}

export function malformed(what: string): GitHubError {
  return new GitHubError(422, `Invalid request.\n\n${what}`, { type: 'UNPROCESSABLE' });
}
