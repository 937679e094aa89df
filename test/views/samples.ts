import { dayMs, hourMs } from '../../src/core/instant.ts';
import type { FinishedPlanModel, ResultsModel } from '../../src/core/report-models.ts';
import type { Override } from '../../src/core/rollout.ts';
import type { ChecklistModel, CommandHelp, View, ViewModels } from '../../src/core/view-models.ts';
import * as sample from './sample-plan.ts';
import { canary, goLive, moderate, plan, start } from './sample-plan.ts';
import { refusals } from './sample-refusals.ts';

/** Models for each view, by what they show. A view without one does not compile. */
export type Samples = { readonly [Name in View]: Readonly<Record<string, ViewModels[Name]>> };

const override: Override = {
  by: 'product-manager',
  why: 'agreed in the meeting',
  at: start + 3 * dayMs,
  from: 'canary',
  to: 'moderate',
  recommendation: sample.hold,
};

const checklist: ChecklistModel = {
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
  trackingIssue: 1,
  title: 'Provider selection release plan',
};

const emptyResults: ResultsModel = {
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
const results: ResultsModel = {
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
    { key: 'errors-logged', question: undefined, text: '500 (1 request), 401 (3 requests)', by: 'engineer' },
    { key: 'ux-changes', question: undefined, text: 'yes', by: 'designer' },
    { key: 'ux-changes-what', question: undefined, text: 'say earlier that the office decides', by: 'designer' },
  ],
  missing: [],
  complete: true,
};

const summary: ViewModels['summary'] = {
  title: 'Provider selection release plan',
  lead: { stage: moderate, share: 45, since: start + 3 * dayMs, by: 'product-manager', until: start + 10 * dayMs },
  target: goLive,
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
  roll: sample.roll,
  complete: false,
  outcome: undefined,
  overrides: [override],
};

const finished: FinishedPlanModel = {
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
  stages: sample.stageRows
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
  goNoGo: { outcome: 'ready', roll: sample.roll },
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
const commands: readonly CommandHelp[] = commandNames.map((name, index) => ({
  name,
  usage: name === 'judge' ? '/judge criterion pass|fail: why' : `/${name} [stage] [--share 20%]`,
  permission: ['write', 'triage', 'read', 'role'][index % 4] ?? 'write',
  examples: [`/${name} canary`, `/${name} moderate --share 45%`],
}));

const moved: ViewModels['moved'] = {
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

const verdictsModel: ViewModels['verdicts'] = {
  stage: canary,
  share: 10,
  day: 2,
  verdicts: sample.verdicts,
  recommendation: sample.hold,
  explain: false,
  before: undefined,
  next: ['/share 30%', '/metric name = value'],
};

export const samples: Samples = {
  card: {
    planning: sample.planningCard,
    running: sample.runningCard,
    held: {
      ...sample.runningCard,
      state: 'held',
      hold: { by: 'engineer', why: 'errors in the payment step', since: start + dayMs },
      recommendation: sample.hold,
      overrides: [override],
      blockers: summary.blockers,
      settingsFindings: [
        { code: 'sample-of-a-setting', severity: 'error', line: 4, column: 3, facts: { key: 'stagess' } },
      ],
      next: ['/resume', '/rollback why'],
    },
    'rolled-back': {
      ...sample.runningCard,
      state: 'rolled-back',
      share: 0,
      why: 'errors in the payment step',
      recommendation: undefined,
      verdicts: [],
      stages: sample.stageRows.map((row, index) =>
        index === 0 ? { ...row, status: 'left', until: start + dayMs } : row,
      ),
      next: ['/advance canary', '/cancel why'],
    },
    live: {
      ...sample.runningCard,
      state: 'live',
      stage: goLive,
      share: 100,
      since: start + 14 * dayMs,
      recommendation: undefined,
      verdicts: [],
      due: [
        { what: '1-week', at: start + 21 * dayMs, stage: 'go-live' },
        { what: '1-month', at: start + 45 * dayMs, stage: 'go-live' },
      ],
    },
    complete: {
      ...sample.runningCard,
      state: 'complete',
      stage: goLive,
      share: 100,
      recommendation: undefined,
      due: [],
      next: [],
    },
    cancelled: {
      ...sample.runningCard,
      state: 'cancelled',
      why: 'the feature is not needed any more',
      recommendation: undefined,
      due: [],
      next: [],
    },
  },
  'issues/stage': {
    canary: checklist,
    bare: {
      ...checklist,
      share: undefined,
      startShare: undefined,
      length: undefined,
      sample: undefined,
      toggles: [],
      dashboards: [],
      criteria: [],
      rollback: undefined,
    },
  },
  'issues/go-live': { full: { ...checklist, stage: goLive, share: [100, 100], startShare: 100, length: undefined } },
  reply: {
    several: {
      parts: [
        { view: 'share-changed', model: { stage: moderate, from: 30, to: 45, by: 'product-manager' } },
        {
          view: 'refused',
          model: {
            asked: '/advance',
            by: 'command',
            refusal: {
              reason: 'not-recommended',
              to: 'Go Live!',
              recommendation: sample.hold,
              verdicts: sample.verdicts.slice(0, 2),
            },
          },
        },
      ],
    },
    one: { parts: [{ view: 'scheduled', model: { date: '2021-03-15', before: undefined, by: 'product-manager' } }] },
  },
  moved: {
    first: moved,
    forced: {
      ...moved,
      from: canary,
      to: moderate,
      share: 30,
      checklist: 'moderate',
      why: 'agreed in the meeting',
      forcedAgainst: sample.hold,
    },
    'without-share': { ...moved, share: undefined, toggles: [], until: undefined },
    'rolled-back': {
      ...moved,
      kind: 'rolled-back',
      from: moderate,
      to: undefined,
      share: 0,
      why: 'errors in the payment step',
      checklist: undefined,
      until: undefined,
    },
    'rolled-back-to-stage': {
      ...moved,
      kind: 'rolled-back',
      from: moderate,
      to: canary,
      share: 10,
      why: 'errors in the payment step',
    },
    'went-live': {
      ...moved,
      kind: 'went-live',
      from: moderate,
      to: goLive,
      share: 100,
      checklist: 'go-live',
      until: undefined,
      results: [
        { what: '1-week', at: start + 21 * dayMs },
        { what: '1-month', at: start + 45 * dayMs },
      ],
    },
  },
  'share-changed': { raised: { stage: moderate, from: 30, to: 45, by: 'product-manager' } },
  held: { held: { stage: canary, hold: { by: 'engineer', why: 'errors in the payment step', since: start } } },
  resumed: { resumed: { stage: canary, by: 'engineer', heldSince: start } },
  refused: {
    ...refusals,
    label: {
      asked: 'stage: go-live',
      by: 'label',
      refusal: { reason: 'skips-a-stage', next: 'moderate', skipped: ['moderate'] },
    },
  },
  'dry-run': {
    move: {
      asked: '/advance canary',
      changes: [
        { kind: 'stage', from: 'planning', to: 'Stage A: Canary' },
        { kind: 'share', from: '0%', to: '10%' },
        { kind: 'label', from: 'stage: planning', to: 'stage: canary' },
        { kind: 'checklist', from: undefined, to: 'Canary — Provider selection release plan' },
        { kind: 'comment', from: undefined, to: 'moved' },
        { kind: 'comment', from: undefined, to: 'summary' },
        { kind: 'card', from: undefined, to: undefined },
        { kind: 'title', from: undefined, to: 'Release plan [10%]' },
        { kind: 'close', from: undefined, to: undefined },
        { kind: 'reading', from: '62%', to: 'Error rate 63%' },
        { kind: 'sign-off', from: undefined, to: 'go as QA' },
        { kind: 'date', from: '2021-03-14', to: '2021-03-15' },
        { kind: 'answer', from: undefined, to: 'errors: none' },
        { kind: 'judgement', from: undefined, to: 'PASS' },
        { kind: 'report', from: undefined, to: undefined },
        { kind: 'hold', from: undefined, to: 'errors in the payment step' },
        { kind: 'remarks', from: undefined, to: '3' },
        { kind: 'plan', part: 'share', name: 'canary', from: '20%', to: '10%' },
      ],
    },
    nothing: { asked: '/resume', changes: [] },
  },
  help: { list: { commands } },
  'help-command': Object.fromEntries(commands.map((command) => [command.name, { command }])),
  verdicts: { short: verdictsModel, explained: { ...verdictsModel, explain: true } },
  'recommendation-changed': {
    'to-go': { ...verdictsModel, recommendation: sample.go, before: 'HOLD', next: ['/advance moderate'] },
  },
  plan: { read: { plan, findings: sample.planningCard.findings, amendments: sample.amendments, accepted: [] } },
  'plan-changed': {
    several: {
      by: 'product-manager',
      changes: [
        { what: 'share', name: 'Stage A: Canary', before: '10%', after: '5%' },
        { what: 'criterion', name: undefined, before: undefined, after: 'Error rate < 5%' },
        { what: 'toggle', name: 'old_toggle', before: 'old_toggle', after: undefined },
      ],
      overruled: [],
      findings: [],
    },
    overruled: { by: 'product-manager', changes: [], overruled: sample.amendments, findings: [] },
  },
  'plan-amended': {
    set: {
      by: 'engineer',
      changes: [{ what: 'share', name: 'canary', before: '10%', after: '5%' }],
      accepted: 2,
      open: { errors: 1, others: 2 },
    },
    accepted: { by: 'engineer', changes: [], accepted: 3, open: { errors: 0, others: 0 } },
    confirmed: { by: 'engineer', changes: [], accepted: 0, open: { errors: 0, others: 1 } },
  },
  adopted: {
    read: {
      by: 'engineer',
      stage: moderate,
      share: 30,
      since: start,
      said: false,
      evidence: [
        { stage: canary, why: 'results-filled' },
        { stage: moderate, why: 'dates-running' },
        { stage: goLive, why: 'dates-passed' },
      ],
      assumed: [],
      answers: 3,
      readings: 1,
      goLivePassed: '2021-03-15',
    },
    said: {
      by: 'engineer',
      stage: moderate,
      share: 45,
      since: undefined,
      said: true,
      evidence: [],
      assumed: [canary],
      answers: 0,
      readings: 0,
      goLivePassed: undefined,
    },
    planning: {
      by: 'engineer',
      stage: undefined,
      share: 0,
      since: undefined,
      said: false,
      evidence: [],
      assumed: [],
      answers: 0,
      readings: 0,
      goLivePassed: undefined,
    },
  },
  scheduled: {
    first: { date: '2021-03-15', before: undefined, by: 'product-manager' },
    moved: { date: '2021-03-22', before: '2021-03-15', by: 'product-manager' },
  },
  answered: { answered: { question: 'errors-logged', text: 'two kinds:\n500 (1 request)\n\n401 (3 requests)' } },
  'what-if': { held: { verdicts: sample.verdicts, recommendation: sample.hold } },
  judged: {
    judged: { criterion: 'The office can process the requests', result: 'PASS', why: 'the office confirmed it' },
  },
  'reading-problems': {
    some: {
      accepted: 2,
      problems: [
        { line: 3, text: 'Error rate = lots', why: 'not-a-number' },
        { line: 4, text: '| a | b |', why: 'no-name' },
      ],
    },
    one: { accepted: 0, problems: [{ line: 1, text: 'Starts = 5/3', why: 'impossible-count' }] },
  },
  'edit-rejected': { edited: { by: 'engineer', author: 'analyst', readings: ['Error rate 3/1301'] } },
  'checklist-closed': {
    closed: { stage: canary, by: 'engineer', open: ['Check the dashboards', 'Fill in the results below'] },
  },
  summary: {
    open: summary,
    go: { ...summary, complete: true, outcome: 'go', blockers: [], overrides: [] },
    'conditional-go': { ...summary, complete: true, outcome: 'conditional-go' },
    'no-go': { ...summary, complete: true, outcome: 'no-go' },
    planning: { ...summary, lead: undefined, stages: [], checklists: [] },
  },
  weekly: {
    running: {
      title: 'Provider selection release plan',
      week: 2,
      from: start,
      to: start + 7 * dayMs,
      dueAt: start + 7 * dayMs,
      lateMs: 3 * dayMs,
      card: { ...sample.runningCard },
      readings: 12,
      changes: [{ at: start, stage: canary, share: 10 }],
      missing: ['Request submissions'],
    },
  },
  results: { empty: emptyResults, complete: results },
  questions: {
    open: {
      kpis: results.kpis.map((kpi) => ({ ...kpi, oneWeek: '61.2%', oneMonth: kpi.actual })),
      questions: finished.questions,
    },
  },
  'finished-plan': {
    finished,
    early: {
      ...finished,
      finished: false,
      window: undefined,
      baselineTable: undefined,
      wentLiveAt: undefined,
      goLiveDate: undefined,
      goNoGo: { outcome: undefined, roll: [] },
      oneWeek: undefined,
      oneMonth: undefined,
      overrides: [],
    },
  },
  complete: { complete: { by: 'product-manager', days: 61 } },
  cancelled: { cancelled: { by: 'product-manager', why: 'the feature is not needed any more' } },
  'cut-note': { note: {} },
  finding: {
    setting: {
      finding: {
        code: 'unknown-setting',
        severity: 'error',
        line: 4,
        column: 3,
        facts: { key: 'stagess', nearest: 'stages' },
      },
    },
  },
  paused: { closed: { why: 'closed', by: 'engineer' }, unlabeled: { why: 'unlabeled', by: 'engineer' } },
};
