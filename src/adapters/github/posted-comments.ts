import type { Octokit } from '@octokit/rest';
import { z } from 'zod';
import type { Actor, CommentFacts } from '../../core/event.ts';
import type { Instant } from '../../core/instant.ts';
import { GitHubFailure, type IssueRef } from '../../ports.ts';
import { failureOfGraphql } from './failure.ts';
import { maxBodyLength } from './fit-body.ts';
import { type GraphqlAnswer, type GraphqlDocument, parseAnswer, sendGraphql } from './graphql.ts';
import { isOurs } from './own-comments.ts';

/** A comment as it stands on a tracking issue or one of its sub-issues now. */
export interface PostedComment {
  readonly issueNumber: number;
  /** The tracking issue's number, on a sub-issue. */
  readonly parentNumber: number | undefined;
  readonly comment: CommentFacts;
  /** Somebody other than its author has changed its text. */
  readonly editedByAnother: boolean;
}

export interface PostedComments {
  readonly comments: readonly PostedComment[];
  /** The labels of the tracking issue. */
  readonly labels: readonly string[];
  /** Of the tracking issue. */
  readonly createdAt: Instant;
}

/** Further back a long discussion is not read. */
const maxPages = 30;

const author = z
  .object({ __typename: z.string(), login: z.string(), databaseId: z.number().nullish() })
  .nullable()
  .transform((account) => account ?? { __typename: 'User', login: 'ghost', databaseId: 0 });
const moment = z.iso.datetime({ offset: true }).transform((text): Instant => Date.parse(text));
const comment = z.object({
  id: z.string(),
  fullDatabaseId: z.union([z.string(), z.number()]).nullable().transform(Number),
  url: z.string(),
  body: z.string().transform((text) => text.slice(0, maxBodyLength)),
  createdAt: moment,
  lastEditedAt: moment.nullable(),
  viewerDidAuthor: z.boolean(),
  author,
  editor: author,
});
type CommentNode = z.output<typeof comment>;
const page = z.object({
  pageInfo: z.object({ hasPreviousPage: z.boolean(), startCursor: z.string().nullable() }),
  nodes: z.array(comment.nullable()).transform((nodes) => nodes.filter((node) => node !== null)),
});
const answer = z.object({
  repository: z.object({
    issue: z.object({
      createdAt: moment,
      labels: z.object({ nodes: z.array(z.object({ name: z.string() })) }).nullable(),
      subIssues: z
        .object({
          nodes: z
            .array(
              z.object({ number: z.number(), viewerDidAuthor: z.boolean(), author: author.nullable(), comments: page }),
            )
            .optional(),
        })
        .nullish()
        .transform((list) => list?.nodes ?? []),
      comments: page,
    }),
  }),
});

const query = /* GraphQL */ `
query RollcallPosted($owner: String!, $name: String!, $number: Int!, $before: String, $first: Boolean!) {
  repository(owner: $owner, name: $name) {
    issue(number: $number) {
      createdAt
      labels(first: 100) { nodes { name } }
      subIssues(first: 100) @include(if: $first) {
        nodes { number viewerDidAuthor author { __typename login } comments(last: 50) { ...posted } }
      }
      comments(last: 100, before: $before) { ...posted }
    }
  }
}
fragment posted on IssueCommentConnection {
  pageInfo { hasPreviousPage startCursor }
  nodes {
    id
    fullDatabaseId
    url
    body
    createdAt
    lastEditedAt
    viewerDidAuthor
    author { __typename login ... on User { databaseId } ... on Bot { databaseId } }
    editor { __typename login ... on User { databaseId } ... on Bot { databaseId } }
  }
}
`.trim();

/** `before` is the cursor of a page that has been read; sub-issues come with the first one. */
export function postedDocument(issue: IssueRef, before: string | undefined): GraphqlDocument {
  const { owner, repository: name, number } = issue;
  return { query, variables: { owner, name, number, before: before ?? null, first: before === undefined } };
}

/**
 * What others have written on a tracking issue since a moment, oldest first, and the last fifty comments on each of our
 * sub-issues. Throws `GitHubFailure`.
 */
export async function readPostedComments(
  octokit: Octokit,
  issue: IssueRef,
  { since, now, slug }: { readonly since: Instant; readonly now: Instant; readonly slug: string },
): Promise<PostedComments> {
  const found: PostedComment[] = [];
  const keep = (nodes: readonly CommentNode[], issueNumber: number) => {
    for (const node of nodes) {
      if (node.createdAt < since || isOurs(node, slug)) continue;
      const parentNumber = issueNumber === issue.number ? undefined : issue.number;
      found.push({ issueNumber, parentNumber, comment: factsOf(node), editedByAnother: isEditedByAnother(node) });
    }
  };
  let labels: readonly string[] = [];
  let before: string | undefined;
  let opened: Instant = since;
  for (let pages = 0; pages < maxPages; pages += 1) {
    const answered = await sendGraphql(octokit, postedDocument(issue, before), now);
    refuseMissing(answered, now);
    const { comments, subIssues, labels: named, createdAt } = parseAnswer(answer, answered, now).repository.issue;
    keep(comments.nodes, issue.number);
    for (const sub of subIssues) if (isOurs(sub, slug)) keep(sub.comments.nodes, sub.number);
    opened = createdAt;
    labels = (named?.nodes ?? []).map((label) => label.name);
    const oldest = comments.nodes[0]?.createdAt ?? 0;
    before = comments.pageInfo.startCursor ?? undefined;
    if (!comments.pageInfo.hasPreviousPage || oldest < since || before === undefined) break;
  }
  return { comments: found.sort((one, other) => one.comment.id - other.comment.id), labels, createdAt: opened };
}

function refuseMissing({ errors, headers }: GraphqlAnswer, now: Instant): void {
  const [error] = errors;
  if (error === undefined) return;
  const failure = failureOfGraphql(error, headers, now);
  if (failure.code !== 'not-found') throw failure;
  const code = error.path.includes('issue') ? 'issue-not-found' : 'repository-not-found';
  throw new GitHubFailure(failure.message, { cause: error, code });
}

function factsOf(node: CommentNode): CommentFacts {
  const { id: nodeId, fullDatabaseId: id, url, body, createdAt } = node;
  return { id, nodeId, url, body, createdAt, author: actorOf(node.author) };
}

/** GitHub names a bot `slug` in GraphQL and `slug[bot]` elsewhere. */
function actorOf({ __typename: kind, login, databaseId }: CommentNode['author']): Actor {
  const isBot = kind === 'Bot';
  return { id: databaseId ?? 0, login: isBot ? `${login}[bot]` : login, isBot };
}

function isEditedByAnother({ lastEditedAt, author: by, editor }: CommentNode): boolean {
  return lastEditedAt !== null && (editor.login !== by.login || editor.__typename !== by.__typename);
}
