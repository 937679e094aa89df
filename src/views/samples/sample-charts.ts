import type { ChartsModel, SeriesPoint } from '../../core/charts/charts-model.ts';
import { dayMs } from '../../core/instant.ts';
import { canary, goLive, moderate, start } from './sample-plan.ts';

export const charts: ChartsModel = {
  timeline: [
    {
      name: canary.name,
      bars: [
        { kind: 'past', share: 5, from: start, until: start + dayMs },
        { kind: 'current', share: 10, from: start + dayMs, until: start + 3 * dayMs },
      ],
    },
    {
      name: moderate.name,
      bars: [{ kind: 'planned', share: 30, from: start + 3 * dayMs, until: start + 10 * dayMs }],
    },
    {
      name: goLive.name,
      bars: [{ kind: 'go-live', share: undefined, from: start + 14 * dayMs, until: start + 14 * dayMs }],
    },
  ],
  series: [
    {
      metric: 'Preference step completion',
      shows: 'change',
      unit: 'pp',
      valueUnit: '%',
      limit: -5,
      range: [-6, 8],
      points: [
        point(0.5, 5, 2.3, { hits: 60, n: 100, observed: 60, reference: 57.7 }),
        point(1.25, 10, 6.9, { hits: 838, n: 1301, observed: 64.4, reference: 57.5 }),
      ],
    },
    {
      metric: 'Error rate',
      shows: 'value',
      unit: '%',
      valueUnit: '%',
      limit: 5,
      range: [0, 5.5],
      points: [point(0.5, 5, 0, { hits: 0, n: 100 }), point(1.25, 10, 0.5, { hits: 6, n: 1301 })],
    },
    {
      metric: 'Calls to the help desk',
      shows: 'value',
      unit: 'count',
      valueUnit: 'count',
      limit: 2,
      range: [0, 2.2],
      points: [point(0.5, undefined, 0), point(1.25, undefined, 1)],
    },
  ],
};

function point(days: number, share: number | undefined, value: number, rest: Partial<SeriesPoint> = {}): SeriesPoint {
  const none = { hits: undefined, n: undefined, observed: undefined, reference: undefined };
  return { at: start + days * dayMs, day: days, share, value, ...none, ...rest };
}
