import type { AcceptedFinding, Amendment } from '../../src/core/amendments/amendment.ts';
import type { CardModel, StageRow } from '../../src/core/card-model.ts';
import type { Criterion } from '../../src/core/criteria/criterion.ts';
import type { Recommendation, Verdict } from '../../src/core/criteria/verdict.ts';
import { dayMs, hourMs, type Instant } from '../../src/core/instant.ts';
import type { Plan } from '../../src/core/plan/plan.ts';
import type { RollRow } from '../../src/core/report-models.ts';

/** 1 March 2021, 14:00 UTC. */
export const start: Instant = Date.UTC(2021, 2, 1, 14);
export const canary = { id: 'canary', name: 'Stage A: Canary' };
export const moderate = { id: 'moderate', name: 'Stage B: Moderate' };
export const goLive = { id: 'go-live', name: 'Go Live!' };

function criterion(text: string, id: string, metric: string, rest: Partial<Criterion> = {}): Criterion {
  return {
    id,
    text,
    metric,
    kind: 'change',
    op: '>',
    value: 0,
    unit: '%',
    against: undefined,
    role: 'goal',
    margin: undefined,
    marginUnit: undefined,
    min: undefined,
    scope: undefined,
    exclusion: undefined,
    window: undefined,
    observed: undefined,
    placeholder: false,
    line: 12,
    ...rest,
  };
}

const criteria: readonly Criterion[] = [
  criterion('Preference step completion Δ >0%', 'preference-step-completion', 'Preference step completion', {
    min: { n: 200, unit: 'starts' },
  }),
  criterion('Request submissions Δ >0%', 'request-submissions', 'Request submissions', { margin: 5, marginUnit: 'pp' }),
  criterion('Error rate < 5% [guardrail]', 'error-rate', 'Error rate', {
    kind: 'threshold',
    op: '<',
    value: 5,
    role: 'guardrail',
  }),
  criterion('The office can process the requests', 'office-can-process', 'The office can process the requests', {
    kind: 'boolean',
    op: undefined,
    value: undefined,
    unit: undefined,
  }),
  criterion('No increase in calls to the help desk', 'calls', 'calls to the help desk', {
    kind: 'direction',
    op: '<=',
    value: undefined,
    unit: undefined,
    role: 'watch',
  }),
];

export const plan: Plan = {
  title: 'Provider selection release plan',
  window: { text: '03/01/21 - 04/15/21', from: '2021-03-01', to: '2021-04-15', inferredYear: false },
  toggles: [{ name: 'scheduling_provider_selection', description: 'shows the provider step' }],
  stages: [
    {
      id: 'canary',
      name: 'Stage A: Canary',
      share: [10, 10],
      length: '1-2 days',
      days: [1, 2],
      dates: undefined,
      sample: { text: 'Raise the share if too few requests come in', min: 200, unit: 'starts', ifShort: 'raise-share' },
      bar: 'safe',
      unproven: undefined,
      goLive: false,
      line: 31,
    },
    {
      id: 'moderate',
      name: 'Stage B: Moderate',
      share: [30, 60],
      length: '1 week',
      days: [7, 7],
      dates: undefined,
      sample: { text: undefined, min: 300, unit: undefined, ifShort: 'extend' },
      bar: 'proven',
      unproven: undefined,
      goLive: false,
      line: 45,
    },
    {
      id: 'go-live',
      name: 'Go Live!',
      share: [100, 100],
      length: undefined,
      days: undefined,
      dates: undefined,
      sample: undefined,
      bar: undefined,
      unproven: undefined,
      goLive: true,
      line: 60,
    },
  ],
  criteria,
  dashboards: ['https://dashboards.example.org/provider-selection?range=7d&view=all'],
  monitors: 'the scheduling team and the analyst',
  goLive: { text: '3/15', from: '2021-03-15', to: undefined, inferredYear: true },
  kpis: [
    { id: 'kpi-1', label: 'Post-launch KPI 1', name: 'Completed requests', target: '> 60%', baseline: '57.5%' },
    { id: 'kpi-2', label: 'Post-launch KPI 2', name: 'Time to complete', target: '< 4 min', baseline: undefined },
    { id: 'kpi-3', label: 'Post-launch KPI 3', name: undefined, target: undefined, baseline: undefined },
  ],
  baselines: [
    { metric: 'Path starts', period: 'Nov 2020', value: 2288, unit: 'count', text: '2,288' },
    { metric: 'Path starts', period: 'Dec 2020', value: 1883, unit: 'count', text: '1,883' },
  ],
  rollback: 'Turn the toggle off and tell the help desk',
  readiness: ['Is the help desk informed?', 'Do the dashboards show the new step?'],
  roles: ['Product owner', 'Engineering', 'QA'],
  questions: ['How do the KPIs compare to your definition of success?', 'What feedback did you gather?'],
  filled: { stages: [], oneWeek: [], oneMonth: [] },
};

function verdict(which: number, rest: Partial<Verdict>): Verdict {
  const [first] = criteria;
  return {
    criterion: criteria[which] ?? first ?? criterion('', '', ''),
    result: 'PASS',
    why: 'met',
    observed: undefined,
    reference: undefined,
    change: undefined,
    interval: undefined,
    unit: '%',
    changeUnit: 'pp',
    hits: undefined,
    n: undefined,
    referenceHits: undefined,
    referenceN: undefined,
    need: undefined,
    people: undefined,
    limit: undefined,
    worseWithinMargin: false,
    leansPastMargin: false,
    method: undefined,
    judgement: undefined,
    readings: [],
    sources: [],
    rule: undefined,
    against: undefined,
    windowEnd: undefined,
    as: undefined,
    periods: undefined,
    mixedShares: undefined,
    multiplier: undefined,
    alpha: undefined,
    ...rest,
  };
}

export const verdicts: readonly Verdict[] = [
  verdict(0, {
    observed: 64.4,
    reference: 57.5,
    change: 6.9,
    interval: [-4.3, 17],
    hits: 838,
    n: 1301,
    referenceHits: 748,
    referenceN: 1301,
    limit: -5,
    rule: 'not-worse',
    against: 'control',
    people: 1301,
    method: 'newcombe',
    multiplier: 3.04,
    alpha: 0.05,
    as: { mode: 'total', guessed: true },
    readings: ['comment:7/0'],
    sources: [
      {
        url: 'https://github.com/acme/appointments/issues/1#issuecomment-7',
        by: 'analyst',
        at: start + dayMs,
        text: '838/1301 vs 748/1301',
      },
    ],
  }),
  verdict(1, { result: 'INSUFFICIENT', why: 'sample-short', observed: 47.8, hits: 7, n: 15, people: 15, need: 200 }),
  verdict(2, {
    observed: 0.5,
    hits: 6,
    n: 1301,
    interval: [0.2, 1],
    limit: 5,
    rule: 'target',
    method: 'wilson',
    changeUnit: '%',
  }),
  verdict(3, { result: 'MANUAL', why: 'needs-person', unit: undefined }),
  verdict(4, { result: 'ERROR', why: 'no-baseline', observed: 12, unit: 'count' }),
];

export const hold: Recommendation = {
  result: 'HOLD',
  code: 'sample',
  further: ['manual'],
  facts: {
    failed: [],
    errors: [],
    short: [{ id: 'request-submissions', have: 15, need: 200, until: undefined }],
    manual: ['office-can-process'],
    unproven: [],
    leans: [],
    met: 2,
    counted: 4,
    soakUntil: start + 2 * dayMs,
    newestAt: start + 30 * hourMs,
    freeze: undefined,
    freezeUntil: undefined,
    splitP: undefined,
    waitingFor: [],
    sample: { id: 'request-submissions', unit: 'starts', perDay: 7.3, days: 26, betterShare: 30, betterDays: 9 },
  },
};

export const go: Recommendation = {
  ...hold,
  result: 'GO',
  code: 'go',
  further: [],
  facts: { ...hold.facts, short: [], manual: [], met: 3, counted: 3, sample: undefined },
};

export const stageRows: readonly StageRow[] = [
  {
    ...canary,
    share: [10, 10],
    length: '1-2 days',
    status: 'current',
    from: start,
    until: undefined,
    plannedUntil: start + 2 * dayMs,
    actualShare: 10,
    goLive: false,
    tasks: { done: 2, total: 6, open: true },
  },
  {
    ...moderate,
    share: [30, 60],
    length: '1 week',
    status: 'next',
    from: undefined,
    until: undefined,
    plannedUntil: undefined,
    actualShare: undefined,
    goLive: false,
    tasks: undefined,
  },
  {
    ...goLive,
    share: [100, 100],
    length: undefined,
    status: 'planned',
    from: undefined,
    until: undefined,
    plannedUntil: undefined,
    actualShare: undefined,
    goLive: true,
    tasks: undefined,
  },
];

export const amendments: readonly Amendment[] = [
  { what: 'stages', name: undefined, before: '10%, 100%', to: '10%, 100%', by: 'product-manager', at: start },
  { what: 'share', name: 'canary', before: '20%', to: '10%', by: 'engineer', at: start + dayMs },
  { what: 'kpi', name: 'kpi-2', before: undefined, to: 'Time to complete', by: 'analyst', at: start + dayMs },
];

const accepted: readonly AcceptedFinding[] = [{ key: 'hint-left []', by: 'engineer', at: start }];

export const planningCard: CardModel = {
  title: 'Provider selection release plan',
  state: 'planning',
  stage: undefined,
  share: 0,
  since: undefined,
  hold: undefined,
  why: undefined,
  stages: stageRows.map((row) => ({ ...row, status: 'planned', from: undefined, tasks: undefined })),
  verdicts: [],
  recommendation: undefined,
  latest: [],
  plan: { plan, findings: [], amendments, accepted },
  next: ['/advance canary', '/help'],
  due: [{ what: 'go-live', at: Date.UTC(2021, 2, 15, 9), stage: undefined }],
  findings: [
    { code: 'sample-of-a-finding', severity: 'warning', line: 31, column: 3, facts: { stage: 'Stage A: Canary' } },
  ],
  settingsFindings: [],
  overrides: [],
  blockers: [],
};

export const runningCard: CardModel = {
  ...planningCard,
  state: 'running',
  stage: canary,
  share: 10,
  since: start,
  stages: stageRows,
  verdicts,
  recommendation: hold,
  latest: [
    {
      metric: 'Preference step completion',
      text: '838/1301',
      at: start + 30 * hourMs,
      author: 'analyst',
      url: 'https://github.com/acme/appointments/issues/1#issuecomment-7',
      stage: 'canary',
    },
    {
      metric: 'Error rate',
      text: '6/1301',
      at: start + 30 * hourMs,
      author: 'metrics-bot[bot]',
      url: 'https://github.com/acme/appointments/issues/1#issuecomment-8',
      stage: 'canary',
    },
  ],
  next: ['/share 30%', '/metric name = value', '/hold why'],
  due: [
    { what: 'soak', at: start + 2 * dayMs, stage: 'canary' },
    { what: 'weekly', at: start + 7 * dayMs, stage: 'canary' },
    { what: 'go-live', at: Date.UTC(2021, 2, 15, 9), stage: undefined },
  ],
  findings: [],
};

export const roll: readonly RollRow[] = [
  {
    role: 'Product owner',
    signOff: {
      role: 'Product owner',
      answer: 'go',
      text: undefined,
      by: 'product-owner',
      at: start + 9 * dayMs,
      url: 'https://github.com/acme/appointments/issues/1#issuecomment-20',
    },
    mayAnswer: ['product-owner'],
  },
  {
    role: 'QA',
    signOff: {
      role: 'QA',
      answer: 'conditional-go',
      text: 'if #123 is fixed',
      by: 'tester',
      at: start + 9 * dayMs,
      url: 'https://github.com/acme/appointments/issues/1#issuecomment-21',
    },
    mayAnswer: ['tester'],
  },
  { role: 'Engineering', signOff: undefined, mayAnswer: ['engineer', 'platform-team'] },
];
