import { createHash } from 'node:crypto';
import { invalid, notFound } from '../github-error.ts';
import { fullName, iso, type Platform } from '../platform.ts';
import { presentCommit } from '../rest/present-commit.ts';
import { synchronizePullRequests } from './pull-requests.ts';
import { type Caller, demand } from './roles.ts';
import type { Account, Commit, Repository } from './world.ts';

/** Text by path; undefined deletes the file. */
export type Files = Readonly<Record<string, string | undefined>>;

export interface FileChange {
  readonly branch?: string;
  readonly path: string;
  /** Undefined deletes it. */
  readonly text: string | undefined;
  readonly message?: string;
}

export interface NewCommit {
  /** Made from the default branch when it does not exist yet. */
  readonly branch?: string | undefined;
  readonly files: Files;
  readonly message?: string | undefined;
}

/** One commit of one file, and its `push`. */
export function putFile(platform: Platform, caller: Caller, repository: Repository, change: FileChange): Commit {
  const { branch, path, text, message } = change;
  return commitFiles(platform, caller, repository, { branch, message, files: { [path]: text } });
}

/** One commit on one branch, and its `push`. */
export function commitFiles(platform: Platform, caller: Caller, repository: Repository, input: NewCommit): Commit {
  const { world, clock } = platform;
  demand(world, caller, repository, 'push');
  const branch = input.branch ?? repository.defaultBranch;
  const parent = repository.branches.get(branch);
  const base = parent ?? repository.branches.get(repository.defaultBranch);
  const changed = changedPaths(base, input.files);
  const files = new Map(base?.files);
  for (const [path, text] of Object.entries(input.files)) {
    if (text === undefined) files.delete(path);
    else files.set(path, text);
  }
  const message = input.message ?? messageOf(changed);
  const commit = makeCommit(base?.sha, files, message, caller.account, clock.now());
  moveBranch(platform, caller, repository, { branch, to: commit, changed });
  return commit;
}

/** A branch that begins at a commit. */
export function createBranch(
  platform: Platform,
  caller: Caller,
  repository: Repository,
  { branch, sha }: { readonly branch: string; readonly sha: string },
): void {
  demand(platform.world, caller, repository, 'push');
  const commit = repository.commits.get(sha);
  if (commit === undefined) throw invalid('Object does not exist');
  if (repository.branches.has(branch)) throw invalid('Reference already exists');
  moveBranch(platform, caller, repository, { branch, to: commit, changed: {} });
}

export function firstCommit(repository: Repository, files: ReadonlyMap<string, string>, at: number): void {
  setBranch(repository, repository.defaultBranch, makeCommit(undefined, files, 'Initial commit', repository.owner, at));
}

interface Move {
  readonly branch: string;
  readonly to: Commit;
  readonly changed: ChangedPaths;
}

/** Puts a branch on a commit and tells it: by `push`, and to the pull requests of the branch. */
export function moveBranch(platform: Platform, caller: Caller, repository: Repository, move: Move): void {
  const { branch, to, changed } = move;
  const before = repository.branches.get(branch);
  setBranch(repository, branch, to);
  repository.pushedAt = platform.clock.now();
  const shown = presentCommit(platform, repository, to, changed);
  const from = before?.sha ?? to.parent ?? to.sha;
  platform.publish({
    event: 'push',
    action: undefined,
    repository,
    sender: caller.account,
    payload: {
      ref: `refs/heads/${branch}`,
      before: before?.sha ?? '0'.repeat(40),
      after: to.sha,
      created: before === undefined,
      deleted: false,
      forced: false,
      base_ref: null,
      compare: `${platform.urls.web}/${fullName(repository)}/compare/${from.slice(0, 12)}...${to.sha.slice(0, 12)}`,
      commits: Object.keys(changed).length === 0 ? [] : [shown],
      head_commit: shown,
      pusher: { name: caller.account.login, email: null },
    },
  });
  synchronizePullRequests(platform, caller, repository, { branch, before, after: to });
}

type ChangedPaths = Readonly<Partial<Record<'added' | 'modified' | 'removed', readonly string[]>>>;

function changedPaths(base: Commit | undefined, files: Files): ChangedPaths {
  const changed: Record<string, string[]> = {};
  for (const [path, text] of Object.entries(files)) {
    const existed = base?.files.has(path) === true;
    if (text === undefined && !existed) throw notFound();
    const kind = existed ? 'modified' : 'added';
    const list = changed[text === undefined ? 'removed' : kind];
    if (list === undefined) changed[text === undefined ? 'removed' : kind] = [path];
    else list.push(path);
  }
  return changed;
}

function messageOf(changed: ChangedPaths): string {
  return Object.entries(changed)
    .map(([kind, paths]) => `${kind} ${paths.join(', ')}`)
    .join('; ');
}

function setBranch(repository: Repository, branch: string, commit: Commit): void {
  repository.branches.set(branch, commit);
  repository.commits.set(commit.sha, commit);
}

export function makeCommit(
  parent: string | undefined,
  files: ReadonlyMap<string, string>,
  message: string,
  author: Account,
  at: number,
): Commit {
  const hash = createHash('sha1').update(JSON.stringify([parent, [...files], message, author.login, iso(at)]));
  return { sha: hash.digest('hex'), parent, message, author, at, files };
}
