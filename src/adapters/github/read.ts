import type { Octokit } from '@octokit/rest';
import type { Actor } from '../../core/event.ts';
import type { Instant } from '../../core/instant.ts';
import type { ActorFacts, ChecklistFacts, GitHubFacts, Permission } from '../../core/snapshot.ts';
import type { Clock, IssueRef, OwnWork, ReadResult } from '../../ports.ts';
import { GitHubFailure } from '../../ports.ts';
import { selectBlockers } from './blockers.ts';
import { failureOfGraphql, type GraphqlError } from './failure.ts';
import { type GraphqlAnswer, parseAnswer, sendGraphql } from './graphql.ts';
import { type MarkerKeys, readMarker } from './marker.ts';
import { type CommentMemory, collectOwnComments, isOurs } from './own-comments.ts';
import { morePermission, type PermissionMemory, permissionOf, readPermission } from './permission.ts';
import {
  type Author,
  type IssueAnswer,
  type ReadAnswer,
  type RepositoryAnswer,
  readAnswer,
  type Team,
} from './read-answer.ts';
import { readDocument } from './read-document.ts';
import { settingsFilesOf } from './settings-files.ts';

export interface ReadContext {
  readonly octokit: Octokit;
  readonly clock: Clock;
  readonly keys: MarkerKeys;
  /** Our bot is `<slug>[bot]`. */
  readonly slug: string;
  readonly blockerLabel: string;
  readonly permissions: PermissionMemory;
  readonly comments: CommentMemory;
  readonly own: OwnWork;
}

/** Reads a tracking issue and all that belongs to it. Throws `GitHubFailure`. */
export async function readIssue(context: ReadContext, issue: IssueRef, actor: Actor | undefined): Promise<ReadResult> {
  const issueKey = `${issue.repositoryId}#${issue.number}`;
  const document = readDocument({
    owner: issue.owner,
    name: issue.repository,
    number: issue.number,
    person: actor === undefined || actor.isBot ? undefined : actor.login,
    blockerLabel: context.blockerLabel,
    known: knownIds(context, issueKey),
  });
  const now = context.clock.now();
  const answer = await sendGraphql(context.octokit, document, now);
  const { repository, ownerSettings, known } = checkAnswer(answer, issue, now);
  const search = {
    octokit: context.octokit,
    now,
    keys: context.keys,
    slug: context.slug,
    issueNodeId: repository.issue.id,
    slots: byNodeId(context.own.slots),
  };
  const [comments, actorFacts] = await Promise.all([
    collectOwnComments(
      search,
      context.comments.recall(issueKey),
      repository.issue.comments,
      known.filter((node) => node?.kind === 'comment'),
    ),
    actor === undefined ? undefined : readActor(context, issue, actor, repository),
  ]);
  return {
    facts: factsOf(context, issue, repository, {
      comments,
      actor: actorFacts,
      checklists: checklistsOf(
        context,
        repository,
        known.filter((node) => node?.kind === 'issue'),
      ),
    }),
    settingsFiles: settingsFilesOf(repository, ownerSettings?.settings),
    updatedAt: updatesOf(repository.issue),
  };
}

/** What may be missing: what a definite "no" of GitHub's leaves out, and what the app can do without. */
const dispensable: readonly (readonly string[])[] = [
  ['ownerSettings'],
  ['known'],
  ['rateLimit'],
  ['repository', 'owner', 'teams'],
  ['repository', 'collaborators'],
];

function checkAnswer(answer: GraphqlAnswer, issue: IssueRef, now: number): ReadAnswer {
  for (const error of answer.errors) {
    if (isDispensable(error)) continue;
    const failure = failureOfGraphql(error, answer.headers, now);
    if (failure.code !== 'not-found') throw failure;
    const code = error.path.includes('issue') ? 'issue-not-found' : 'repository-not-found';
    throw new GitHubFailure(failure.message, { cause: error, code });
  }
  const data = parseAnswer(readAnswer, answer, now);
  // A name that was given up can be another repository's by now.
  if (data.repository.databaseId !== issue.repositoryId) {
    throw new GitHubFailure('the repository of that name is another one now', { code: 'repository-not-found' });
  }
  return data;
}

function isDispensable(error: GraphqlError): boolean {
  if (error.type !== 'NOT_FOUND' && error.type !== 'FORBIDDEN') return false;
  return dispensable.some((path) => path.every((part, index) => error.path[index] === part));
}

async function readActor(
  context: ReadContext,
  issue: IssueRef,
  actor: Actor,
  repository: RepositoryAnswer,
): Promise<ActorFacts> {
  // Apps are no collaborators and in no team: what they may do is in the settings.
  if (actor.isBot) return { login: actor.login, isBot: true, permission: 'none', teams: [] };
  const edges = repository.collaborators?.edges ?? [];
  const edge = edges.find((candidate) => candidate?.node.login.toLowerCase() === actor.login.toLowerCase());
  const granted = permissionOf(edge?.permission);
  return {
    login: actor.login,
    isBot: false,
    permission: await confirmPermission(context, issue, actor.login, granted),
    teams: teamSlugs(repository.owner.teams ?? []),
  };
}

/** GraphQL does not see grants through nested teams: what it grants is so, what it does not grant is asked again. */
async function confirmPermission(
  context: ReadContext,
  issue: IssueRef,
  login: string,
  granted: Permission,
): Promise<Permission> {
  if (granted === 'write' || granted === 'maintain' || granted === 'admin') return granted;
  const now = context.clock.now();
  const remembered = context.permissions.get(issue, login, now);
  if (remembered !== undefined) return morePermission(granted, remembered);
  const answered = await readPermission(context.octokit, issue, login, now);
  context.permissions.put(issue, login, answered, now);
  return morePermission(granted, answered);
}

function teamSlugs(teams: readonly Team[]): readonly string[] {
  const slugs = new Set<string>();
  for (const team of teams) {
    for (let at: Team | null | undefined = team; at !== undefined && at !== null; at = at.parentTeam)
      slugs.add(at.slug);
  }
  return [...slugs].sort();
}

function factsOf(
  context: ReadContext,
  ref: IssueRef,
  repository: RepositoryAnswer,
  rest: Pick<GitHubFacts, 'comments' | 'actor' | 'checklists'>,
): GitHubFacts {
  const { issue, owner } = repository;
  const place = { owner: owner.login, repository: repository.name, number: issue.number, url: issue.url };
  const blocking = issue.subIssues.filter(
    (sub) => sub.state === 'OPEN' && sub.labels.some((label) => sameLabel(label.name, context.blockerLabel)),
  );
  return {
    ...rest,
    repository: {
      id: ref.repositoryId,
      nodeId: repository.id,
      owner: owner.login,
      name: repository.name,
      labels: repository.labels.map(({ id, name }) => ({ nodeId: id, name })),
    },
    issue: {
      number: issue.number,
      nodeId: issue.id,
      title: issue.title,
      body: issue.body,
      url: issue.url,
      open: issue.state === 'OPEN',
      locked: issue.locked,
      author: loginOf(issue.author),
      labels: issue.labels.map(({ id, name }) => ({ nodeId: id, name })),
    },
    subIssueCount: issue.subIssuesSummary.total,
    blockers: selectBlockers(repository.blockers, blocking, place),
  };
}

/** At most a hundred, GitHub's limit for one look-up. */
function knownIds({ comments, own }: ReadContext, issueKey: string): readonly string[] {
  const ids = [...Object.values(own.checklists), ...Object.values(own.slots), ...comments.known(issueKey)];
  return [...new Set(ids)].slice(0, 100);
}

function byNodeId(ids: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(ids).map(([name, nodeId]) => [nodeId, name]));
}

/**
 * One for each stage: where there are two, the older one. One that we know to have made counts also when somebody has
 * taken its marker off or taken it out from under the tracking issue.
 */
function checklistsOf(
  context: ReadContext,
  repository: RepositoryAnswer,
  known: readonly IssueAnswer[],
): readonly ChecklistFacts[] {
  const checklists = new Map<string, ChecklistFacts>();
  const stages = byNodeId(context.own.checklists);
  const { subIssues } = repository.issue;
  const others = known.filter((node) => !subIssues.some((sub) => sub.id === node.id));
  const byAge = [...subIssues, ...others].sort((one, other) => one.number - other.number);
  for (const sub of byAge) {
    const marker = isOurs(sub, context.slug) ? readMarker(context.keys, sub.body, repository.issue.id) : undefined;
    const stage = stages.get(sub.id) ?? (marker?.kind === 'checklist' ? marker.value : undefined);
    if (stage === undefined || checklists.has(stage)) continue;
    checklists.set(stage, {
      stage,
      number: sub.number,
      nodeId: sub.id,
      title: sub.title,
      body: sub.body,
      open: sub.state === 'OPEN',
    });
  }
  return [...checklists.values()];
}

function updatesOf({ number, updatedAt, subIssues }: RepositoryAnswer['issue']): ReadonlyMap<number, Instant> {
  return new Map(
    [{ number, updatedAt }, ...subIssues].map((one) => [one.number, one.updatedAt ?? Number.POSITIVE_INFINITY]),
  );
}

function sameLabel(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** As webhooks and REST write it. */
function loginOf(author: Author): string {
  if (author === null) return 'ghost';
  return author.__typename === 'Bot' ? `${author.login}[bot]` : author.login;
}
