import type { OpenStore } from '../adapters/database/open-store.ts';
import type { PostedComments } from '../adapters/github/posted-comments.ts';
import { decide } from '../core/decide.ts';
import { type Actor, actorOf } from '../core/event.ts';
import type { Instant } from '../core/instant.ts';
import type { Rollout } from '../core/rollout.ts';
import type { ActorFacts, GitHubFacts } from '../core/snapshot.ts';
import { stageLabel } from '../core/stage-labels.ts';
import type { Clock, Delivery, GitHub, IssueRef, Lane } from '../ports.ts';
import { deliveryOf } from './reconciler.ts';
import type { ReadSetup, RepositorySetup } from './repository-setup.ts';
import { syncReleases } from './sync-releases.ts';

interface RebuildOptions {
  readonly store: OpenStore;
  readonly github: GitHub;
  readonly readPosted: (issue: IssueRef, since: Instant) => Promise<PostedComments>;
  readonly setupOf: ReadSetup;
  readonly clock: Pick<Clock, 'now'>;
}

export interface Rebuilt {
  readonly rollout: Rollout;
  readonly comments: number;
  /** Stage labels on the issue that are not those of the state: a move by label is not in any comment. */
  readonly otherLabels: readonly string[];
}

/** The release is there, or is none; the message says which. */
export class NothingToMake extends Error {
  override readonly name = 'NothingToMake';
}

const owner = 'rebuild';
const leaseMs = 60_000;
const batch = 100;

/**
 * Makes a release anew from its issue, after the database was lost: every comment is decided on as if it came in at its
 * own time, with the permissions of today, and timers go off in between. Nothing is written to GitHub; the next look at
 * the issue does that. Nobody else may be at work. Throws `GitHubFailure`, and `NothingToMake`.
 */
export async function rebuildRelease(options: RebuildOptions, issue: IssueRef): Promise<Rebuilt> {
  const { store, github, clock } = options;
  if ((await store.load(issue)).rollout !== undefined)
    throw new NothingToMake('This release is known: there is nothing to make.');
  const posted = await options.readPosted(issue, 0);
  const { facts, settingsFiles } = await github.read(issue, undefined);
  const setup = await options.setupOf(issue, settingsFiles);
  const actors = new Map<string, ActorFacts | undefined>();
  async function factsOf(actor: Actor | undefined): Promise<ActorFacts | undefined> {
    if (actor === undefined) return undefined;
    if (!actors.has(actor.login)) actors.set(actor.login, (await github.read(issue, actor)).facts.actor);
    return actors.get(actor.login);
  }
  // It was open while people wrote on it, and at first nothing was on it yet.
  const then = { ...facts, issue: { ...facts.issue, open: true }, comments: [] };
  const replay = { store, setup, factsOf, issue, facts: then };
  await take(replay, syncOf(issue, posted.createdAt), posted.createdAt);
  for (const one of posted.comments) {
    const { createdAt } = one.comment;
    await fireUntil(replay, createdAt);
    if (!one.editedByAnother) await take(replay, deliveryOf(issue, one, posted.labels, createdAt), createdAt);
  }
  await fireUntil(replay, clock.now());
  const { rollout } = await store.load(issue);
  if (rollout === undefined) throw new NothingToMake('The issue has no tracking label: there is nothing to make.');
  await syncReleases(store, [issue], clock.now());
  return { rollout, comments: posted.comments.length, otherLabels: otherLabels(facts, setup, rollout) };
}

interface Replay {
  readonly store: OpenStore;
  readonly setup: RepositorySetup;
  readonly factsOf: (actor: Actor | undefined) => Promise<ActorFacts | undefined>;
  readonly issue: IssueRef;
  readonly facts: GitHubFacts;
}

function syncOf(issue: IssueRef, at: Instant): Delivery {
  const id = `rebuild:${issue.repositoryId}#${issue.number}:${at}`;
  return { id, meaning: undefined, event: { kind: 'sync', at }, issue, parentNumber: undefined, receivedAt: at };
}

async function take(replay: Replay, delivery: Delivery, at: Instant): Promise<void> {
  await replay.store.receive(delivery);
  await work(replay, at);
}

async function fireUntil(replay: Replay, to: Instant): Promise<void> {
  const { store } = replay;
  for (;;) {
    const { timerAt } = await store.nextWake(to);
    if (timerAt === undefined || timerAt > to) return;
    await store.fireTimers(timerAt, batch);
    await work(replay, timerAt);
  }
}

/** Decides on all that waits in the release's lane. What a decision would do on GitHub has been done long ago. */
async function work({ store, setup, factsOf, issue, facts }: Replay, now: Instant): Promise<void> {
  const lane = await claimLane(store, `${issue.repositoryId}#${issue.number}`, now);
  if (lane === undefined) return;
  for (let next = await store.next(lane, now); next?.kind === 'event'; next = await store.next(lane, now)) {
    const { row } = next;
    const actor = await factsOf(actorOf(row.event));
    const { settings, findings: settingsFindings } = setup;
    const snapshot = { ...facts, actor, now, settings, settingsFindings, ...(await store.load(issue)) };
    await store.record(lane, row, { ...decide(row.event, snapshot), effects: [] }, now);
  }
  await store.release(lane);
}

/** Lanes of other releases are given back. */
async function claimLane(store: OpenStore, key: string, now: Instant): Promise<Lane | undefined> {
  const others: Lane[] = [];
  let lane = await store.claim(owner, now, leaseMs);
  while (lane !== undefined && lane.key !== key) {
    others.push(lane);
    lane = await store.claim(owner, now, leaseMs);
  }
  for (const other of others) await store.release(other);
  return lane;
}

function otherLabels({ issue }: GitHubFacts, { settings }: RepositorySetup, rollout: Rollout): readonly string[] {
  const expected = stageLabel(rollout, settings);
  const names = issue.labels.map((label) => label.name);
  return names.filter((name) => name.startsWith(settings.labels.stagePrefix) && name !== expected);
}
