import type { OpenStore } from '../adapters/database/open-store.ts';
import type { Clients } from '../adapters/github/clients.ts';
import { createGitHub } from '../adapters/github/github.ts';
import type { AppIdentity } from '../adapters/github/payload.ts';
import type { WriteLimits } from '../adapters/github/write-budget.ts';
import { decide } from '../core/decide.ts';
import type { Clock } from '../ports.ts';
import { createRenderer } from '../views/render.ts';
import type { AppMetrics } from './app-metrics.ts';
import { createHousekeeping } from './housekeeping.ts';
import { createIntake, type Intake } from './intake.ts';
import type { Log } from './log.ts';
import { createPipeline, type PipelineOptions, type PipelinePorts } from './pipeline.ts';
import { createPostponedCards } from './postponed-cards.ts';
import { createPullRequestChecks } from './pull-request-checks.ts';
import { createPutAsideList, type PutAsideList } from './put-aside.ts';
import { type BlockerLabels, createSetups } from './repository-setup.ts';
import type { Rounds } from './rounds.ts';
import { createScheduler, type Scheduler } from './scheduler.ts';
import { createWorker, type Worker } from './worker.ts';

export interface Surroundings {
  readonly store: OpenStore;
  readonly clients: Clients;
  readonly clock: Clock;
  readonly log: Log;
  readonly app: AppIdentity;
  /** Those of the webhook, the one in force first. */
  readonly secrets: readonly [string, ...string[]];
  /** Unique to this process. */
  readonly owner: string;
  readonly metrics: Pick<AppMetrics, 'onDelivery' | 'onDecision' | 'onEffects' | 'onTimer' | 'onRepair'>;
  /** Until when an installation's hourly budget is low. */
  readonly lowUntil: (installationId: number) => number | undefined;
  /** What may be written in which time; GitHub's published limits when not given. */
  readonly limits?: WriteLimits | undefined;
  /** Stands between the pipeline and its ports; for tests that stop it between two steps. */
  readonly between?: ((ports: PipelinePorts) => PipelinePorts) | undefined;
  /** In the place of the core and of what sets it up; for simulations of everything around it. */
  readonly core?: Pick<PipelineOptions, 'decide' | 'setupOf'> | undefined;
  /** False in a process that only takes webhooks in. */
  readonly works: boolean;
  /** How often other processes' work is looked for, in milliseconds; the database's notices usually come first. */
  readonly pollMs?: number | undefined;
}

export interface Parts {
  readonly intake: Intake;
  readonly worker: Worker;
  readonly scheduler: Scheduler;
  readonly housekeeping: Rounds;
  readonly putAside: PutAsideList;
  /** Begins to work, where this process is one that does. */
  start(): void;
}

const usualPollMs = 5_000;

/** Puts together everything between the door and the two ports, the store and GitHub. */
export function assemble(options: Surroundings): Parts {
  const { store, clients, clock, log, app, secrets, owner, metrics, lowUntil, limits, works } = options;
  const cutNote = createRenderer().render({ view: 'cut-note', model: {} }, { links: {}, zone: 'UTC' }).trim();
  const blockerLabels: BlockerLabels = new Map();
  const github = createGitHub({
    clients,
    clock,
    app,
    secrets,
    cutNote,
    lowUntil,
    blockerLabel: ({ repositoryId }) => blockerLabels.get(repositoryId) ?? 'blocker',
    ...(limits === undefined ? {} : { limits }),
  });
  const pipeline = createPipeline({
    ...(options.between ?? unchanged)({ store, github }),
    clock,
    log,
    ...(options.core ?? { decide, setupOf: createSetups(store, blockerLabels) }),
    metrics,
    onPostponed: (issue, until) => postponed.add(issue, until),
  });
  const pollMs = store.engine === 'postgres' ? (options.pollMs ?? usualPollMs) : undefined;
  const onLaneDone = () => scheduler.wake();
  const worker = createWorker({ store, pipeline, clock, log, owner, concurrency: 12, pollMs, onLaneDone });
  const scheduler = createScheduler({ store, clock, log, onFired: worker.wake, pollMs });
  const wake = works ? worker.wake : () => {};
  store.onWork(wake);
  const postponed = createPostponedCards(store, clock, log, wake);
  const putAside = createPutAsideList(store, clock, log);
  const checkPullRequest = createPullRequestChecks({ clients, clock, log });
  const onOutcome = metrics.onDelivery;
  const intake = createIntake({ store, app, checkPullRequest, putAside, onAccepted: wake, onOutcome });
  const housekeeping = createHousekeeping({
    store,
    clients,
    clock,
    log,
    metrics,
    putAside,
    owner,
    slug: app.slug,
    secrets,
    lowUntil,
    onWork: worker.wake,
  });
  return {
    intake,
    worker,
    scheduler,
    housekeeping,
    putAside,
    start() {
      if (!works) return;
      worker.wake();
      scheduler.wake();
      housekeeping.start();
    },
  };
}

function unchanged(ports: PipelinePorts): PipelinePorts {
  return ports;
}
