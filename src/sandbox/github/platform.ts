import { createHash } from 'node:crypto';
import type { Instant } from '../../core/instant.ts';
import type { Clock } from '../../ports.ts';
import type { Account, Node, Repository, World } from './state/world.ts';

/** What every action of the sandbox's GitHub needs at hand. */
export interface Platform {
  readonly world: World;
  readonly clock: Pick<Clock, 'now'>;
  /** Base addresses, without a slash at the end. `api` is known once the server listens. */
  readonly urls: { api: string; readonly web: string };
  /** Tells the webhooks. */
  readonly publish: (happening: Happening) => void;
}

export interface Happening {
  /** `issues`, `issue_comment`, … as in `X-GitHub-Event`. */
  readonly event: string;
  readonly action: string | undefined;
  readonly repository: Repository;
  readonly sender: Account;
  /** The event's own part of the payload. */
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Prefixes of GitHub's node ids. */
const prefixes = {
  User: 'U',
  Bot: 'BOT',
  Organization: 'O',
  Team: 'T',
  App: 'A',
  Installation: 'IN',
  Repository: 'R',
  Label: 'LA',
  Issue: 'I',
  IssueComment: 'IC',
  Reaction: 'REA',
  CheckRun: 'CR',
  CheckSuite: 'CS',
  PullRequest: 'PR',
  LabeledEvent: 'LE',
  UnlabeledEvent: 'UNLE',
  ClosedEvent: 'CE',
  ReopenedEvent: 'REE',
  RenamedTitleEvent: 'RTE',
  CrossReferencedEvent: 'CRE',
  SubIssueAddedEvent: 'SIAE',
  SubIssueRemovedEvent: 'SIRE',
  ParentIssueAddedEvent: 'PIAE',
  ParentIssueRemovedEvent: 'PIRE',
} as const;

/**
 * The next database id and the global id that goes with it. Counted, not drawn, so that two runs give the same world;
 * small enough for GraphQL's 32-bit `databaseId`.
 */
export function newIdentity(world: World, kind: keyof typeof prefixes): { id: number; nodeId: string } {
  world.lastId += 1;
  const id = world.lastId;
  const code = Buffer.from(`${kind}:${id}`).toString('base64url');
  return { id, nodeId: `${prefixes[kind]}_kwDO${code}` };
}

/** Makes the record findable by its global id. */
export function register<T extends Node>(world: World, node: T): T {
  world.nodes.set(node.nodeId, node);
  return node;
}

/** Git's object id of a text: the same text has the same id. */
export function blobOid(text: string): string {
  const bytes = Buffer.from(text);
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

/** As GitHub writes times: whole seconds, UTC. */
export function iso(at: Instant): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

export function isoOrNull(at: Instant | undefined): string | null {
  return at === undefined ? null : iso(at);
}

export function fullName(repository: Repository): string {
  return `${repository.owner.login}/${repository.name}`;
}
