import type { Queue } from '../adapters/database/queue.ts';
import type { GitHubCall } from '../adapters/github/clients.ts';
import { createMetrics } from '../adapters/web/metrics.ts';
import type { Clock } from '../ports.ts';

/** What the process counts, for `GET /metrics`. */
export function createAppMetrics(clock: Pick<Clock, 'now'>, store: Queue) {
  const metrics = createMetrics();
  const deliveries = metrics.counter('rollcall_deliveries_total', 'Webhooks by event and what became of them.');
  const refused = metrics.counter('rollcall_refused_requests_total', 'Requests turned away at the door.');
  const decisions = metrics.counter('rollcall_decisions_total', 'Decisions by reason.');
  const effects = metrics.counter('rollcall_effects_total', 'Attempts at effects by what became of them.');
  const requests = metrics.counter('rollcall_github_requests_total', 'Requests to GitHub by operation and status.');
  const seconds = metrics.counter('rollcall_github_seconds_total', 'Time spent on requests to GitHub.');
  const points = metrics.counter('rollcall_github_points_total', "Points towards GitHub's limit per minute.");
  const repairs = metrics.counter('rollcall_repairs_total', 'What was found missing or twice, by kind.');
  const lateness = metrics.counter('rollcall_timer_lateness_seconds_total', 'How late timers were worked on.');
  const timers = metrics.counter('rollcall_timers_total', 'Timers worked on.');
  const left = new Map<string, number>();
  metrics.gauge('rollcall_github_remaining', "What is left of an installation's hourly budget.", () =>
    [...left].map(([installation, value]) => ({ labels: { installation }, value })),
  );
  metrics.gauge('rollcall_queue', 'What waits to be worked on, by kind.', async () => {
    const { events, effects } = await store.queue();
    return [
      { labels: { kind: 'events' }, value: events },
      { labels: { kind: 'effects' }, value: effects },
    ];
  });
  metrics.gauge('rollcall_queue_age_seconds', 'How long the oldest of it has waited.', async () => {
    const { oldestAt } = await store.queue();
    return [{ labels: {}, value: oldestAt === undefined ? 0 : Math.max(0, clock.now() - oldestAt) / 1000 }];
  });
  return {
    ...metrics,
    onDelivery: (event: string, outcome: string) => deliveries.add({ event, outcome }),
    onRefused: (reason: string) => refused.add({ reason }),
    onDecision: (reason: string) => decisions.add({ reason }),
    onEffects: (outcome: 'done' | 'failed', count: number) => effects.add({ outcome }, count),
    onRepair: (kind: string, count: number) => repairs.add({ kind }, count),
    onTimer(dueAt: number) {
      timers.add({});
      lateness.add({}, Math.max(0, clock.now() - dueAt) / 1000);
    },
    onCall(call: GitHubCall) {
      const operation = call.operation ?? `${call.method} ${call.route}`;
      requests.add({ operation, status: String(call.status ?? 'none') });
      seconds.add({ operation }, call.ms / 1000);
      points.add({}, call.points);
      if (call.installationId !== undefined && call.remaining !== undefined) {
        left.set(String(call.installationId), call.remaining);
      }
    },
  };
}

export type AppMetrics = ReturnType<typeof createAppMetrics>;
