import type { Recommendation, Verdict } from '../../core/criteria/verdict.ts';
import { dayMs, hourMs } from '../../core/instant.ts';
import { criteria, criterion, start } from './sample-plan.ts';

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
