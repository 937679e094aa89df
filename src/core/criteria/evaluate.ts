import type { Reading } from '../readings/reading.ts';
import type { Rollout } from '../rollout.ts';
import type { Settings } from '../settings.ts';
import type { Recommendation, Verdict } from './verdict.ts';
export function evaluate(_: {
  rollout: Rollout;
  readings: readonly Reading[];
  settings: Settings;
  now: number;
  stage?: string;
}): { verdicts: readonly Verdict[]; recommendation: Recommendation } {
  return {
    verdicts: [],
    recommendation: {
      result: _.readings.length > 1 ? 'GO' : 'HOLD',
      code: 'no-criteria',
      further: [],
      facts: {
        failed: [],
        errors: [],
        short: [],
        manual: [],
        unproven: [],
        leans: [],
        met: 0,
        counted: 0,
        soakUntil: undefined,
        newestAt: undefined,
        freeze: undefined,
        waitingFor: [],
        sample: undefined,
      },
    },
  };
}
