import type { decide } from '../core/decide.ts';
import { type Actor, actorOf } from '../core/event.ts';
import { wasOurs } from '../core/handlers/adopt.ts';
import { releaseGone } from '../core/handlers/lifecycle.ts';
import { mayReadPlan } from '../core/handlers/may-read-plan.ts';
import { minuteMs } from '../core/instant.ts';
import type { GitHubFacts } from '../core/snapshot.ts';
import {
  type Clock,
  type EffectsOutcome,
  type Failure,
  type GitHub,
  GitHubFailure,
  type InboxRow,
  type IssueRef,
  type Lane,
  LeaseLost,
  type OwnWork,
  type ReadResult,
  type Store,
  type StoredEffect,
  type Work,
  type WriteResult,
} from '../ports.ts';
import type { AppMetrics } from './app-metrics.ts';
import { forDelivery } from './current-delivery.ts';
import type { Log } from './log.ts';
import { createNoiseLimit } from './noise-limit.ts';
import { renderEffects } from './render-effects.ts';
import type { ReadSetup, RepositorySetup } from './repository-setup.ts';
import { isPassing, maxAttempts, retryTime, type Tried } from './retry-time.ts';
import { refuseForgetful, refuseStale } from './stale-reads.ts';
import { syncReleases } from './sync-releases.ts';

/** What the steps of the pipeline go through. */
export interface PipelinePorts {
  readonly store: Store;
  readonly github: GitHub;
}

export interface PipelineOptions extends PipelinePorts {
  readonly clock: Clock;
  readonly log: Log;
  readonly decide: typeof decide;
  readonly setupOf: ReadSetup;
  /** The card was left as it was. */
  readonly onPostponed: (issue: IssueRef, until: number) => void;
  readonly metrics: Pick<AppMetrics, 'onDecision' | 'onEffects' | 'onTimer'>;
}

/** For so long an issue that is not there is looked for again: GitHub may not know a new one everywhere at once. */
const lookedForMs = minuteMs;

/** Carries out one piece of a lane's work: read → decide → record → apply. */
export type Pipeline = (lane: Lane, work: Work) => Promise<void>;

export function createPipeline({
  store,
  github,
  clock,
  log,
  decide,
  setupOf,
  metrics,
  onPostponed,
}: PipelineOptions): Pipeline {
  const noise = createNoiseLimit(clock, log);
  return async (lane, work) => {
    if (work.kind === 'effects') return resume(lane, work);
    return forDelivery(work.row.deliveryId, () => handle(lane, work.row));
  };

  /** Whatever fails before the decision is recorded leaves everything as it was: the lane waits, the event comes again. */
  async function handle(lane: Lane, row: InboxRow): Promise<void> {
    const fields = { delivery: row.deliveryId, issue: issueName(row) };
    // An event that takes the process down with it counts an attempt each time, and fails here in the end.
    if (row.attempts >= maxAttempts) {
      log.error(fields, 'event set aside: it was never finished');
      return store.fail(lane, row, { ...forGood, error: 'never finished', counts: false }, clock.now());
    }
    const pausedUntil = noise.pausedUntil(lane);
    if (pausedUntil !== undefined) {
      const paused = { error: 'the release is paused', code: undefined, retryAt: pausedUntil, counts: false };
      return store.fail(lane, row, paused, clock.now());
    }
    let decided: Decided;
    try {
      decided = await decideOn(lane, row);
    } catch (error) {
      if (error instanceof LeaseLost) throw error;
      const now = clock.now();
      const tried = { attempts: row.attempts, since: row.receivedAt };
      if (isGone(error)) return await release(lane, row, error);
      const failure = failureOf(error, tried, now);
      const { retryAt } = failure;
      if (retryAt === undefined) log.error({ ...fields, err: error }, 'event set aside');
      else log.warn({ ...fields, err: error, retryAt }, 'event failed, to be tried again');
      return store.fail(lane, row, failure, now);
    }
    const { reason, effects } = decided;
    log.info({ ...fields, reason, effects: effects.length }, 'decided');
    metrics.onDecision(reason);
    if (row.event.kind === 'timer') metrics.onTimer(row.event.dueAt);
    await apply(lane, decided);
  }

  /** The tracking issue was deleted or moved elsewhere: whatever the event was, there is nothing to do any more. */
  async function release(lane: Lane, row: InboxRow, error: GitHubFailure): Promise<void> {
    const { rollout } = await store.load(row.issue);
    log.warn({ delivery: row.deliveryId, issue: issueName(row), err: error }, 'the tracking issue is gone');
    const failure = { ...forGood, error: error.message, code: error.code };
    if (rollout === undefined) return store.fail(lane, row, failure, clock.now());
    const actor = actorOf(row.event)?.login ?? 'ghost';
    await store.record(lane, row, releaseGone(rollout, actor, row.event.kind), clock.now());
    metrics.onDecision('released');
  }

  /** `since`: for so long it has been known that there is something to do. */
  async function lookAt(issue: IssueRef, actor: Actor | undefined, own: OwnWork, since: number): Promise<ReadResult> {
    // Not when the answer is seen: that may be long after.
    const asked = clock.now();
    try {
      return await github.read(issue, actor, own);
    } catch (error) {
      if (!isGone(error) || asked - since >= lookedForMs) throw error;
      throw new GitHubFailure(error.message, { cause: error, retry: { notBefore: undefined } });
    }
  }

  async function decideOn(lane: Lane, row: InboxRow): Promise<Decided> {
    const own = await store.ownWork(row.issue);
    const read = await lookAt(row.issue, actorOf(row.event), own, row.receivedAt);
    refuseStale(row, read);
    const setup = await setupOf(row.issue, read.settingsFiles);
    const release = await store.load(row.issue);
    const now = clock.now();
    const { settings, findings: settingsFindings } = setup;
    const otherPlans = mayReadPlan(row.event) ? await store.otherPlans(row.issue) : undefined;
    const snapshot = { ...read.facts, now, settings, settingsFindings, ...release, otherPlans };
    const decision = decide(row.event, snapshot);
    refuseForgetful(row, decision, own);
    if (release.rollout === undefined && decision.reason === 'not-ours' && wasOurs(read.facts)) {
      const how = `rollcall release rebuild ${issueName(row)}`;
      log.error(
        { issue: issueName(row) },
        `this release has a card and is not known: was the database lost? Run ${how}`,
      );
    }
    const effects = await store.record(lane, row, noise.count(lane, decision), now);
    return { reason: decision.reason, effects, facts: read.facts, setup };
  }

  /** Effects that an earlier attempt left: what it may have created is looked for first. */
  async function resume(lane: Lane, { issue, effects }: Extract<Work, { kind: 'effects' }>): Promise<void> {
    // Attempts of which no outcome was written down: they took the process down with them.
    const worn = effects.filter(({ attempts }) => attempts >= maxAttempts);
    if (worn.length > 0) return finish(lane, worn, {}, () => new Error('never finished'));
    let read: ReadResult;
    let setup: RepositorySetup;
    try {
      const since = Math.min(...effects.map(({ decidedAt }) => decidedAt));
      read = await lookAt(issue, undefined, await store.ownWork(issue), since);
      setup = await setupOf(issue, read.settingsFiles);
    } catch (error) {
      await store.beginEffects(lane, effects);
      return finish(lane, effects, {}, () => error);
    }
    await apply(lane, { effects, facts: read.facts, setup });
  }

  async function apply(lane: Lane, { effects, facts, setup }: Omit<Decided, 'reason'>): Promise<void> {
    const [first] = effects;
    if (first === undefined) return;
    await store.beginEffects(lane, effects);
    let result: WriteResult;
    try {
      const rendered = renderEffects(effects, setup, clock.now());
      const isRetry = effects.some((effect) => effect.attempts > 0);
      result = await github.write(first.issue, facts, rendered, isRetry);
    } catch (error) {
      return finish(lane, effects, {}, () => error);
    }
    if (result.postponedUntil !== undefined) onPostponed(first.issue, result.postponedUntil);
    metrics.onEffects('done', Object.keys(result.done).length);
    metrics.onEffects('failed', Object.keys(result.failed).length);
    await finish(lane, effects, result.done, (id) => result.failed[id] ?? new Error('not sent'));
    // A team's template that failed just now is to be named on the card, which may have been written before.
    if (hasNewFindings(setup)) await syncReleases(store, [first.issue], clock.now());
  }

  /** Writes down what became of the effects, and tells the operator of those that are not true yet. */
  async function finish(
    lane: Lane,
    effects: readonly StoredEffect[],
    done: EffectsOutcome['done'],
    errorOf: (id: string) => unknown,
  ): Promise<void> {
    const now = clock.now();
    const failed: Record<string, Failure> = {};
    for (const { id, effect, issue, attempts, decidedAt } of effects.filter((one) => done[one.id] === undefined)) {
      const error = errorOf(id);
      const failure = failureOf(error, { attempts, since: decidedAt }, now);
      failed[id] = failure;
      const fields = { issue: issueName({ issue }), effect: id, kind: effect.kind, err: error };
      if (failure.retryAt === undefined) log.error(fields, 'effect set aside');
      else log.warn({ ...fields, retryAt: failure.retryAt }, 'effect not applied, to be tried again');
    }
    await store.finishEffects(lane, { done, failed }, now);
  }
}

interface Decided {
  readonly reason: string;
  readonly effects: readonly StoredEffect[];
  readonly facts: GitHubFacts;
  readonly setup: RepositorySetup;
}

/** What is given up whatever the reason. */
const forGood = { code: undefined, retryAt: undefined, counts: true } as const;

function failureOf(error: unknown, tried: Tried, now: number): Failure {
  const code = error instanceof GitHubFailure ? error.code : undefined;
  const counts = !isPassing(error, tried.since, now);
  return { error: messageOf(error), code, retryAt: retryTime(error, tried, now), counts };
}

function hasNewFindings({ templateFindings, renderer }: RepositorySetup): boolean {
  return renderer.findings().length > templateFindings;
}

function isGone(error: unknown): error is GitHubFailure {
  return error instanceof GitHubFailure && error.code === 'issue-not-found';
}

function issueName({ issue }: Pick<InboxRow, 'issue'>): string {
  return `${issue.owner}/${issue.repository}#${issue.number}`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
