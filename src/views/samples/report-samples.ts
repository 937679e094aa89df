import { dayMs } from '../../core/instant.ts';
import * as cards from './sample-cards.ts';
import { canary, plan, start } from './sample-plan.ts';
import { emptyResults, finished, results, summary, verdictsModel } from './sample-reports.ts';
import * as sample from './sample-verdicts.ts';
import type { SamplesOf } from './samples-of.ts';

export const reportSamples: SamplesOf<
  | 'verdicts'
  | 'recommendation-changed'
  | 'summary'
  | 'weekly'
  | 'results'
  | 'questions'
  | 'finished-plan'
  | 'what-if'
  | 'checklist-closed'
  | 'plan'
  | 'plan-changed'
  | 'plan-amended'
> = {
  verdicts: { short: verdictsModel, explained: { ...verdictsModel, explain: true } },
  'recommendation-changed': {
    'to-go': { ...verdictsModel, recommendation: sample.go, before: 'HOLD', next: ['/advance moderate'] },
  },
  plan: { read: { plan, findings: cards.planningCard.findings, amendments: cards.amendments, accepted: [] } },
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
    overruled: { by: 'product-manager', changes: [], overruled: cards.amendments, findings: [] },
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
  'what-if': { held: { verdicts: sample.verdicts, recommendation: sample.hold } },
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
      card: { ...cards.runningCard },
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
};
