/**
 * What the sandbox's GitHub knows. The records change in place, as rows of a database do: only the files of this
 * folder write to them. They refer to each other directly, so that a copy of the world (for stale reads) is one
 * `structuredClone`. Collections are maps in the order of creation.
 */
import type { Instant } from '../../../core/instant.ts';
import type { PullRequest } from './pull-request.ts';

export interface World {
  /** By lower-case login. */
  readonly accounts: Map<string, Account>;
  readonly teams: Team[];
  /** By lower-case `owner/name`. */
  readonly repositories: Map<string, Repository>;
  /** By lower-case slug. */
  readonly apps: Map<string, App>;
  readonly installations: Map<number, Installation>;
  /** Everything that has a global node id. */
  readonly nodes: Map<string, Node>;
  lastId: number;
}

export type Role = 'none' | 'read' | 'triage' | 'write' | 'maintain' | 'admin';

export type Node = Account | Team | Repository | Label | Issue | IssueComment | Reaction | TimelineItem;

interface Identity {
  readonly id: number;
  readonly nodeId: string;
}

export interface Account extends Identity {
  readonly kind: 'User' | 'Organization' | 'Bot';
  /** A bot's ends in `[bot]`. */
  readonly login: string;
  /** Of a bot. */
  readonly app: App | undefined;
  /** Of an organisation, by login. */
  readonly members: Map<string, 'owner' | 'member'>;
  /** What an organisation's members may do in its repositories anyway. */
  baseRole: Role;
  readonly createdAt: Instant;
}

export interface Team extends Identity {
  readonly kind: 'Team';
  readonly organization: Account;
  readonly slug: string;
  readonly name: string;
  readonly parent: Team | undefined;
  /** Lower-case logins of its own members, without those of child teams. */
  readonly members: Set<string>;
}

export interface App extends Identity {
  readonly kind: 'App';
  readonly slug: string;
  readonly name: string;
  readonly owner: Account;
  readonly permissions: AppPermissions;
  readonly events: readonly string[];
  readonly createdAt: Instant;
}

export type AppPermissions = Readonly<Record<string, 'read' | 'write' | 'admin'>>;

export interface Installation {
  readonly id: number;
  readonly nodeId: string;
  readonly app: App;
  readonly account: Account;
  /** Undefined: all repositories of the account. */
  readonly repositories: ReadonlySet<number> | undefined;
  readonly createdAt: Instant;
}

export interface Repository extends Identity {
  readonly kind: 'Repository';
  readonly owner: Account;
  readonly name: string;
  /** Of a fork. */
  readonly parent: Repository | undefined;
  readonly isPrivate: boolean;
  /** By lower-case login. */
  readonly collaborators: Map<string, Role>;
  /** Roles that teams have here, by team id. */
  readonly teamRoles: Map<number, Role>;
  /** By lower-case name. */
  readonly labels: Map<string, Label>;
  /** By number. Deleted ones are gone. */
  readonly issues: Map<number, Issue>;
  /** By id. */
  readonly comments: Map<number, IssueComment>;
  readonly defaultBranch: string;
  /** Commit each branch points at. */
  readonly branches: Map<string, Commit>;
  /** By object id. */
  readonly commits: Map<string, Commit>;
  readonly checkRuns: Map<number, CheckRun>;
  /** By number, which they share with issues. */
  readonly pullRequests: Map<number, PullRequest>;
  lastNumber: number;
  readonly createdAt: Instant;
  pushedAt: Instant;
}

export interface Commit {
  readonly sha: string;
  readonly parent: string | undefined;
  readonly message: string;
  readonly author: Account;
  readonly at: Instant;
  /** The whole tree: text by path. */
  readonly files: ReadonlyMap<string, string>;
}

export interface Label extends Identity {
  readonly kind: 'Label';
  readonly repository: Repository;
  name: string;
  color: string;
  description: string | undefined;
  readonly createdAt: Instant;
  updatedAt: Instant;
}

export interface Issue extends Identity {
  readonly kind: 'Issue';
  readonly repository: Repository;
  readonly number: number;
  title: string;
  /** Undefined where it was opened without one. */
  body: string | undefined;
  readonly author: Account;
  readonly viaApp: App | undefined;
  state: 'open' | 'closed';
  stateReason: 'completed' | 'not_planned' | 'duplicate' | 'reopened' | undefined;
  locked: boolean;
  readonly labels: Set<Label>;
  readonly comments: IssueComment[];
  readonly reactions: Reaction[];
  readonly timeline: TimelineItem[];
  parent: Issue | undefined;
  readonly subIssues: Issue[];
  readonly createdAt: Instant;
  updatedAt: Instant;
  closedAt: Instant | undefined;
  closedBy: Account | undefined;
  edit: Edit | undefined;
}

export interface IssueComment extends Identity {
  readonly kind: 'IssueComment';
  readonly issue: Issue;
  body: string;
  readonly author: Account;
  readonly viaApp: App | undefined;
  readonly reactions: Reaction[];
  /** Why it is hidden: `OUTDATED`, …; undefined while it is shown. */
  minimizedAs: string | undefined;
  readonly createdAt: Instant;
  updatedAt: Instant;
  edit: Edit | undefined;
}

/** The last edit of a text. */
interface Edit {
  readonly at: Instant;
  readonly by: Account;
}

export interface Reaction extends Identity {
  readonly kind: 'Reaction';
  /** In REST's spelling. */
  readonly content: ReactionContent;
  readonly author: Account;
  readonly subject: Issue | IssueComment;
  readonly createdAt: Instant;
}

export type ReactionContent = '+1' | '-1' | 'laugh' | 'confused' | 'heart' | 'hooray' | 'rocket' | 'eyes';

export type TimelineItem = Identity & { readonly actor: Account; readonly createdAt: Instant } & (
    | { readonly kind: 'LabeledEvent' | 'UnlabeledEvent'; readonly label: Label; readonly issue: Issue }
    | {
        readonly kind: 'ClosedEvent' | 'ReopenedEvent';
        readonly stateReason: Issue['stateReason'];
        readonly issue: Issue;
      }
    | {
        readonly kind: 'RenamedTitleEvent';
        readonly previousTitle: string;
        readonly currentTitle: string;
        readonly issue: Issue;
      }
    | { readonly kind: 'CrossReferencedEvent'; readonly source: Issue; readonly target: Issue }
    | { readonly kind: 'SubIssueAddedEvent' | 'SubIssueRemovedEvent'; readonly subIssue: Issue; readonly issue: Issue }
    | {
        readonly kind: 'ParentIssueAddedEvent' | 'ParentIssueRemovedEvent';
        readonly parent: Issue;
        readonly issue: Issue;
      }
  );

export interface CheckRun {
  readonly id: number;
  readonly nodeId: string;
  readonly repository: Repository;
  readonly app: App;
  /** All runs of the app on the commit are one suite. */
  readonly suite: Identity;
  readonly headSha: string;
  name: string;
  status: string;
  conclusion: string | undefined;
  externalId: string;
  detailsUrl: string | undefined;
  title: string | undefined;
  summary: string | undefined;
  text: string | undefined;
  readonly annotations: CheckAnnotation[];
  startedAt: Instant;
  completedAt: Instant | undefined;
}

export interface CheckAnnotation {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly startColumn: number | undefined;
  readonly endColumn: number | undefined;
  readonly level: string;
  readonly message: string;
  readonly title: string | undefined;
}

export function emptyWorld(): World {
  return {
    accounts: new Map(),
    teams: [],
    repositories: new Map(),
    apps: new Map(),
    installations: new Map(),
    nodes: new Map(),
    lastId: 1_000_000,
  };
}
