import { invalid, notFound } from '../github-error.ts';
import { newIdentity, type Platform } from '../platform.ts';
import { presentPullRequest } from '../rest/present-pull-request.ts';
import type { PullRequest } from './pull-request.ts';
import { type Caller, demand } from './roles.ts';
import type { Commit, Repository } from './world.ts';

export interface NewPullRequest {
  readonly title: string;
  /** The branch that is to be merged. */
  readonly branch: string;
  readonly base?: string;
}

export function openPullRequest(
  platform: Platform,
  caller: Caller,
  repository: Repository,
  input: NewPullRequest,
): PullRequest {
  const { world, clock } = platform;
  demand(world, caller, repository, 'push');
  const base = input.base ?? repository.defaultBranch;
  const head = repository.branches.get(input.branch);
  if (head === undefined || repository.branches.get(base) === undefined) throw invalid('Validation Failed');
  if (openOf(repository, input.branch, base) !== undefined) {
    throw invalid(`A pull request already exists for ${repository.owner.login}:${input.branch}.`);
  }
  repository.lastNumber += 1;
  const pull: PullRequest = {
    ...newIdentity(world, 'PullRequest'),
    repository,
    number: repository.lastNumber,
    title: input.title,
    branch: input.branch,
    base,
    author: caller.account,
    state: 'open',
    createdAt: clock.now(),
    updatedAt: clock.now(),
    closedAt: undefined,
  };
  repository.pullRequests.set(pull.number, pull);
  tell(platform, caller, pull, 'opened');
  return pull;
}

export function closePullRequest(platform: Platform, caller: Caller, pull: PullRequest): void {
  demand(platform.world, caller, pull.repository, 'push');
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
  for (const pull of repository.pullRequests.values()) {
    if (pull.state !== 'open' || pull.branch !== pushed.branch) continue;
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

export function headOf({ repository, branch }: PullRequest): Commit {
  const commit = repository.branches.get(branch);
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

function openOf(repository: Repository, branch: string, base: string): PullRequest | undefined {
  return [...repository.pullRequests.values()].find(
    (pull) => pull.state === 'open' && pull.branch === branch && pull.base === base,
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
