import { dayMs, hourMs } from '../../core/instant.ts';
import type { FinishedPlanModel, ResultsModel } from '../../core/report-models.ts';
import type { Override } from '../../core/rollout.ts';
import type { ChecklistModel, CommandHelp, ViewModels } from '../../core/view-models.ts';
import * as cards from './sample-cards.ts';
import { canary, goLive, moderate, plan, start } from './sample-plan.ts';
import * as sample from './sample-verdicts.ts';

export const override: Override = {
  by: 'product-manager',
  why: 'agreed in the meeting',
  at: start + 3 * dayMs,
  from: 'canary',
  to: 'moderate',
  recommendation: sample.hold,
};

export const checklist: ChecklistModel = {
  stage: canary,
  share: [10, 10],
  startShare: 10,
  length: '1-2 days',
  sample: 'Raise the share if too few requests come in',
  toggles: ['scheduling_provider_selection'],
  dashboards: plan.dashboards,
  criteria: plan.criteria.map((criterion) => criterion.text),
  kpis: plan.kpis,
  rollback: plan.rollback,
  questions: ['data-easy', 'errors-logged', 'ux-changes'].map((key) => ({ key, question: undefined })),
  trackingIssue: 1,
  title: 'Provider selection release plan',
};

export const emptyResults: ResultsModel = {
  slot: '1-week',
  wentLiveAt: start + 14 * dayMs,
  dueAt: start + 21 * dayMs,
  lateMs: 0,
  uniqueUsers: undefined,
  kpis: plan.kpis.map(({ label, name, target, baseline }) => ({
    label,
    name,
    target,
    baseline,
    actual: undefined,
    changePercent: undefined,
    source: undefined,
  })),
  answers: ['processing-issues', 'errors-logged', 'ux-changes', 'ux-changes-what'].map((key) => ({
    key,
    question: undefined,
    text: undefined,
    by: undefined,
  })),
  missing: [
    'unique-users',
    'Completed requests',
    'Time to complete',
    'Post-launch KPI 3',
    'processing-issues',
    'errors-logged',
    'ux-changes',
  ],
  monitors: plan.monitors,
  complete: false,
};

const url = 'https://github.com/acme/appointments/issues/1#issuecomment-30';
export const results: ResultsModel = {
  ...emptyResults,
  slot: '1-month',
  lateMs: 26 * hourMs,
  uniqueUsers: '21,616',
  kpis: [
    {
      label: 'Post-launch KPI 1',
      name: 'Completed requests',
      target: '> 60%',
      baseline: '57.5%',
      actual: '64.4%',
      changePercent: 12,
      source: { author: 'analyst', url },
    },
    {
      label: 'Post-launch KPI 2',
      name: 'Time to complete',
      target: '< 4 min',
      baseline: '3m 40s',
      actual: '3m 52s',
      changePercent: 5.45,
      source: { author: 'analyst', url },
    },
  ],
  answers: [
    { key: 'processing-issues', question: undefined, text: 'no', by: 'product-manager' },
    { key: 'errors-logged', question: undefined, text: '502 (4 requests), 401 (2 requests)', by: 'engineer' },
    { key: 'ux-changes', question: undefined, text: 'yes', by: 'designer' },
    { key: 'ux-changes-what', question: undefined, text: 'say earlier that the office decides', by: 'designer' },
  ],
  missing: [],
  complete: true,
};

export const summary: ViewModels['summary'] = {
  title: 'Provider selection release plan',
  lead: {
    stage: moderate,
    share: 45,
    since: start + 3 * dayMs,
    by: 'product-manager',
    until: start + 10 * dayMs,
    toggles: ['scheduling_provider_selection'],
  },
  target: goLive,
  wentLiveAt: undefined,
  stages: [
    { stage: canary, verdicts: sample.verdicts.slice(0, 3), recommendation: sample.hold, current: false },
    { stage: moderate, verdicts: sample.verdicts.slice(0, 3), recommendation: sample.go, current: true },
  ],
  checklists: [
    { stage: canary, done: 6, total: 6, openItems: [] },
    { stage: moderate, done: 4, total: 6, openItems: ['Check the dashboards', 'Fill in the results below'] },
  ],
  blockers: [
    { number: 88, title: 'Payments fail for `guests`', url: 'https://github.com/acme/appointments/issues/88' },
  ],
  readiness: [
    { question: 'Is the help desk informed?', answer: 'yes, since Monday', by: 'product-manager' },
    { question: 'Do the dashboards show the new step?', answer: undefined, by: undefined },
  ],
  roll: cards.roll,
  complete: false,
  outcome: undefined,
  overrides: [override],
};

export const finished: FinishedPlanModel = {
  title: 'Provider selection release plan',
  finished: true,
  plan,
  window: plan.window,
  baselineTable: {
    metrics: ['Auth Users', 'Path starts'],
    rows: [
      { period: 'Nov 2020', cells: ['902,403', '2,288'] },
      { period: 'Dec 2020', cells: ['1,103,090', '1,883'] },
    ],
  },
  baselines: plan.baselines,
  stages: cards.stageRows
    .filter((row) => !row.goLive)
    .map((row, index) => ({
      row: {
        ...row,
        status: 'done',
        from: start + index * 3 * dayMs,
        until: start + (3 + index * 8) * dayMs,
        actualShare: index === 0 ? 10 : 45,
      },
      sample: plan.stages[index]?.sample?.text,
      uniqueUsers: index === 0 ? '1,301' : '9,870',
      verdicts: sample.verdicts.slice(0, 3),
      answers: [
        { key: 'data-easy', question: undefined, text: 'yes', by: 'product-manager' },
        { key: 'errors-logged', question: undefined, text: 'none', by: 'engineer' },
        { key: 'ux-changes', question: undefined, text: undefined, by: undefined },
      ],
    })),
  goNoGo: { outcome: 'ready', roll: cards.roll },
  wentLiveAt: start + 14 * dayMs,
  goLiveDate: '2021-03-15',
  oneWeek: { ...emptyResults, uniqueUsers: '5,204' },
  oneMonth: results,
  questions: plan.questions.map((question, index) => ({
    key: `question-${index}`,
    question,
    text: index === 0 ? 'Better than planned for the first, as planned for the second.' : undefined,
    by: index === 0 ? 'product-manager' : undefined,
  })),
  overrides: [override],
};

const commandNames = [
  ...['advance', 'share', 'hold', 'resume', 'rollback', 'metric', 'baseline', 'answer', 'judge', 'go', 'no-go'],
  ...['verdict', 'summary', 'status', 'plan', 'adopt', 'export', 'report', 'schedule', 'complete', 'cancel', 'help'],
];
export const commands: readonly CommandHelp[] = commandNames.map((name, index) => ({
  name,
  usage: name === 'judge' ? '/judge criterion pass|fail: why' : `/${name} [stage] [--share 20%]`,
  permission: ['write', 'triage', 'read', 'role'][index % 4] ?? 'write',
  examples: [`/${name} canary`, `/${name} moderate --share 45%`],
}));

export const moved: ViewModels['moved'] = {
  kind: 'advanced',
  from: undefined,
  to: canary,
  share: 10,
  by: 'product-manager',
  until: start + 2 * dayMs,
  checklist: 'canary',
  toggles: ['scheduling_provider_selection'],
  why: undefined,
  forcedAgainst: undefined,
  results: [],
};

export const verdictsModel: ViewModels['verdicts'] = {
  stage: canary,
  share: 10,
  day: 2,
  verdicts: sample.verdicts,
  recommendation: sample.hold,
  explain: false,
  before: undefined,
  next: ['/share 30%', '/metric name = value'],
};
