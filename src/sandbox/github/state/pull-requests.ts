import { invalid, notFound } from '../github-error.ts';
import { newIdentity, type Platform } from '../platform.ts';
import { presentPullRequest } from '../rest/present-pull-request.ts';
import { makeCommit, moveBranch } from './commits.ts';
import type { PullRequest } from './pull-request.ts';
import { type Caller, demand } from './roles.ts';
import type { Commit, Repository } from './world.ts';

export interface NewPullRequest {
  readonly title: string;
  readonly body?: string | undefined;
  /** The branch that is to be merged. */
  readonly branch: string;
  /** The fork that has it. */
  readonly from?: Repository | undefined;
  readonly base?: string | undefined;
}

/** Of a branch of the same repository it takes the right to push, of a fork that of reading. */
export function openPullRequest(
  platform: Platform,
  caller: Caller,
  repository: Repository,
  input: NewPullRequest,
): PullRequest {
  const { world, clock } = platform;
  const from = input.from ?? repository;
  demand(world, caller, repository, from === repository ? 'open-pull' : 'open-pull-of-fork');
  const base = input.base ?? repository.defaultBranch;
  const head = from.branches.get(input.branch);
  if (head === undefined || repository.branches.get(base) === undefined) throw invalid('Validation Failed');
  if (openOf(repository, { ...input, from }, base) !== undefined) {
    throw invalid(`A pull request already exists for ${from.owner.login}:${input.branch}.`);
  }
  repository.lastNumber += 1;
  const pull: PullRequest = {
    kind: 'PullRequest',
    ...newIdentity(world, 'PullRequest'),
    repository,
    number: repository.lastNumber,
    title: input.title,
    body: input.body,
    head: from,
    branch: input.branch,
    base,
    author: caller.account,
    state: 'open',
    merged: undefined,
    createdAt: clock.now(),
    updatedAt: clock.now(),
    closedAt: undefined,
  };
  repository.pullRequests.set(pull.number, pull);
  fetchHead(pull, head);
  tell(platform, caller, pull, 'opened');
  return pull;
}

/** The branch's files as one commit on the base: a squash. */
export function mergePullRequest(platform: Platform, caller: Caller, pull: PullRequest): void {
  const { repository, base, number, title } = pull;
  demand(platform.world, caller, repository, 'push');
  if (pull.state !== 'open') throw invalid('Pull Request is not mergeable');
  const at = platform.clock.now();
  const onto = repository.branches.get(base);
  const files = new Map(onto?.files);
  const paths: Record<ChangedFile['status'], string[]> = { added: [], modified: [], removed: [] };
  for (const { path, status, text } of changedFiles(pull)) {
    paths[status].push(path);
    if (text === undefined) files.delete(path);
    else files.set(path, text);
  }
  const commit = makeCommit(onto?.sha, files, `${title} (#${number})`, caller.account, at);
  pull.merged = { as: commit, by: caller.account, at };
  pull.state = 'closed';
  pull.updatedAt = at;
  pull.closedAt = at;
  moveBranch(platform, caller, repository, { branch: base, to: commit, changed: paths });
  tell(platform, caller, pull, 'closed');
}

export function closePullRequest(platform: Platform, caller: Caller, pull: PullRequest): void {
  if (caller.account !== pull.author) demand(platform.world, caller, pull.repository, 'push');
  pull.state = 'closed';
  pull.updatedAt = platform.clock.now();
  pull.closedAt = platform.clock.now();
  tell(platform, caller, pull, 'closed');
}

export function reopenPullRequest(platform: Platform, caller: Caller, pull: PullRequest): void {
  demand(platform.world, caller, pull.repository, 'push');
  pull.state = 'open';
  pull.updatedAt = platform.clock.now();
  pull.closedAt = undefined;
  tell(platform, caller, pull, 'reopened');
}

/** New commits on a branch are told to the open pull requests that merge it. */
export function synchronizePullRequests(
  platform: Platform,
  caller: Caller,
  repository: Repository,
  pushed: { readonly branch: string; readonly before: Commit | undefined; readonly after: Commit },
): void {
  if (pushed.before === undefined) return;
  const pulls = [repository, repository.parent].flatMap((one) => [...(one?.pullRequests.values() ?? [])]);
  for (const pull of pulls) {
    if (pull.state !== 'open' || pull.head !== repository || pull.branch !== pushed.branch) continue;
    fetchHead(pull, pushed.after);
    pull.updatedAt = platform.clock.now();
    tell(platform, caller, pull, 'synchronize', { before: pushed.before.sha, after: pushed.after.sha });
  }
}

export interface ChangedFile {
  readonly path: string;
  readonly status: 'added' | 'modified' | 'removed';
  /** Undefined where it is gone. */
  readonly text: string | undefined;
}

/** What is different at the head from the commit where it left the base. */
export function changedFiles(pull: PullRequest): readonly ChangedFile[] {
  const head = headOf(pull);
  const before = mergeBase(pull)?.files ?? new Map<string, string>();
  const paths = [...new Set([...before.keys(), ...head.files.keys()])].sort();
  return paths.flatMap((path): readonly ChangedFile[] => {
    const [was, is] = [before.get(path), head.files.get(path)];
    if (was === is) return [];
    if (is === undefined) return [{ path, status: 'removed', text: undefined }];
    return [{ path, status: was === undefined ? 'added' : 'modified', text: is }];
  });
}

export function headOf({ head, branch }: PullRequest): Commit {
  const commit = head.branches.get(branch);
  if (commit === undefined) throw notFound();
  return commit;
}

function mergeBase(pull: PullRequest): Commit | undefined {
  const { repository, base } = pull;
  const ofBase = new Set<string>();
  for (let at = repository.branches.get(base); at !== undefined; at = parentOf(repository, at)) ofBase.add(at.sha);
  for (let at: Commit | undefined = headOf(pull); at !== undefined; at = parentOf(repository, at)) {
    if (ofBase.has(at.sha)) return at;
  }
  return undefined;
}

function parentOf(repository: Repository, { parent }: Commit): Commit | undefined {
  return parent === undefined ? undefined : repository.commits.get(parent);
}

/** The commits of a fork's pull request are in the repository that it goes to as well. */
function fetchHead({ repository, head }: PullRequest, commit: Commit): void {
  for (let at: Commit | undefined = commit; at !== undefined; at = parentOf(head, at)) {
    if (repository.commits.has(at.sha)) return;
    repository.commits.set(at.sha, at);
  }
}

function openOf(repository: Repository, { branch, from }: NewPullRequest, base: string): PullRequest | undefined {
  return [...repository.pullRequests.values()].find(
    (pull) => pull.state === 'open' && pull.head === from && pull.branch === branch && pull.base === base,
  );
}

function tell(
  platform: Platform,
  caller: Caller,
  pull: PullRequest,
  action: string,
  more: Readonly<Record<string, unknown>> = {},
): void {
  platform.publish({
    event: 'pull_request',
    action,
    repository: pull.repository,
    sender: caller.account,
    payload: { number: pull.number, ...more, pull_request: presentPullRequest(platform, pull, changedFiles(pull)) },
  });
}
