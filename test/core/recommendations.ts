import type { Recommendation } from '../../src/core/criteria/verdict.ts';

/** A recommendation with nothing else to say. */
export function recommend(
  result: Recommendation['result'],
  code: Recommendation['code'] = result === 'GO' ? 'go' : 'failed',
): Recommendation {
  return {
    result,
    code,
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
      freezeUntil: undefined,
      splitP: undefined,
      waitingFor: [],
      sample: undefined,
    },
  };
}

export const hold = recommend('HOLD', 'sample');
