import { fullName, newIdentity, type Platform, register } from '../platform.ts';
import { firstCommit } from './commits.ts';
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
  /** Of a fork. */
  readonly parent?: Repository;
}

export function addRepository(platform: Platform, options: RepositoryOptions): Repository {
  const { world, clock } = platform;
  const now = clock.now();
  const repository: Repository = register(world, {
    kind: 'Repository',
    ...newIdentity(world, 'Repository'),
    owner: options.owner,
    name: options.name,
    parent: options.parent,
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
  firstCommit(repository, new Map(Object.entries(options.files ?? {})), now);
  return repository;
}

export function findRepository(world: World, owner: string, name: string): Repository | undefined {
  return world.repositories.get(`${owner}/${name}`.toLowerCase());
}

/** A copy of the repository that belongs to the person; what they push there is nobody else's. */
export function forkRepository(platform: Platform, caller: Caller, parent: Repository): Repository {
  const { world } = platform;
  demand(world, caller, parent, 'read-contents');
  const known = findRepository(world, caller.account.login, parent.name);
  if (known !== undefined) return known;
  const { account: owner } = caller;
  const fork = addRepository(platform, { owner, name: parent.name, isPrivate: parent.isPrivate, parent });
  for (const [sha, commit] of parent.commits) fork.commits.set(sha, commit);
  for (const [branch, commit] of parent.branches) fork.branches.set(branch, commit);
  return fork;
}

/** `HEAD`, a branch, `refs/heads/…`, `refs/pull/1/head` or an object id. */
export function resolveRef(repository: Repository, ref: string): Commit | undefined {
  if (ref === 'HEAD') return repository.branches.get(repository.defaultBranch);
  const number = /^(?:refs\/)?pull\/(\d+)\/head$/.exec(ref)?.[1];
  const pull = number === undefined ? undefined : repository.pullRequests.get(Number(number));
  if (pull !== undefined) return pull.head.branches.get(pull.branch);
  const branch = ref.replace(/^(refs\/)?heads\//, '');
  return repository.branches.get(branch) ?? repository.commits.get(ref);
}
