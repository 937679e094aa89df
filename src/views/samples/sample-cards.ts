import type { AcceptedFinding, Amendment } from '../../core/amendments/amendment.ts';
import type { CardModel, StageRow } from '../../core/card-model.ts';
import { dayMs, hourMs } from '../../core/instant.ts';
import type { RollRow } from '../../core/report-models.ts';
import { charts } from './sample-charts.ts';
import { canary, goLive, moderate, plan, start } from './sample-plan.ts';
import { hold, verdicts } from './sample-verdicts.ts';

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
  charts: undefined,
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
      kpi: undefined,
      text: '838/1301',
      at: start + 30 * hourMs,
      author: 'analyst',
      url: 'https://github.com/acme/appointments/issues/1#issuecomment-7',
      stage: 'canary',
    },
    {
      metric: 'Error rate',
      kpi: undefined,
      text: '6/1301',
      at: start + 30 * hourMs,
      author: 'metrics-bot[bot]',
      url: 'https://github.com/acme/appointments/issues/1#issuecomment-8',
      stage: 'canary',
    },
  ],
  charts,
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
      text: '#123 is fixed',
      by: 'tester',
      at: start + 9 * dayMs,
      url: 'https://github.com/acme/appointments/issues/1#issuecomment-21',
    },
    mayAnswer: ['tester'],
  },
  { role: 'Engineering', signOff: undefined, mayAnswer: ['engineer', 'platform-team'] },
];
