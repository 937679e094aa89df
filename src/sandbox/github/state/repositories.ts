import { createHash } from 'node:crypto';
import { notFound } from '../github-error.ts';
import { fullName, iso, newIdentity, type Platform, register } from '../platform.ts';
import { presentCommit } from '../rest/present-commit.ts';
import { synchronizePullRequests } from './pull-requests.ts';
import { type Caller, demand } from './roles.ts';
import type { Account, Commit, Repository, Role, World } from './world.ts';

export interface RepositoryOptions {
  readonly owner: Account;
  readonly name: string;
  readonly isPrivate?: boolean;
  /** Roles of people in it, by login. */
  readonly collaborators?: Readonly<Record<string, Role>>;
  /** Text by path, as the first commit. */
  readonly files?: Readonly<Record<string, string>>;
}

export function addRepository(platform: Platform, options: RepositoryOptions): Repository {
  const { world, clock } = platform;
  const now = clock.now();
  const repository: Repository = register(world, {
    kind: 'Repository',
    ...newIdentity(world, 'Repository'),
    owner: options.owner,
    name: options.name,
    isPrivate: options.isPrivate ?? false,
    collaborators: new Map(),
    teamRoles: new Map(),
    labels: new Map(),
    issues: new Map(),
    comments: new Map(),
    defaultBranch: 'main',
    branches: new Map(),
    commits: new Map(),
    checkRuns: new Map(),
    pullRequests: new Map(),
    lastNumber: 0,
    createdAt: now,
    pushedAt: now,
  });
  world.repositories.set(fullName(repository).toLowerCase(), repository);
  for (const [login, role] of Object.entries(options.collaborators ?? {})) {
    if (role !== 'none') repository.collaborators.set(login.toLowerCase(), role);
  }
  const files = new Map(Object.entries(options.files ?? {}));
  const first = makeCommit(undefined, files, 'Initial commit', options.owner, now);
  setBranch(repository, repository.defaultBranch, first);
  return repository;
}

export function findRepository(world: World, owner: string, name: string): Repository | undefined {
  return world.repositories.get(`${owner}/${name}`.toLowerCase());
}

export interface FileChange {
  readonly branch?: string;
  readonly path: string;
  /** Undefined deletes it. */
  readonly text: string | undefined;
  readonly message?: string;
}

/** One commit on one branch, which is made when it does not exist yet, and its `push`. */
export function putFile(platform: Platform, caller: Caller, repository: Repository, change: FileChange): Commit {
  const { world, clock } = platform;
  demand(world, caller, repository, 'push');
  const branch = change.branch ?? repository.defaultBranch;
  const parent = repository.branches.get(branch);
  const base = parent ?? repository.branches.get(repository.defaultBranch);
  const files = new Map(base?.files);
  const existed = files.has(change.path);
  if (change.text === undefined && !existed) throw notFound();
  if (change.text === undefined) files.delete(change.path);
  else files.set(change.path, change.text);
  const kind = changeKind(change, existed);
  const message = change.message ?? `${kind} ${change.path}`;
  const commit = makeCommit(base?.sha, files, message, caller.account, clock.now());
  setBranch(repository, branch, commit);
  repository.pushedAt = clock.now();
  const shown = presentCommit(platform, repository, commit, { [kind]: [change.path] });
  platform.publish({
    event: 'push',
    action: undefined,
    repository,
    sender: caller.account,
    payload: {
      ref: `refs/heads/${branch}`,
      before: parent?.sha ?? '0'.repeat(40),
      after: commit.sha,
      created: parent === undefined,
      deleted: false,
      forced: false,
      base_ref: null,
      compare: `${platform.urls.web}/${fullName(repository)}/compare/${base?.sha.slice(0, 12)}...${commit.sha.slice(0, 12)}`,
      commits: [shown],
      head_commit: shown,
      pusher: { name: caller.account.login, email: null },
    },
  });
  synchronizePullRequests(platform, caller, repository, { branch, before: parent, after: commit });
  return commit;
}

/** `HEAD`, a branch, `refs/heads/…` or an object id. */
export function resolveRef(repository: Repository, ref: string): Commit | undefined {
  if (ref === 'HEAD') return repository.branches.get(repository.defaultBranch);
  const branch = ref.replace(/^(refs\/)?heads\//, '');
  return repository.branches.get(branch) ?? repository.commits.get(ref);
}

function changeKind(change: FileChange, existed: boolean): 'added' | 'modified' | 'removed' {
  if (change.text === undefined) return 'removed';
  return existed ? 'modified' : 'added';
}

function setBranch(repository: Repository, branch: string, commit: Commit): void {
  repository.branches.set(branch, commit);
  repository.commits.set(commit.sha, commit);
}

function makeCommit(
  parent: string | undefined,
  files: ReadonlyMap<string, string>,
  message: string,
  author: Account,
  at: number,
): Commit {
  const hash = createHash('sha1').update(JSON.stringify([parent, [...files], message, author.login, iso(at)]));
  return { sha: hash.digest('hex'), parent, message, author, at, files };
}
