import { dayMs } from '../../core/instant.ts';
import * as cards from './sample-cards.ts';
import { goLive, start } from './sample-plan.ts';
import { checklist, override, summary } from './sample-reports.ts';
import * as sample from './sample-verdicts.ts';
import type { SamplesOf } from './samples-of.ts';

export const cardSamples: SamplesOf<'card' | 'issues/stage' | 'issues/go-live'> = {
  card: {
    planning: cards.planningCard,
    running: cards.runningCard,
    held: {
      ...cards.runningCard,
      state: 'held',
      hold: { by: 'engineer', why: 'errors in the payment step', since: start + dayMs },
      recommendation: sample.hold,
      overrides: [override],
      blockers: summary.blockers,
      settingsFindings: [
        {
          code: 'unknown-setting',
          severity: 'error',
          line: 4,
          column: 1,
          facts: { key: 'stagess', nearest: 'stages' },
        },
        { code: 'unknown-setting', severity: 'error', line: 2, column: 3, facts: { key: 'weakly', layer: 'owner' } },
        { code: 'template-syntax', severity: 'error', line: 7, column: 1, facts: { template: 'issues/stage' } },
        {
          code: 'template-unknown',
          severity: 'warning',
          line: 1,
          column: 1,
          facts: { template: 'crad', nearest: 'card' },
        },
        { code: 'more-findings', severity: 'note', line: 0, column: 0, facts: { count: 3 } },
      ],
      next: ['/resume', '/rollback why'],
    },
    'rolled-back': {
      ...cards.runningCard,
      state: 'rolled-back',
      share: 0,
      why: 'errors in the payment step',
      recommendation: undefined,
      verdicts: [],
      stages: cards.stageRows.map((row, index) =>
        index === 0 ? { ...row, status: 'left', until: start + dayMs } : row,
      ),
      next: ['/advance canary', '/cancel why'],
    },
    live: {
      ...cards.runningCard,
      state: 'live',
      latest: [
        {
          metric: 'Post-launch KPI 1',
          kpi: 'Completed requests',
          text: '72.4% (8112/11204)',
          at: start + 20 * dayMs,
          author: 'analyst',
          url: 'https://github.com/acme/appointments/issues/1#issuecomment-9',
          stage: 'go-live',
        },
      ],
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
      ...cards.runningCard,
      state: 'complete',
      stage: goLive,
      share: 100,
      recommendation: undefined,
      due: [],
      next: [],
    },
    cancelled: {
      ...cards.runningCard,
      state: 'cancelled',
      why: 'the feature is not needed any more',
      recommendation: undefined,
      due: [],
      next: [],
    },
  },
  'issues/stage': {
    canary: {
      ...checklist,
      questions: checklist.questions.map((asked) =>
        asked.key === 'data-easy' ? { ...asked, question: 'Was the data easy for the office to process?' } : asked,
      ),
    },
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
};
