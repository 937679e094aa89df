import { notFound } from '../github-error.ts';
import { blobOid, fullName, iso } from '../platform.ts';
import { resolveRef } from '../state/repositories.ts';
import { demand, grantSeenByGraphql } from '../state/roles.ts';
import type { Account, Commit, Issue, Label, Repository } from '../state/world.ts';
import { type Args, connection, type Fields, type GraphqlContext, idList, readableIssues } from './fields.ts';
import { wantedPullRequests } from './pull-request-fields.ts';

/** A folder or a file of one commit. */
export interface GitObject {
  readonly kind: 'Tree' | 'Blob' | 'Commit';
  readonly repository: Repository;
  readonly commit: Commit;
  readonly path: string;
}

export const repositoryFields: Fields<Repository> = {
  id: (repository) => repository.nodeId,
  databaseId: (repository) => repository.id,
  name: (repository) => repository.name,
  nameWithOwner: fullName,
  owner: (repository) => repository.owner,
  url: (repository, _, { platform }) => `${platform.urls.web}/${fullName(repository)}`,
  resourcePath: (repository) => `/${fullName(repository)}`,
  description: () => null,
  isPrivate: (repository) => repository.isPrivate,
  isArchived: () => false,
  isFork: (repository) => repository.parent !== undefined,
  isInOrganization: (repository) => repository.owner.kind === 'Organization',
  hasIssuesEnabled: () => true,
  visibility: (repository) => (repository.isPrivate ? 'PRIVATE' : 'PUBLIC'),
  createdAt: (repository) => iso(repository.createdAt),
  updatedAt: (repository) => iso(repository.createdAt),
  pushedAt: (repository) => iso(repository.pushedAt),
  // "Will return null if authenticated as an GitHub App", says the schema.
  viewerPermission: (repository, _, { caller, platform }) =>
    caller.kind === 'app'
      ? null
      : (grantSeenByGraphql(platform.world, repository, caller.account)?.toUpperCase() ?? 'READ'),
  collaborators: listCollaborators,
  label: (repository, args) => repository.labels.get(String(args['name']).toLowerCase()) ?? null,
  labels: (repository, args) => {
    const query = typeof args['query'] === 'string' ? args['query'].toLowerCase() : '';
    const found = [...repository.labels.values()].filter((label) => label.name.toLowerCase().includes(query));
    return connection(args, orderedLabels(args, found));
  },
  issue: (repository, args, context) => {
    demand(context.platform.world, context.caller, repository, 'read-issues');
    const issue = repository.issues.get(Number(args['number']));
    if (issue !== undefined) return issue;
    throw notFound(`Could not resolve to an Issue with the number of ${String(args['number'])}.`);
  },
  issues: (repository, args, context) => connection(args, wantedIssues(args, readableIssues(context, repository))),
  object: (repository, args, context) => {
    demand(context.platform.world, context.caller, repository, 'read-contents');
    return gitObject(repository, args);
  },
  pullRequests(repository, args, context) {
    demand(context.platform.world, context.caller, repository, 'read-pulls');
    return connection(args, wantedPullRequests(repository, args));
  },
  ref(repository, args) {
    const name = String(args['qualifiedName']).replace(/^refs\/heads\//, '');
    return repository.branches.has(name) ? { kind: 'Ref', repository, name } : null;
  },
  defaultBranchRef: (repository) => ({ kind: 'Ref', repository, name: repository.defaultBranch }),
};

export const refFields: Fields<{ readonly repository: Repository; readonly name: string }> = {
  name: (ref) => ref.name,
  prefix: () => 'refs/heads/',
  repository: (ref) => ref.repository,
  target: (ref) => {
    const commit = ref.repository.branches.get(ref.name);
    return commit === undefined ? null : { kind: 'Commit', repository: ref.repository, commit, path: '' };
  },
};

export const labelFields: Fields<Label> = {
  id: (label) => label.nodeId,
  name: (label) => label.name,
  color: (label) => label.color,
  description: (label) => label.description ?? null,
  isDefault: () => false,
  createdAt: (label) => iso(label.createdAt),
  updatedAt: (label) => iso(label.updatedAt),
  repository: (label) => label.repository,
  url: (label, _, { platform }) =>
    `${platform.urls.web}/${fullName(label.repository)}/labels/${encodeURIComponent(label.name)}`,
  issues: (label, args, context) => {
    const carrying = readableIssues(context, label.repository).filter((issue) => issue.labels.has(label));
    return connection(args, wantedIssues(args, carrying));
  },
};

const gitObjectFields: Fields<GitObject> = {
  id: (object) => Buffer.from(`${object.kind}:${oidOf(object)}`).toString('base64url'),
  oid: oidOf,
  abbreviatedOid: (object) => oidOf(object).slice(0, 7),
  repository: (object) => object.repository,
};

export const blobFields: Fields<GitObject> = {
  ...gitObjectFields,
  text: textOf,
  byteSize: (blob) => Buffer.byteLength(textOf(blob)),
  isBinary: () => false,
  isTruncated: () => false,
};

export const commitFields: Fields<GitObject> = {
  ...gitObjectFields,
  message: (object) => object.commit.message,
  committedDate: (object) => iso(object.commit.at),
};

export const treeFields: Fields<GitObject> = {
  ...gitObjectFields,
  entries: (tree) => {
    const prefix = tree.path === '' ? '' : `${tree.path}/`;
    const names = new Set<string>();
    for (const path of tree.commit.files.keys()) {
      if (path.startsWith(prefix)) names.add(path.slice(prefix.length).split('/')[0] ?? '');
    }
    return [...names].sort().map((name) => ({ ...objectAt(tree.repository, tree.commit, prefix + name), name }));
  },
};

/** Asked of an entry, which is the object it points at together with its name. */
export const treeEntryFields: Fields<GitObject & { readonly name: string }> = {
  name: (entry) => entry.name,
  path: (entry) => entry.path,
  oid: oidOf,
  type: (entry) => entry.kind.toLowerCase(),
  mode: (entry) => (entry.kind === 'Blob' ? 0o100644 : 0o40000),
  extension: (entry) => /\.[^.]*$/.exec(entry.name)?.[0] ?? '',
  size: (entry) => (entry.kind === 'Blob' ? Buffer.byteLength(textOf(entry)) : 0),
  repository: (entry) => entry.repository,
  object: (entry) => entry,
};

/** `HEAD:path`, `branch:path`, an object id, or `branch`; null where there is nothing. */
function gitObject(repository: Repository, args: Args): GitObject | null {
  if (typeof args['oid'] === 'string') {
    const commit = repository.commits.get(args['oid']);
    return commit === undefined ? null : { kind: 'Commit', repository, commit, path: '' };
  }
  const [ref = '', ...rest] = String(args['expression'] ?? '').split(':');
  const commit = resolveRef(repository, ref === '' ? 'HEAD' : ref);
  if (commit === undefined) return null;
  if (rest.length === 0) return { kind: 'Commit', repository, commit, path: '' };
  return objectAt(repository, commit, rest.join(':').replace(/\/+$/, '')) ?? null;
}

function objectAt(repository: Repository, commit: Commit, path: string): GitObject | undefined {
  if (commit.files.has(path)) return { kind: 'Blob', repository, commit, path };
  const isFolder = path === '' || [...commit.files.keys()].some((file) => file.startsWith(`${path}/`));
  return isFolder ? { kind: 'Tree', repository, commit, path } : undefined;
}

function oidOf(object: GitObject): string {
  if (object.kind === 'Commit') return object.commit.sha;
  return object.kind === 'Blob' ? blobOid(textOf(object)) : blobOid(`tree ${object.commit.sha} ${object.path}`);
}

function textOf(blob: GitObject): string {
  return blob.commit.files.get(blob.path) ?? '';
}

function listCollaborators(repository: Repository, args: Args, context: GraphqlContext) {
  const { world } = context.platform;
  demand(world, context.caller, repository, 'see-permission');
  const login = typeof args['login'] === 'string' ? args['login'].toLowerCase() : undefined;
  const query = typeof args['query'] === 'string' ? args['query'].toLowerCase() : '';
  const found = [...world.accounts.values()].filter((account) => {
    if (account.kind !== 'User' || !account.login.toLowerCase().includes(query)) return false;
    if (login !== undefined && account.login.toLowerCase() !== login) return false;
    return grantSeenByGraphql(world, repository, account) !== undefined;
  });
  const permission = (account: Account) => grantSeenByGraphql(world, repository, account)?.toUpperCase();
  return connection(args, found, (account) => ({ permission: permission(account) }));
}

function wantedIssues(args: Args, issues: readonly Issue[]): Issue[] {
  const filter = typeof args['filterBy'] === 'object' && args['filterBy'] !== null ? args['filterBy'] : {};
  const { labels, states, since }: Args = { ...args, ...filter };
  const names = labels === undefined || labels === null ? undefined : idList(labels).map((name) => name.toLowerCase());
  const wantedStates = states === undefined || states === null ? undefined : idList(states);
  const from = typeof since === 'string' ? Date.parse(since) : 0;
  const found = issues.filter((issue) => {
    // Any of the labels will do, unlike in REST, where all are wanted.
    const labelled = names === undefined || [...issue.labels].some((label) => names.includes(label.name.toLowerCase()));
    const inState = wantedStates === undefined || wantedStates.includes(issue.state.toUpperCase());
    return labelled && inState && issue.updatedAt >= from;
  });
  return ordered(args, found);
}

/** By creation where nothing else is asked for. */
function orderedLabels(args: Args, labels: Label[]): Label[] {
  const order = orderOf(args);
  if (order['field'] === 'NAME') labels.sort((a, b) => a.name.localeCompare(b.name));
  return order['direction'] === 'DESC' ? labels.reverse() : labels;
}

function orderOf(args: Args): Args {
  return typeof args['orderBy'] === 'object' && args['orderBy'] !== null ? { ...args['orderBy'] } : {};
}

function ordered(args: Args, issues: Issue[]): Issue[] {
  const order = orderOf(args);
  if (order['field'] === 'UPDATED_AT') issues.sort((a, b) => a.updatedAt - b.updatedAt || a.number - b.number);
  if (order['field'] === 'COMMENTS') issues.sort((a, b) => a.comments.length - b.comments.length);
  return order['direction'] === 'DESC' ? issues.reverse() : issues;
}
