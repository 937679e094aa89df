/** The shape of the answers to the documents of read-document.ts, as far as it is relied on. */
import { z } from 'zod';
import type { Instant } from '../../core/instant.ts';
import { fileAnswer, templateFolderAnswer } from './template-folder.ts';

const nullable = <T extends z.ZodType>(type: T) => type.nullish().transform((value) => value ?? undefined);
const nodes = <T extends z.ZodType>(type: T) =>
  z
    .object({ nodes: z.array(type.nullable()) })
    .nullish()
    .transform((list) => (list?.nodes ?? []).filter((node) => node !== null));

const moment = nullable(z.iso.datetime({ offset: true }).transform((text): Instant => Date.parse(text)));
const author = z.object({ __typename: z.string(), login: z.string() }).nullable();
const label = z.object({ id: z.string(), name: z.string() });

interface TeamNode {
  readonly slug: string;
  readonly parentTeam?: TeamNode | null | undefined;
}
const team: z.ZodType<TeamNode> = z.lazy(() => z.object({ slug: z.string(), parentTeam: team.nullish() }));

const comment = z.object({
  id: z.string(),
  // BigInt of GitHub's schema: it comes as text.
  fullDatabaseId: z.union([z.string(), z.number()]).nullable().transform(Number),
  body: z.string(),
  viewerDidAuthor: z.boolean(),
  author,
});
const ownIssue = z.object({
  id: z.string(),
  number: z.number(),
  title: z.string(),
  body: z.string(),
  url: z.string(),
  state: z.string(),
  viewerDidAuthor: z.boolean(),
  author,
});
/** Asked for by id, a node may be of another type by now, and then has none of the fields. */
const knownNode = z.union([
  comment.transform((node) => ({ kind: 'comment' as const, ...node })),
  ownIssue.transform((node) => ({ kind: 'issue' as const, ...node })),
  z.object({}).transform(() => undefined),
  z.null().transform(() => undefined),
]);

const commentPage = z.object({
  pageInfo: z.object({ hasPreviousPage: z.boolean(), startCursor: z.string().nullable() }),
  nodes: z.array(comment.nullable()).transform((list) => list.filter((node) => node !== null)),
});

const subIssue = ownIssue.extend({ updatedAt: moment, labels: nodes(z.object({ name: z.string() })) });

const issue = z.object({
  id: z.string(),
  number: z.number(),
  title: z.string(),
  body: z.string(),
  url: z.string(),
  state: z.string(),
  updatedAt: moment,
  locked: z.boolean(),
  author,
  labels: nodes(label),
  subIssuesSummary: z.object({ total: z.number() }),
  subIssues: nodes(subIssue),
  comments: commentPage,
});

const repository = z.object({
  id: z.string(),
  databaseId: z.number().nullable(),
  name: z.string(),
  owner: z.object({ __typename: z.string(), login: z.string(), teams: nodes(team).optional() }),
  collaborators: nullable(
    z.object({
      edges: nullable(z.array(z.object({ permission: z.string(), node: z.object({ login: z.string() }) }).nullable())),
    }),
  ),
  labels: nodes(label),
  settings: fileAnswer,
  templates: templateFolderAnswer,
  issue,
  blockers: nodes(z.object({ number: z.number(), title: z.string(), url: z.string(), body: z.string() })),
});

export const readAnswer = z.object({
  repository,
  ownerSettings: nullable(z.object({ settings: fileAnswer })),
  known: z.array(knownNode).default([]),
});

export const commentsAnswer = z.object({ node: z.object({ comments: commentPage }) });
export const labelAnswer = z.object({ node: z.object({ label: label.nullable() }) });

export type ReadAnswer = z.output<typeof readAnswer>;
export type RepositoryAnswer = ReadAnswer['repository'];
export type IssueAnswer = z.output<typeof ownIssue>;
export type CommentAnswer = z.output<typeof comment>;
export type CommentPage = z.output<typeof commentPage>;
export type Team = TeamNode;
export type Author = z.output<typeof author>;
