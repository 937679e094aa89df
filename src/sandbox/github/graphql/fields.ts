import { GitHubError, notFound } from '../github-error.ts';
import type { Platform } from '../platform.ts';
import type { RateLimit } from '../rate-limits.ts';
import { type Caller, demand, may } from '../state/roles.ts';
import type { Issue, IssueComment, Label, Node, Repository } from '../state/world.ts';

/** What every field may look at. */
export interface GraphqlContext {
  readonly platform: Platform;
  readonly caller: Caller;
  readonly rateLimit: RateLimit;
  readonly cost: QueryCost;
}

export interface QueryCost {
  readonly points: number;
  readonly nodes: number;
}

/** Arguments as the schema has checked them: a field reads those that its own signature has. */
export type Args = Readonly<Record<string, unknown>>;

/** The fields of one type that the sandbox knows. */
export type Fields<Source> = Readonly<Record<string, (source: Source, args: Args, context: GraphqlContext) => unknown>>;

/** One page of a connection. The whole list is cut by `first`/`after` or `last`/`before`; cursors are positions. */
export function connection<T>(args: Args, items: readonly T[], edge: (item: T) => object = () => ({})) {
  const after = position(args['after']);
  const before = position(args['before']);
  let start = after === undefined ? 0 : after + 1;
  let end = before === undefined ? items.length : Math.min(before, items.length);
  if (typeof args['first'] === 'number') end = Math.min(end, start + args['first']);
  else if (typeof args['last'] === 'number') start = Math.max(start, end - args['last']);
  const nodes = items.slice(start, end);
  return {
    nodes,
    edges: nodes.map((node, index) => ({ node, cursor: cursor(start + index), ...edge(node) })),
    totalCount: items.length,
    pageInfo: {
      hasNextPage: end < items.length,
      hasPreviousPage: start > 0,
      startCursor: nodes.length === 0 ? null : cursor(start),
      endCursor: nodes.length === 0 ? null : cursor(end - 1),
    },
  };
}

function cursor(index: number): string {
  return Buffer.from(`cursor:v2:${index}`).toString('base64');
}

function position(value: unknown): number | undefined {
  if (typeof value !== 'string') return undefined;
  const index = Number(Buffer.from(value, 'base64').toString().replace('cursor:v2:', ''));
  if (Number.isInteger(index)) return index;
  throw new GitHubError(422, `\`${value}\` does not appear to be a valid cursor.`, {
    type: 'INVALID_CURSOR_ARGUMENTS',
  });
}

/** The node with a global id, if the caller may see it. */
export function visibleNode(context: GraphqlContext, id: unknown): Node {
  const { platform, caller } = context;
  const node = platform.world.nodes.get(String(id));
  const repository = node === undefined ? undefined : repositoryOfNode(node);
  if (node === undefined || (repository !== undefined && !may(platform.world, caller, repository, 'read-metadata'))) {
    throw notFound(`Could not resolve to a node with the global id of '${String(id)}'.`);
  }
  return node;
}

export function issueNode(context: GraphqlContext, id: unknown): Issue {
  const node = visibleNode(context, id);
  if (node.kind === 'Issue') return node;
  throw notFound(`Could not resolve to a node with the global id of '${String(id)}'.`);
}

export function subjectNode(context: GraphqlContext, id: unknown): Issue | IssueComment {
  const node = visibleNode(context, id);
  if (node.kind === 'Issue' || node.kind === 'IssueComment') return node;
  throw notFound(`Could not resolve to a node with the global id of '${String(id)}'.`);
}

export function commentNode(context: GraphqlContext, id: unknown): IssueComment {
  const node = visibleNode(context, id);
  if (node.kind === 'IssueComment') return node;
  throw notFound(`Could not resolve to a node with the global id of '${String(id)}'.`);
}

export function labelNodes(context: GraphqlContext, ids: unknown): Label[] {
  return idList(ids).map((id) => {
    const node = visibleNode(context, id);
    if (node.kind === 'Label') return node;
    throw notFound(`Could not resolve to a node with the global id of '${id}'.`);
  });
}

export function idList(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

export function readableIssues(context: GraphqlContext, repository: Repository): Issue[] {
  demand(context.platform.world, context.caller, repository, 'read-issues');
  return [...repository.issues.values()];
}

function repositoryOfNode(node: Node): Repository | undefined {
  switch (node.kind) {
    case 'Repository':
      return node;
    case 'Label':
    case 'Issue':
      return node.repository;
    case 'IssueComment':
      return node.issue.repository;
    case 'Reaction':
      return node.subject.kind === 'Issue' ? node.subject.repository : node.subject.issue.repository;
    case 'CrossReferencedEvent':
      return node.target.repository;
    case 'User':
    case 'Bot':
    case 'Organization':
    case 'Team':
      return undefined;
    default:
      return node.issue.repository;
  }
}
