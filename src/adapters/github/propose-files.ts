import type { Octokit } from '@octokit/rest';
import { z } from 'zod';
import type { Instant } from '../../core/instant.ts';
import { GitHubFailure } from '../../ports.ts';
import { failureOfGraphql } from './failure.ts';
import { type GraphqlAnswer, type GraphqlDocument, parseAnswer, sendGraphql } from './graphql.ts';

export interface Proposal {
  readonly owner: string;
  readonly repository: string;
  /** Made for it; where it is there already nothing is done. */
  readonly branch: string;
  readonly title: string;
  /** Of the pull request: which of the files are in it, and which were in the repository before. */
  readonly body: (added: readonly string[], kept: readonly string[]) => string;
  /** Text by path. */
  readonly files: Readonly<Record<string, string>>;
}

export type Proposed =
  | {
      readonly kind: 'opened';
      readonly url: string;
      readonly added: readonly string[];
      readonly kept: readonly string[];
    }
  | { readonly kind: 'all-there' }
  | { readonly kind: 'empty-repository' }
  /** `url` of its pull request, if one is open. */
  | { readonly kind: 'branch-is-there'; readonly url: string | undefined };

/**
 * Opens a pull request with those of the files that are not in the repository yet: one query, one mutation document.
 * Throws `GitHubFailure`, with the code `not-proposed` where only the pull request could not be opened and the branch
 * is there.
 */
export async function proposeFiles(octokit: Octokit, proposal: Proposal, now: Instant): Promise<Proposed> {
  const paths = Object.keys(proposal.files);
  const { repository } = parseAnswer(lookAnswer, await sendGraphql(octokit, lookDocument(proposal), now), now);
  const base = repository.defaultBranchRef;
  if (base === null) return { kind: 'empty-repository' };
  if (repository.branch !== null) return { kind: 'branch-is-there', url: repository.pullRequests.nodes[0]?.url };
  const isThere = (_path: string, index: number) => repository[`file${index}`] !== null;
  const kept = paths.filter(isThere);
  const added = paths.filter((path) => !kept.includes(path));
  if (added.length === 0) return { kind: 'all-there' };
  const document = proposeDocument(proposal, { id: repository.id, base, added, kept });
  const url = urlOf(await sendGraphql(octokit, document, now), now);
  return { kind: 'opened', url, added, kept };
}

const lookAnswer = z.object({
  repository: z
    .object({
      id: z.string(),
      defaultBranchRef: z.object({ name: z.string(), target: z.object({ oid: z.string() }) }).nullable(),
      branch: z.object({ name: z.string() }).nullable(),
      pullRequests: z.object({ nodes: z.array(z.object({ url: z.string() })) }),
    })
    .catchall(z.unknown()),
});

type Base = NonNullable<z.output<typeof lookAnswer>['repository']['defaultBranchRef']>;

export function lookDocument({ owner, repository, branch, files }: Proposal): GraphqlDocument {
  const paths = Object.keys(files);
  const parameters = paths.map((_path, index) => `, $file${index}: String!`).join('');
  const fields = paths.map((_path, index) => `file${index}: object(expression: $file${index}) { __typename }`);
  const query = /* GraphQL */ `
query RollcallLook($owner: String!, $name: String!, $branch: String!, $ref: String!${parameters}) {
  repository(owner: $owner, name: $name) {
    id
    defaultBranchRef { name target { oid } }
    branch: ref(qualifiedName: $ref) { name }
    pullRequests(headRefName: $branch, states: [OPEN], first: 1) { nodes { url } }
    ${fields.join('\n    ')}
  }
}
`.trim();
  const expressions = paths.map((path, index) => [`file${index}`, `HEAD:${path}`]);
  return {
    query,
    variables: { owner, name: repository, branch, ref: `refs/heads/${branch}`, ...Object.fromEntries(expressions) },
  };
}

const proposeQuery = /* GraphQL */ `
mutation RollcallPropose($ref: CreateRefInput!, $commit: CreateCommitOnBranchInput!, $pull: CreatePullRequestInput!) {
  createRef(input: $ref) { ref { name } }
  createCommitOnBranch(input: $commit) { commit { oid } }
  createPullRequest(input: $pull) { pullRequest { url } }
}
`.trim();

interface Place {
  /** Node id of the repository. */
  readonly id: string;
  readonly base: Base;
  readonly added: readonly string[];
  readonly kept: readonly string[];
}

export function proposeDocument(proposal: Proposal, { id, base, added, kept }: Place): GraphqlDocument {
  const { owner, repository, branch, title, body, files } = proposal;
  const additions = added.map((path) => ({ path, contents: Buffer.from(files[path] ?? '').toString('base64') }));
  return {
    query: proposeQuery,
    variables: {
      ref: { repositoryId: id, name: `refs/heads/${branch}`, oid: base.target.oid },
      commit: {
        branch: { repositoryNameWithOwner: `${owner}/${repository}`, branchName: branch },
        expectedHeadOid: base.target.oid,
        message: { headline: title },
        fileChanges: { additions },
      },
      pull: { repositoryId: id, baseRefName: base.name, headRefName: branch, title, body: body(added, kept) },
    },
  };
}

const proposeAnswer = z.object({
  createRef: z.object({}).nullish(),
  createCommitOnBranch: z.object({}).nullish(),
  createPullRequest: z.object({ pullRequest: z.object({ url: z.string() }).nullable() }).nullish(),
});

function urlOf(answer: GraphqlAnswer, now: Instant): string {
  const { createCommitOnBranch, createPullRequest } = parseAnswer(proposeAnswer, answer, now);
  const url = createPullRequest?.pullRequest?.url;
  if (url !== undefined) return url;
  const [error] = answer.errors;
  const failure =
    error === undefined
      ? new GitHubFailure('GitHub did not open the pull request', {})
      : failureOfGraphql(error, answer.headers, now);
  const hasCommit = createCommitOnBranch !== undefined && createCommitOnBranch !== null;
  if (!hasCommit) throw failure;
  throw new GitHubFailure(failure.message, { cause: failure, code: 'not-proposed' });
}
