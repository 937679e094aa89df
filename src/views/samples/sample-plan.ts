import type { Criterion } from '../../core/criteria/criterion.ts';
import type { Instant } from '../../core/instant.ts';
import type { Plan } from '../../core/plan/plan.ts';

/** 1 March 2021, 14:00 UTC. */
export const start: Instant = Date.UTC(2021, 2, 1, 14);
export const canary = { id: 'canary', name: 'Stage A: Canary' };
export const moderate = { id: 'moderate', name: 'Stage B: Moderate' };
export const goLive = { id: 'go-live', name: 'Go Live!' };

export function criterion(text: string, id: string, metric: string, rest: Partial<Criterion> = {}): Criterion {
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

export const criteria: readonly Criterion[] = [
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
    stages: ['moderate', 'go-live'],
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
