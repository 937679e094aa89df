import { readCriterion, withUniqueIds } from '../../../src/core/criteria/read-criterion.ts';
import { dayMs, type Instant } from '../../../src/core/instant.ts';
import type { Plan, Stage } from '../../../src/core/plan/plan.ts';
import type { Figure, Reading } from '../../../src/core/readings/reading.ts';
import type { Period, Rollout } from '../../../src/core/rollout.ts';
import { defaultSettings } from '../../../src/core/settings/default-settings.ts';
import type { Settings } from '../../../src/core/settings.ts';
import type { Snapshot } from '../../../src/core/snapshot.ts';
import { noStage } from '../ladder.ts';

export const start: Instant = Date.UTC(2021, 2, 1, 14);
/** So many days after the first stage began. */
export const day = (days: number): Instant => start + days * dayMs;

export const settings: Settings = { ...defaultSettings, roles: [] };

/** The seed's ladder. */
export const stages: readonly Stage[] = [
  {
    ...noStage,
    id: 'canary',
    name: 'Stage A: Canary',
    share: [10, 10],
    days: [1, 2],
    sample: { text: undefined, min: undefined, unit: undefined, ifShort: 'raise-share' },
  },
  { ...noStage, id: 'moderate', name: 'Stage B: moderate', share: [30, 60], days: [7, 7] },
  { ...noStage, id: 'go-live', name: 'Go Live!', share: [100, 100], goLive: true },
];

export function plan(criteria: readonly string[], rest: Partial<Plan> = {}): Plan {
  return {
    title: 'Provider selection',
    window: undefined,
    toggles: [],
    stages,
    criteria: withUniqueIds(criteria.flatMap((text) => readCriterion(text))),
    dashboards: [],
    monitors: undefined,
    goLive: undefined,
    kpis: [],
    baselines: [],
    rollback: undefined,
    readiness: [],
    roles: [],
    questions: [],
    filled: { stages: [], oneWeek: [], oneMonth: [] },
    ...rest,
  };
}

/** A rollout in the stage of its last period. */
export function rollout(criteria: readonly string[], periods: readonly Period[], rest: Partial<Rollout> = {}): Rollout {
  const last = periods.at(-1);
  return {
    position: last
      ? { at: 'stage', stage: last.stage, since: last.from, by: 'product-manager', hold: undefined }
      : { at: 'planning' },
    share: last?.share,
    plan: plan(criteria),
    findings: [],
    amendments: [],
    accepted: [],
    adoption: undefined,
    periods,
    signOffs: [],
    judgements: [],
    answers: [],
    overrides: [],
    failed: [],
    wentLiveAt: undefined,
    goLiveDate: undefined,
    told: undefined,
    slots: {},
    reported: {},
    suspended: undefined,
    noticedClosed: [],
    openedAt: start,
    ...rest,
  };
}

export const canary: Period = { stage: 'canary', share: 10, from: start, until: undefined };

/** "812/1301", "62.4%", "106 s" or "3". */
export function figure(text: string): Figure {
  const counts = /^(-?[\d.]+)\/(-?[\d.]+)$/.exec(text);
  if (counts) {
    const [hits, n] = [Number(counts[1]), Number(counts[2])];
    return { value: (100 * hits) / n, unit: '%', hits, n, approximate: false, text };
  }
  const [, value, unit] = /^(-?[\d.]+) ?(.*)$/.exec(text) ?? [];
  const none = { hits: undefined, n: undefined, approximate: false };
  return { value: Number(value), unit: unit || 'count', ...none, text };
}

let ordinal = 0;

/** `metric` read `days` after the start of the first stage. */
export function reading(
  metric: string,
  text: string,
  days: number,
  rest: Partial<Reading> & { vs?: string } = {},
): Reading {
  ordinal += 1;
  const { vs, ...other } = rest;
  const at = day(days);
  return {
    id: `comment:${ordinal}/0`,
    metric,
    key: metric.toLowerCase(),
    kind: 'reading',
    figure: figure(text),
    control: vs === undefined ? undefined : figure(vs),
    as: undefined,
    at,
    stage: undefined,
    share: undefined,
    source: { id: `comment:${ordinal}`, url: `https://example.com/${ordinal}`, author: 'analyst', at },
    ...other,
  };
}

/** Nothing is known but the issue, two days after the first stage began. */
export const blankSnapshot: Snapshot = {
  repository: { id: 1, nodeId: 'R_1', owner: 'acme', name: 'appointments', labels: [] },
  issue: {
    number: 1,
    nodeId: 'I_1',
    title: 'Release plan',
    body: '',
    url: 'https://github.com/acme/appointments/issues/1',
    open: true,
    locked: false,
    author: 'product-manager',
    labels: [],
  },
  actor: undefined,
  checklists: [],
  subIssueCount: 0,
  blockers: [],
  comments: [],
  now: day(2),
  settings,
  settingsFindings: [],
  rollout: undefined,
  readings: [],
};
