/** One process of the app on simulated time: the real parts, put together as the real app does it. */
import type { OpenStore } from '../../src/adapters/database/open-store.ts';
import { assemble, type Surroundings } from '../../src/app/assemble.ts';
import type { Log } from '../../src/app/log.ts';
import { minuteMs } from '../../src/core/instant.ts';
import type { Faults } from './faults.ts';
import type { Life } from './life.ts';
import type { SimulatedGitHub } from './simulated-github.ts';
import { storeOfProcess } from './store-of-process.ts';

export interface SimulatedProcess {
  readonly life: Life;
  /** Takes a webhook in; resolves with what became of it. */
  receive(webhook: { readonly id: string; readonly name: string; readonly payload: unknown }): Promise<string>;
}

export interface SimulatedProcessOptions {
  readonly life: Life;
  readonly base: OpenStore;
  readonly github: SimulatedGitHub;
  readonly faults: Faults;
  readonly isShared: boolean;
  readonly trace: (line: string) => void;
  /** In the place of the real core. */
  readonly core: Surroundings['core'];
  /** Goes between the process and its connection to the store. */
  readonly wrap: (store: OpenStore) => OpenStore;
}

const secrets = ['a-secret-of-more-than-24-characters'] as const;
const metrics = { onDelivery() {}, onDecision() {}, onEffects() {}, onTimer() {}, onRepair() {} };

export function startProcess(options: SimulatedProcessOptions): SimulatedProcess {
  const { life, base, github, faults, isShared, wrap } = options;
  const parts = assemble({
    store: wrap(storeOfProcess(base, life, faults, isShared)),
    clients: github.clientsFor(life),
    clock: life.clock,
    log: logTo(options.trace),
    app: { id: github.app.id, slug: github.app.slug },
    secrets,
    owner: life.name,
    metrics,
    lowUntil: () => undefined,
    core: options.core,
    works: true,
    pollMs: minuteMs,
  });
  parts.start();
  return {
    life,
    receive: (webhook) => parts.intake.receive({ ...webhook, receivedAt: life.clock.now() }),
  };
}

/** Warnings and errors, each as one line. */
function logTo(trace: (line: string) => void): Log {
  const write = (detail: unknown, message = '') => {
    const error: unknown = Reflect.get(Object(detail), 'err');
    trace(`  ${message}${error instanceof Error ? `: ${error.message.split('\n')[0]}` : ''}`);
  };
  return { debug() {}, info() {}, warn: write, error: write };
}
