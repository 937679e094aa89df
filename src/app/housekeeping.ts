import type { OpenStore } from '../adapters/database/open-store.ts';
import type { Clients } from '../adapters/github/clients.ts';
import { createDeliveries } from '../adapters/github/deliveries.ts';
import { deriveMarkerKeys } from '../adapters/github/marker.ts';
import { readPostedComments } from '../adapters/github/posted-comments.ts';
import { sweepIssue } from '../adapters/github/sweep.ts';
import { listTrackingIssues } from '../adapters/github/tracking-issues.ts';
import { dayMs, hourMs, minuteMs } from '../core/instant.ts';
import type { Clock, IssueRef } from '../ports.ts';
import type { AppMetrics } from './app-metrics.ts';
import type { Log } from './log.ts';
import { askForMissed } from './missed-deliveries.ts';
import type { PutAsideList } from './put-aside.ts';
import { isOpen, reconcileReleases } from './reconciler.ts';
import { createRounds, type Rounds } from './rounds.ts';
import { sweepDue } from './sweeper.ts';
import { syncReleases } from './sync-releases.ts';
import { trackingLabelOf } from './tracking-label.ts';

interface HousekeepingOptions {
  readonly store: OpenStore;
  readonly clients: Clients;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Pick<AppMetrics, 'onRepair'>;
  readonly putAside: Pick<PutAsideList, 'flush'>;
  readonly owner: string;
  /** Our bot is `<slug>[bot]`. */
  readonly slug: string;
  /** For the hidden markers, the one in force first. */
  readonly secrets: readonly [string, ...string[]];
  /** Until when an installation's hourly budget is low. */
  readonly lowUntil: (installationId: number) => number | undefined;
  /** Something was put into lanes. */
  readonly onWork: () => void;
}

/** Longer than GitHub can deliver again, so that nothing is asked for that was put aside. */
const putAsideKeptMs = 30 * dayMs;

const syncsKeptMs = 7 * dayMs;

/** What is done at the start and then again and again, so that nothing stays missing. */
export function createHousekeeping(options: HousekeepingOptions): Rounds {
  const { store, clients, clock, log, metrics } = options;
  const keys = deriveMarkerKeys(options.secrets);
  const deliveries = createDeliveries(clients.forApp(), clock);

  async function findMissed(): Promise<number | undefined> {
    await options.putAside.flush();
    const { asked, more, gap } = await askForMissed({ store, deliveries, clock, log });
    metrics.onRepair('missed-delivery', asked);
    if (gap) {
      log.error('away for longer than GitHub keeps deliveries: every tracking issue is looked at');
      await syncEverything();
    }
    await store.forgetPutAside(clock.now() - putAsideKeptMs);
    return more ? clock.now() + minuteMs : undefined;
  }

  async function syncEverything(): Promise<void> {
    const label = async (repositoryId: number) => (await trackingLabelOf(store, repositoryId)) ?? 'release-tracking';
    const { issues, failures } = await listTrackingIssues(clients, clock, label);
    for (const failure of failures) log.warn({ err: failure }, 'some tracking issues could not be listed');
    const known = (await store.releases()).filter(({ rollout }) => isOpen(rollout)).map(({ issue }) => issue);
    const all = new Map<string, IssueRef>();
    for (const issue of [...known, ...issues]) all.set(`${issue.repositoryId}#${issue.number}`, issue);
    await syncReleases(store, [...all.values()], clock.now());
    options.onWork();
  }

  async function reconcile(): Promise<undefined> {
    const found = await reconcileReleases({ store, clock, log, readPosted, lowUntil: options.lowUntil });
    metrics.onRepair('missed-comment', found);
    await store.forgetSyncs(clock.now() - syncsKeptMs);
    options.onWork();
  }

  function readPosted(issue: IssueRef, since: number) {
    const octokit = clients.forInstallation(issue.installationId);
    return readPostedComments(octokit, issue, { since, now: clock.now(), slug: options.slug });
  }

  async function sweep(): Promise<undefined> {
    const extra = await sweepDue({ store, sweep: sweepOne, clock, log });
    metrics.onRepair('duplicate', extra);
  }

  function sweepOne(issue: IssueRef, others: readonly string[]): Promise<number> {
    const octokit = clients.forInstallation(issue.installationId);
    return sweepIssue({ octokit, now: clock.now(), keys, slug: options.slug }, issue, others);
  }

  const rounds = [
    { name: 'sweep', everyMs: minuteMs, run: sweep },
    { name: 'missed-deliveries', everyMs: 5 * minuteMs, run: findMissed },
    { name: 'reconcile', everyMs: hourMs, run: reconcile },
  ];
  return createRounds(rounds, {
    leadership: store.engine === 'postgres' ? store : undefined,
    owner: options.owner,
    clock,
    log,
  });
}
