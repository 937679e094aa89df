/** The outside world on one page. Adapters implement it, the app uses it, the core does not know of it. */
import type { Decision } from './core/decision.ts';
import type { Effect } from './core/effect.ts';
import type { Actor, Event } from './core/event.ts';
import type { Instant } from './core/instant.ts';
import type { OtherPlan } from './core/plan/findings/copied-findings.ts';
import type { Rollout } from './core/rollout.ts';
import type { GitHubFacts, Snapshot } from './core/snapshot.ts';

export interface Clock {
  now(): Instant;
  /** Calls back when `now() >= at`; the returned function cancels. */
  at(at: Instant, callback: () => void): () => void;
}

/* GitHub ---------------------------------------------------------------------------------------------------------- */

/** A tracking issue: ids, not names, so that a renamed repository is still the same one. */
export interface IssueRef {
  readonly installationId: number;
  readonly repositoryId: number;
  readonly owner: string;
  readonly repository: string;
  readonly number: number;
}

export interface GitHub {
  /**
   * Everything about a tracking issue in one query; one REST request more when GraphQL does not grant the actor the
   * permission (it does not see nested teams). `own` is found also where its marker is gone. Throws `GitHubFailure`.
   */
  read(issue: IssueRef, actor: Actor | undefined, own?: OwnWork): Promise<ReadResult>;
  /**
   * Makes the effects true with at most two mutation documents: first what creates, then what flips. Nothing of the
   * second is sent when a creation failed. `facts` are those of the read; `retry` says that an earlier attempt may
   * have got through, so what was created is looked for by its marker first.
   */
  write(issue: IssueRef, facts: GitHubFacts, effects: readonly RenderedEffect[], retry: boolean): Promise<WriteResult>;
}

/** Node ids of what Rollcall keeps up to date: comments by slot, checklist issues by stage. */
export interface OwnWork {
  readonly slots: Readonly<Record<string, string>>;
  readonly checklists: Readonly<Record<string, string>>;
}

export interface ReadResult {
  readonly facts: GitHubFacts;
  /** `.github/rollcall.yml` and templates of the repository and of the owner's `.github` repository. */
  readonly settingsFiles: SettingsFiles;
  /** When the tracking issue and its sub-issues were last changed, by number, as far as the answer knows. */
  readonly updatedAt: ReadonlyMap<number, Instant>;
}

export interface SettingsFiles {
  readonly repository: TextFile | undefined;
  readonly owner: TextFile | undefined;
  /** Template overrides of the repository by name, without `.hbs`. */
  readonly templates: Readonly<Record<string, TextFile>>;
}

export interface TextFile {
  /** Git's object id: the same id is the same text. */
  readonly oid: string;
  readonly text: string;
}

/** Checklist issues by stage, as far as they exist by the time a text is rendered. */
export type Links = Readonly<Record<string, number>>;

/** An effect with its id and with texts instead of views. */
export type RenderedEffect = { readonly id: string } & (
  | Exclude<Effect, { readonly body: unknown }>
  | (Omit<Extract<Effect, { readonly kind: 'ensure-checklist-issue' }>, 'body'> & { readonly body: RenderText })
  | (Omit<Extract<Effect, { readonly kind: 'upsert-comment' }>, 'body'> & { readonly body: RenderText })
  | (Omit<Extract<Effect, { readonly kind: 'post-once' }>, 'body'> & { readonly body: RenderText })
);

export type RenderText = (links: Links) => string;

export interface WriteResult {
  /** Ids of the effects that are true now, with the node id of what was created for them, if anything. */
  readonly done: Readonly<Record<string, { readonly remoteId: string | undefined }>>;
  /** Ids of the effects that could not be made true, and why. */
  readonly failed: Readonly<Record<string, GitHubFailure>>;
  /** Comments that are kept up to date were not, to save requests: until then commands come first. */
  readonly postponedUntil?: Instant;
}

/** The world did not co-operate. `retry` says whether trying again can help, and from when. */
export class GitHubFailure extends Error {
  readonly retry: { readonly notBefore: Instant | undefined } | undefined;
  /** For what must be said in words, e.g. `sub-issue-limit`; undefined otherwise. */
  readonly code: string | undefined;
  constructor(
    message: string,
    options: { cause?: unknown; retry?: { notBefore: Instant | undefined } | undefined; code?: string | undefined },
  ) {
    super(message, { cause: options.cause });
    this.name = 'GitHubFailure';
    this.retry = options.retry;
    this.code = options.code;
  }
}

/* Store ----------------------------------------------------------------------------------------------------------- */

/** A webhook delivery, a timer that fell due or a repair, on its way into the inbox. */
export interface Delivery {
  /** `X-GitHub-Delivery`, or `timer:<release>:<key>`, or `sync:…`. */
  readonly id: string;
  /** The same event under another delivery id has the same meaning: `issue_comment.created:123`. */
  readonly meaning: string | undefined;
  readonly event: Event;
  readonly issue: IssueRef;
  /** Number of the issue's parent, when it is a sub-issue: a checklist issue's events go to its tracking issue's lane. */
  readonly parentNumber: number | undefined;
  readonly receivedAt: Instant;
}

/** `duplicate`: the id was known. `repeated`: the same event had come under another id, which GitHub does not do. */
export type Receipt = 'accepted' | 'duplicate' | 'repeated';

export interface Store {
  /** Durable when it resolves. A delivery that was there before, by id or by meaning, changes nothing. */
  receive(delivery: Delivery): Promise<Receipt>;
  /** Whether the issue, or the parent if given, has a release here. Lets intake drop what is none of ours. */
  isTracked(repositoryId: number, issueNumber: number, parentNumber: number | undefined): Promise<boolean>;
  /** Leases one lane that has work ready; undefined when there is none. */
  claim(owner: string, now: Instant, leaseMs: number): Promise<Lane | undefined>;
  /** Prolongs the lease; false when it has been lost. */
  renew(lane: Lane, now: Instant, leaseMs: number): Promise<boolean>;
  /** The lane's next piece of work: effects that wait to be applied come before the next event. */
  next(lane: Lane, now: Instant): Promise<Work | undefined>;
  /** The rollout and its readings that count, sorted by the moments they hold for, with the book kept of them. */
  load(issue: IssueRef): Promise<Pick<Snapshot, 'rollout' | 'readings' | 'book'>>;
  /**
   * Writes the decision, its effects and "event done" in one transaction under the lease's fence.
   * Throws `LeaseLost` when another worker has taken the lane.
   */
  record(lane: Lane, row: InboxRow, decision: Decision, now: Instant): Promise<readonly StoredEffect[]>;
  /** Counts an attempt before it is made, so that a crash in the middle is known to have been one. */
  beginEffects(lane: Lane, effects: readonly StoredEffect[]): Promise<void>;
  /**
   * Writes what became of effects. `retryAt` keeps the failed ones for later; without it they are set aside, and leave a
   * `set-aside` event at the end of their lane.
   */
  finishEffects(lane: Lane, outcome: EffectsOutcome, now: Instant): Promise<void>;
  /**
   * The event could not be decided: tried again at `retryAt`, or set aside without it. What is set aside leaves a
   * `set-aside` event at the end of its lane.
   */
  fail(lane: Lane, row: InboxRow, failure: Failure, now: Instant): Promise<void>;
  /** What was made for the issue and is kept up to date. */
  ownWork(issue: IssueRef): Promise<OwnWork>;
  /** Plans of the repository's earlier releases, those that changed last first: a plan is copied from one of them. */
  otherPlans(issue: IssueRef): Promise<readonly OtherPlan[]>;
  /** Gives the lane back. */
  release(lane: Lane): Promise<void>;
  /** Turns up to `limit` timers that are due into inbox rows, oldest first; returns how many. */
  fireTimers(now: Instant, limit: number): Promise<number>;
  /** The next moments at which something is to be done without anything new coming in. */
  nextWake(now: Instant): Promise<{
    readonly retryAt: Instant | undefined;
    readonly timerAt: Instant | undefined;
    readonly sweepAt: Instant | undefined;
  }>;
  /** Effects that created something and are due to be looked at again for late duplicates. */
  dueSweeps(now: Instant, limit: number): Promise<readonly StoredEffect[]>;
  finishSweep(effectId: string, nextSweepAt: Instant | undefined): Promise<void>;
  /** Small facts that outlive a restart: watermarks, the store's id, settings by object id. */
  getFact(key: string): Promise<string | undefined>;
  putFact(key: string, value: string): Promise<void>;
  releases(): Promise<readonly ReleaseSummary[]>;
  ledger(issue: IssueRef): Promise<readonly LedgerRow[]>;
  close(): Promise<void>;
}

/** A leased lane. `fence` grows with every lease, so a worker that lost it cannot write. */
export interface Lane {
  readonly key: string;
  readonly owner: string;
  readonly fence: number;
}

export interface InboxRow {
  readonly seq: number;
  readonly deliveryId: string;
  readonly event: Event;
  readonly issue: IssueRef;
  readonly receivedAt: Instant;
  /** How often it has been tried before. */
  readonly attempts: number;
}

/** Why something was not done, and what follows. */
export interface Failure {
  readonly error: string;
  /** `GitHubFailure.code`. */
  readonly code: string | undefined;
  /** When to try again; undefined: never. */
  readonly retryAt: Instant | undefined;
  /** False: nothing was wrong with this one, so it does not count as an attempt. */
  readonly counts: boolean;
}

export type Work =
  | { readonly kind: 'event'; readonly row: InboxRow }
  | { readonly kind: 'effects'; readonly issue: IssueRef; readonly effects: readonly StoredEffect[] };

export interface StoredEffect {
  /** Deterministic: the same decision gives the same ids. */
  readonly id: string;
  readonly effect: Effect;
  readonly issue: IssueRef;
  readonly attempts: number;
  readonly remoteId: string | undefined;
  /** When it was decided. */
  readonly decidedAt: Instant;
  /** When it became true; sweeps count from here. */
  readonly doneAt: Instant | undefined;
}

export interface EffectsOutcome {
  readonly done: Readonly<Record<string, { readonly remoteId: string | undefined }>>;
  readonly failed: Readonly<Record<string, Failure>>;
}

export interface ReleaseSummary {
  readonly issue: IssueRef;
  readonly rollout: Rollout;
}

export interface LedgerRow {
  readonly at: Instant;
  readonly actor: string;
  readonly reason: string;
  readonly action: string;
  readonly outcome: string;
  readonly detail: string | undefined;
}

/** Another worker has the lane now: stop, write nothing. */
export class LeaseLost extends Error {
  constructor(lane: string) {
    super(`the lease of lane ${lane} was lost`);
    this.name = 'LeaseLost';
  }
}
