import type { Octokit } from '@octokit/rest';
import { z } from 'zod';
import type { Instant } from '../../core/instant.ts';
import type { IssueRef } from '../../ports.ts';
import { type GraphqlDocument, parseAnswer, sendGraphql } from './graphql.ts';
import { type MarkerKeys, readMarker } from './marker.ts';
import { type Mutation, mutationDocument } from './mutation-document.ts';
import { isOurs } from './own-comments.ts';

export interface SweepContext {
  readonly octokit: Octokit;
  readonly now: Instant;
  readonly keys: MarkerKeys;
  /** Our bot is `<slug>[bot]`. */
  readonly slug: string;
}

const author = z.object({ __typename: z.string(), login: z.string() }).nullable();
const nodes = <T extends z.ZodType>(type: T) =>
  z
    .object({ nodes: z.array(type.nullable()) })
    .nullish()
    .transform((list) => (list?.nodes ?? []).filter((node) => node !== null));
const comment = z.object({
  id: z.string(),
  fullDatabaseId: z.union([z.string(), z.number()]).nullable().transform(Number),
  body: z.string(),
  viewerDidAuthor: z.boolean(),
  author,
});
const commented = z.object({ id: z.string(), comments: nodes(comment) });
const subIssue = z.object({
  id: z.string(),
  number: z.number(),
  body: z.string(),
  state: z.string(),
  viewerDidAuthor: z.boolean(),
  author,
});
const answer = z.object({
  repository: z.object({ issue: commented.extend({ subIssues: nodes(subIssue) }) }),
  others: z.array(z.union([commented, z.object({}).transform(() => undefined), z.null().transform(() => undefined)])),
});
type Commented = z.output<typeof commented>;
type SubIssue = z.output<typeof subIssue>;

const query = /* GraphQL */ `
query RollcallSweep($owner: String!, $name: String!, $number: Int!, $others: [ID!]!) {
  repository(owner: $owner, name: $name) {
    issue(number: $number) {
      ...commented
      subIssues(first: 100) { nodes { id number body state viewerDidAuthor author { __typename login } } }
    }
  }
  others: nodes(ids: $others) { ...commented }
}
fragment commented on Issue {
  id
  comments(last: 100) { nodes { id fullDatabaseId body viewerDidAuthor author { __typename login } } }
}
`.trim();

/** `others`: node ids of other issues on which something was posted; at most 100. */
export function sweepDocument(issue: IssueRef, others: readonly string[]): GraphqlDocument {
  const { owner, repository: name, number } = issue;
  return { query, variables: { owner, name, number, others } };
}

/**
 * Takes away what is there twice because a request that was thought lost got through late: of our comments with the same
 * marker, and of the checklist issues of a stage, the oldest stays. Returns how many were too many. Throws `GitHubFailure`.
 */
export async function sweepIssue(context: SweepContext, issue: IssueRef, others: readonly string[]): Promise<number> {
  const { octokit, now } = context;
  const answered = await sendGraphql(octokit, sweepDocument(issue, others), now);
  const found = parseAnswer(answer, answered, now);
  const tracking = found.repository.issue;
  const issues = [tracking, ...found.others.filter((other) => other !== undefined)];
  const mutations = [
    ...issues.flatMap((one) => extraComments(context, one)),
    ...extraChecklists(context, tracking.id, tracking.subIssues),
  ];
  // What has gone in the meantime is as it should be, so a partial error is no trouble.
  if (mutations.length > 0) await sendGraphql(octokit, mutationDocument('RollcallSweep', mutations), now);
  return mutations.length;
}

function extraComments({ keys, slug }: SweepContext, { id, comments }: Commented): readonly Mutation[] {
  const seen = new Set<string>();
  const extra: Mutation[] = [];
  for (const one of comments.toSorted((a, b) => a.fullDatabaseId - b.fullDatabaseId)) {
    const marker = isOurs(one, slug) ? readMarker(keys, one.body, id) : undefined;
    if (marker === undefined) continue;
    const key = `${marker.kind} ${marker.value}`;
    if (seen.has(key)) extra.push({ field: 'deleteIssueComment', input: { id: one.id }, effects: [] });
    seen.add(key);
  }
  return extra;
}

function extraChecklists({ keys, slug }: SweepContext, tracking: string, subIssues: readonly SubIssue[]) {
  const seen = new Set<string>();
  const extra: Mutation[] = [];
  for (const one of subIssues.toSorted((a, b) => a.number - b.number)) {
    const marker = isOurs(one, slug) ? readMarker(keys, one.body, tracking) : undefined;
    if (marker?.kind !== 'checklist') continue;
    if (seen.has(marker.value) && one.state === 'OPEN') {
      extra.push({ field: 'closeIssue', input: { issueId: one.id, stateReason: 'NOT_PLANNED' }, effects: [] });
    }
    seen.add(marker.value);
  }
  return extra;
}
