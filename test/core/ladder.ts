import type { Stage } from '../../src/core/plan/plan.ts';

/** A stage that says nothing. */
export const noStage: Stage = {
  id: '',
  name: '',
  share: undefined,
  length: undefined,
  days: undefined,
  dates: undefined,
  sample: undefined,
  bar: undefined,
  unproven: undefined,
  goLive: false,
  line: undefined,
};

/** The seed's ladder. */
export const canary: Stage = {
  ...noStage,
  id: 'canary',
  name: 'Stage A: Canary',
  share: [10, 10],
  length: '1-2 days',
  days: [1, 2],
  sample: {
    text: 'Will be raised when too few requests come',
    min: undefined,
    unit: undefined,
    ifShort: 'raise-share',
  },
};

export const moderate: Stage = {
  ...noStage,
  id: 'moderate',
  name: 'Stage B: moderate',
  share: [30, 60],
  length: '1 week',
  days: [7, 7],
};

export const goLive: Stage = { ...noStage, id: 'go-live', name: 'Go live', share: [100, 100], goLive: true };

export const ladder: readonly Stage[] = [canary, moderate, goLive];
