import type { Octokit } from '@octokit/rest';
import type { Instant } from '../../core/instant.ts';
import type { OwnComment } from '../../core/snapshot.ts';
import { parseAnswer, sendGraphql } from './graphql.ts';
import { type Marker, type MarkerKeys, readMarker } from './marker.ts';
import type { Author, CommentAnswer, CommentPage } from './read-answer.ts';
import { commentsAnswer } from './read-answer.ts';
import { commentsDocument } from './read-document.ts';

const maxIssues = 2000;
/** GitHub allows 2,500 comments on an issue. */
const maxPages = 30;

interface Memory {
  /** Highest comment id seen: older comments need not be looked through again. */
  newest: number;
  /** Node ids of the comments that are kept up to date, by slot. */
  readonly slots: Map<string, string>;
}

/**
 * Remembers, for each issue, how far its comments have been looked through and where those are that are kept up to
 * date. A long discussion is paged through once after a start; later reads see its last hundred comments and the
 * remembered ones, in one query.
 */
export interface CommentMemory {
  known(issueKey: string): readonly string[];
  recall(issueKey: string): Memory;
}

export function createCommentMemory(): CommentMemory {
  const memories = new Map<string, Memory>();
  return {
    known: (issueKey) => [...(memories.get(issueKey)?.slots.values() ?? [])].slice(-100),
    recall(issueKey) {
      const memory = memories.get(issueKey) ?? { newest: 0, slots: new Map<string, string>() };
      memories.delete(issueKey);
      memories.set(issueKey, memory);
      const oldest = memories.keys().next();
      if (memories.size > maxIssues && oldest.done !== true) memories.delete(oldest.value);
      return memory;
    },
  };
}

export interface CommentSearch {
  readonly octokit: Octokit;
  readonly now: Instant;
  readonly keys: MarkerKeys;
  readonly slug: string;
  readonly issueNodeId: string;
  /** Slots of comments by node id, for those that somebody took the marker off. */
  readonly slots?: ReadonlyMap<string, string>;
}

/** Our comments on an issue, oldest first: of the last page, the remembered ones, and what lies between. */
export async function collectOwnComments(
  search: CommentSearch,
  memory: Memory,
  lastPage: CommentPage,
  known: readonly CommentAnswer[],
): Promise<readonly OwnComment[]> {
  const found = new Map<string, OwnComment>();
  const keep = (nodes: readonly CommentAnswer[]) => {
    for (const node of nodes) {
      const marker = markerOf(search, node);
      if (marker === undefined || marker.kind === 'checklist') continue;
      found.set(node.id, { nodeId: node.id, id: node.fullDatabaseId, slot: marker.value, body: node.body });
      if (marker.kind === 'slot') memory.slots.set(marker.value, node.id);
    }
  };
  memory.slots.clear();
  keep(known);
  let page = lastPage;
  let newest = memory.newest;
  for (let pages = 1; ; pages += 1) {
    keep(page.nodes);
    newest = Math.max(newest, ...page.nodes.map((node) => node.fullDatabaseId));
    const oldest = Math.min(...page.nodes.map((node) => node.fullDatabaseId));
    if (!page.pageInfo.hasPreviousPage || oldest <= memory.newest || pages === maxPages) break;
    page = await readPage(search, page.pageInfo.startCursor ?? undefined);
  }
  memory.newest = newest;
  return [...found.values()].sort((one, other) => one.id - other.id);
}

function markerOf({ keys, slug, issueNodeId, slots }: CommentSearch, node: CommentAnswer): Marker | undefined {
  if (!isOurs(node, slug)) return undefined;
  const slot = slots?.get(node.id);
  return slot === undefined ? readMarker(keys, node.body, issueNodeId) : { kind: 'slot', value: slot };
}

/** Our comments among the last hundred of any issue, for looking up whether something was posted before. */
export async function findPosted(search: CommentSearch): Promise<readonly OwnComment[]> {
  const page = await readPage(search, undefined);
  return collectOwnComments(search, { newest: Number.POSITIVE_INFINITY, slots: new Map() }, page, []);
}

/** GitHub names a bot `slug` in GraphQL and `slug[bot]` elsewhere. */
export function isOurs(node: { readonly viewerDidAuthor: boolean; readonly author: Author }, slug: string): boolean {
  if (node.viewerDidAuthor) return true;
  return node.author?.__typename === 'Bot' && node.author.login.toLowerCase() === slug.toLowerCase();
}

async function readPage(search: CommentSearch, before: string | undefined): Promise<CommentPage> {
  const answer = await sendGraphql(search.octokit, commentsDocument(search.issueNodeId, before), search.now);
  return parseAnswer(commentsAnswer, answer, search.now).node.comments;
}
