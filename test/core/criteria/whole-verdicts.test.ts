import { judgeFile } from '../../../src/core/criteria/judge-file.ts';
import { describeAsLookedAt } from '../../as-looked-at.ts';
import { cases } from './cases.ts';
import { wholeRecommendation, wholeVerdict } from './whole.ts';

/** The file's cases, each with all that is said of it. */
function judgedOf(name: string, file: unknown): readonly string[] {
  const judged = judgeFile(file);
  if (judged.kind !== 'judged') return [[name, ...judged.problems.map((problem) => `    ${problem}`), ''].join('\n')];
  return judged.cases.map(({ name: own, verdicts, recommendation, code }) =>
    [
      own ?? name,
      ...verdicts.map((verdict) => `    ${wholeVerdict(verdict)}`),
      `    ${wholeRecommendation(recommendation)} = ${code}`,
      '',
    ].join('\n'),
  );
}

const completion = { id: 'done', metric: 'Completion', want: 'delta' };
const counts = { kT: 132, nT: 205, kC: 1060, nC: 1845 };

/** Files of a shape that no agreed case has. */
const files: readonly (readonly [description: string, file: unknown])[] = [
  [
    'several cases',
    {
      cases: [
        { name: 'one', criteria: [], data: [] },
        { criteria: ['Errors < 5%'], data: [] },
      ],
    },
  ],
  ['no object', 7],
  ['nothing', null],
  ['what a case must have', {}],
  [
    'a mistake in the second case',
    {
      cases: [
        { criteria: [], data: [] },
        { criteria: [], data: [{ kT: 'many' }] },
      ],
    },
  ],
  ['a mistake in one case alone', { criteria: [{ op: 'around' }], data: [], stage: { unproven: 'maybe' } }],
  [
    'lines of text, also one of nothing',
    { criteria: ['Errors < 5%, n ≥ 60', '-'], data: [{ kT: 2, nT: 205 }, { value: 3 }] },
  ],
  [
    'a line of text under names of its own',
    { criteria: [{ text: 'Errors < 5%', id: 'e', metric: 'Faults', role: 'watch' }], data: [{ kT: 2, nT: 205 }] },
  ],
  ['a line of text in an object', { criteria: [{ text: 'Errors < 5%' }], data: [{ kT: 2, nT: 205 }] }],
  [
    'a change without a name or sign, where more is better and where less is',
    {
      criteria: [
        { want: 'delta', threshold: 0 },
        { want: 'delta', threshold: 0, better: 'lower', id: 'errors' },
        { want: 'delta', op: '<=', threshold: 0.07, margin: 0.05, role: 'guardrail' },
        { want: 'delta', relative: true, threshold: -0.1 },
        { want: 'delta', threshold: null },
        { ...completion, threshold: 0, margin: 0.05, min: 300, minUnit: 'starts', text: 'Completion goes up' },
      ],
      data: [counts, counts, counts, counts, counts, counts],
      plan: { looks: 'once', alpha: 0.1 },
    },
  ],
  [
    'values: of a number, of a rate, in a unit, in that of the figures, against the one before',
    {
      criteria: [
        { want: 'value', op: '>', threshold: 3, metric: 'Rating' },
        { want: 'rate', op: '<', threshold: 0.05, metric: 'Errors' },
        { want: 'value', op: '<', threshold: 2, unit: 's', metric: 'Load' },
        { want: 'value', op: '<', threshold: 2, unit: 's', metric: 'Load' },
        { want: 'delta', unit: 's', threshold: 0, margin: 0.5, better: 'lower', metric: 'Load' },
        'Load Δ < +10%',
        'Share Δ > 0 pp',
        { want: 'value', op: '<', threshold: 3, unit: 'count', window: 'per hour', metric: 'Errors' },
      ],
      data: [
        { value: 4 },
        { value: 4, unit: '%' },
        { value: 1, previous: 3 },
        { value: 1500, previous: 2500, unit: 'ms' },
        { value: 1.4, valueC: 1 },
        { value: 1.4, valueC: 1 },
        { value: 61, valueC: 60 },
        { eventsT: 12, exposureT: 24 },
      ],
    },
  ],
  [
    'looks: named, a number of them, and those of one case before those of the file',
    {
      cases: ['once', 'daily', 3, ['day 1', 'day 7'], undefined].map((looks) => ({
        name: `looks: ${JSON.stringify(looks)}`,
        criteria: [
          { ...completion, threshold: 0 },
          { want: 'value', op: '<', threshold: 3, window: 'per hour', metric: 'Errors' },
        ],
        data: [counts, { eventsT: 12, exposureT: 24 }],
        plan: { looks, nStar: 500 },
      })),
    },
  ],
  [
    'a plan for this case alone',
    {
      criteria: [{ ...completion, threshold: 0 }],
      data: [counts],
      plan: { looks: 'once', nStar: 500, alpha: 0.05 },
      context: { bar: 'proven', plan: { looks: 'daily', alpha: 0.01 } },
    },
  ],
  [
    'counts before and after the end of the window',
    {
      cases: [
        { windowOver: false },
        { windowOver: true },
        { windowEnd: '2021-03-12' },
        { windowEnd: 'some day' },
        {},
      ].map((context) => ({ name: JSON.stringify(context), criteria: ['Calls < 2'], data: [{ value: 1 }], context })),
    },
  ],
  [
    'a stage that may be left with what is not shown',
    { criteria: ['Errors < 5%'], data: [{ kT: 2, nT: 205 }], stage: { unproven: 'advance' } },
  ],
  [
    'stages',
    {
      cases: [
        { soaked: false, until: '2021-03-12' },
        { soaked: false },
        { soaked: true, until: '2021-03-12' },
        { newest: '2021-03-01', began: '2021-03-02' },
        { newest: '2021-03-03', began: '2021-03-02' },
        { newest: '2021-03-03' },
        { srmP: 0.0009 },
        { srmP: 0.002 },
        { freeze: 'holidays' },
        { waitingFor: 'QA' },
        { waitingFor: ['QA', 'Product owner'] },
        { plan: 'At 7.3 starts a day that is 26 more days; at 30% it is 9.' },
        { plan: 'At 7.3 starts a day that is 26 more days' },
        { plan: 'Soon' },
      ].map((stage) => ({
        name: JSON.stringify(stage),
        criteria: ['Completion rate > 50%, n ≥ 300'],
        data: [{ kT: 132, nT: 205 }],
        stage,
      })),
    },
  ],
];

describeAsLookedAt(
  'verdicts of rollcall judge, with every figure,',
  new URL('whole-verdicts.txt', import.meta.url),
  [...cases, ...files].flatMap(([name, file]) =>
    judgedOf(name, file).map((_, i) => () => judgedOf(name, file)[i] ?? ''),
  ),
);
