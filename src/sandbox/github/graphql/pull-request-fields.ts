import { GitHubError, invalid, notFound } from '../github-error.ts';
import { fullName, iso } from '../platform.ts';
import { commitFiles, createBranch } from '../state/commits.ts';
import type { PullRequest } from '../state/pull-request.ts';
import { headOf, openPullRequest } from '../state/pull-requests.ts';
import { findRepository } from '../state/repositories.ts';
import type { Repository } from '../state/world.ts';
import { type Args, type Fields, type GraphqlContext, idList, visibleNode } from './fields.ts';

export const pullRequestFields: Fields<PullRequest> = {
  id: (pull) => pull.nodeId,
  number: (pull) => pull.number,
  title: (pull) => pull.title,
  body: (pull) => pull.body ?? '',
  url: (pull, _, { platform }) => `${platform.urls.web}/${fullName(pull.repository)}/pull/${pull.number}`,
  state: (pull) => (pull.merged === undefined ? pull.state.toUpperCase() : 'MERGED'),
  merged: (pull) => pull.merged !== undefined,
  author: (pull) => pull.author,
  headRefName: (pull) => pull.branch,
  headRefOid: (pull) => headOf(pull).sha,
  baseRefName: (pull) => pull.base,
  createdAt: (pull) => iso(pull.createdAt),
};

/** What is asked of a repository's pull requests, oldest first. */
export function wantedPullRequests(repository: Repository, args: Args): readonly PullRequest[] {
  const states = Array.isArray(args['states']) ? idList(args['states']) : undefined;
  return [...repository.pullRequests.values()].filter((pull) => {
    const state = pull.merged === undefined ? pull.state.toUpperCase() : 'MERGED';
    const isOfBranch = typeof args['headRefName'] !== 'string' || args['headRefName'] === pull.branch;
    return isOfBranch && (states === undefined || states.includes(state));
  });
}

type Mutation = (input: Args, context: GraphqlContext) => object;

export const branchMutations: Readonly<Record<string, Mutation>> = {
  createRef(input, context) {
    const repository = repositoryNode(context, input['repositoryId']);
    const branch = /^refs\/heads\/(.+)$/.exec(String(input['name']))?.[1];
    if (branch === undefined) throw invalid('The sandbox has no refs but branches');
    createBranch(context.platform, context.caller, repository, { branch, sha: String(input['oid']) });
    return { ref: { kind: 'Ref', repository, name: branch } };
  },

  createCommitOnBranch(input, context) {
    const { branchName, repositoryNameWithOwner } = record(input['branch']);
    const [owner = '', name = ''] = String(repositoryNameWithOwner).split('/');
    const repository = findRepository(context.platform.world, owner, name);
    if (repository === undefined) throw notFound();
    const branch = String(branchName);
    const head = repository.branches.get(branch);
    if (head === undefined) throw notFound(`No ref found for ${branch}`);
    if (head.sha !== input['expectedHeadOid']) {
      const sentence = `Expected branch to point to "${String(input['expectedHeadOid'])}" but it points to "${head.sha}".`;
      throw new GitHubError(422, sentence, { type: 'STALE_DATA' });
    }
    const { additions, deletions } = record(input['fileChanges']);
    const files: Record<string, string | undefined> = {};
    for (const { path, contents } of list(additions)) {
      files[String(path)] = Buffer.from(String(contents), 'base64').toString('utf8');
    }
    for (const { path } of list(deletions)) files[String(path)] = undefined;
    const message = String(record(input['message'])['headline']);
    const commit = commitFiles(context.platform, context.caller, repository, { branch, files, message });
    return { commit: { kind: 'Commit', repository, commit, path: '' }, ref: { kind: 'Ref', repository, name: branch } };
  },

  createPullRequest(input, context) {
    const repository = repositoryNode(context, input['repositoryId']);
    const pullRequest = openPullRequest(context.platform, context.caller, repository, {
      title: String(input['title']),
      body: typeof input['body'] === 'string' ? input['body'] : undefined,
      branch: String(input['headRefName']),
      base: String(input['baseRefName']),
    });
    return { pullRequest };
  },
};

export function repositoryNode(context: GraphqlContext, id: unknown): Repository {
  const node = visibleNode(context, id);
  if (node.kind === 'Repository') return node;
  throw notFound(`Could not resolve to a node with the global id of '${String(id)}'.`);
}

function record(value: unknown): Args {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function list(value: unknown): Args[] {
  return Array.isArray(value) ? value.map(record) : [];
}
