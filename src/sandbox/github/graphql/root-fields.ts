import { GitHubError, notFound } from '../github-error.ts';
import { iso } from '../platform.ts';
import { findAccount } from '../state/accounts.ts';
import { findRepository } from '../state/repositories.ts';
import { may } from '../state/roles.ts';
import type { Node } from '../state/world.ts';
import { botFields, organizationFields, teamFields, userFields } from './account-fields.ts';
import { type Args, type Fields, type GraphqlContext, idList, visibleNode } from './fields.ts';
import { commentFields, issueFields, reactionFields, reactionGroupFields, timelineFields } from './issue-fields.ts';
import { mutations } from './mutation-fields.ts';
import { pullRequestFields } from './pull-request-fields.ts';
import {
  blobFields,
  commitFields,
  labelFields,
  refFields,
  repositoryFields,
  treeEntryFields,
  treeFields,
} from './repository-fields.ts';

const queryFields: Fields<undefined> = {
  repository: (_, args, { platform, caller }) => {
    const owner = String(args['owner']);
    const name = String(args['name']);
    const repository = findRepository(platform.world, owner, name);
    if (repository !== undefined && may(platform.world, caller, repository, 'read-metadata')) return repository;
    throw notFound(`Could not resolve to a Repository with the name '${owner}/${name}'.`);
  },
  organization: (_, args, { platform }) => {
    const account = findAccount(platform, String(args['login']));
    if (account?.kind === 'Organization') return account;
    throw notFound(`Could not resolve to an Organization with the login of '${String(args['login'])}'.`);
  },
  user: (_, args, { platform }) => {
    const account = findAccount(platform, String(args['login']));
    if (account?.kind === 'User') return account;
    throw notFound(`Could not resolve to a User with the login of '${String(args['login'])}'.`);
  },
  viewer: (_, __, { caller }) => caller.account,
  node: (_, args, context) => visibleNode(context, args['id']),
  // One that is not there is null in its place, with an error of its own.
  nodes: (_, args, context) => idList(args['ids']).map((id) => nodeOrError(context, id)),
  rateLimit: (_, __, { rateLimit, cost }) => ({
    limit: rateLimit.limit,
    remaining: rateLimit.remaining,
    used: rateLimit.used,
    resetAt: iso(rateLimit.resetAt),
    cost: cost.points,
    nodeCount: cost.nodes,
  }),
};

function nodeOrError(context: GraphqlContext, id: string): Node | GitHubError {
  try {
    return visibleNode(context, id);
  } catch (error) {
    if (error instanceof GitHubError) return error;
    throw error;
  }
}

const mutationFields: Fields<undefined> = Object.fromEntries(
  Object.entries(mutations).map(([name, mutate]) => [
    name,
    (_: undefined, args: Args, context: GraphqlContext) => {
      const input: Args = typeof args['input'] === 'object' && args['input'] !== null ? { ...args['input'] } : {};
      return { ...mutate(input, context), clientMutationId: input['clientMutationId'] ?? null };
    },
  ]),
);

/**
 * Every type with fields of its own, by its GraphQL name. Lists, payloads and other plain values need none: they carry
 * their fields. The table's sources differ; each is right because the fields that lead to a type return its source.
 */
export const typeFields: Readonly<Record<string, Fields<never>>> = {
  Query: queryFields,
  Mutation: mutationFields,
  Repository: repositoryFields,
  Ref: refFields,
  Label: labelFields,
  Blob: blobFields,
  Tree: treeFields,
  TreeEntry: treeEntryFields,
  Commit: commitFields,
  User: userFields,
  Bot: botFields,
  Organization: organizationFields,
  Team: teamFields,
  Issue: issueFields,
  IssueComment: commentFields,
  Reaction: reactionFields,
  ReactionGroup: reactionGroupFields,
  PullRequest: pullRequestFields,
  ...timelineFields,
};
