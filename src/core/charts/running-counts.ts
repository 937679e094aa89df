import type { CountMode } from '../criteria/arm-counts.ts';
import type { Observation } from '../criteria/observation.ts';
import { dayMs } from '../instant.ts';
import type { Proportion } from '../statistics/interval.ts';

/**
 * Counts of one arm as they grow, observation by observation: what `countArm` makes of the ones up to there, in the
 * period of the last one. Undefined before the arm has been counted in that period.
 */
export function startRunningCounts(
  pick: (observation: Observation) => Proportion | undefined,
  mode: CountMode['mode'],
): (observation: Observation) => Proportion | undefined {
  return mode === 'daily' ? sumDays(pick) : splitTotals(pick);
}

type Running = ReturnType<typeof startRunningCounts>;

function sumDays(pick: Parameters<typeof startRunningCounts>[0]): Running {
  let period = -1;
  let days = new Map<number, Proportion>();
  let sum: Proportion | undefined;
  return (observation) => {
    if (observation.period !== period) {
      period = observation.period;
      days = new Map();
      sum = undefined;
    }
    const counts = observation.reading.as === 'total' ? undefined : pick(observation);
    if (counts === undefined) return sum;
    const day = Math.floor(observation.at / dayMs);
    const before = days.get(day);
    days.set(day, counts);
    sum = {
      hits: (sum?.hits ?? 0) + counts.hits - (before?.hits ?? 0),
      n: (sum?.n ?? 0) + counts.n - (before?.n ?? 0),
    };
    return sum;
  };
}

function splitTotals(pick: Parameters<typeof startRunningCounts>[0]): Running {
  let period = -1;
  let last: Proportion = { hits: 0, n: 0 };
  let before = last;
  let added: Proportion | undefined;
  return (observation) => {
    if (observation.period !== period) {
      period = observation.period;
      before = last;
      added = undefined;
    }
    const total = observation.reading.as === 'daily' ? undefined : pick(observation);
    if (total === undefined) return added;
    const more = { hits: total.hits - before.hits, n: total.n - before.n };
    const restarted = more.n < 0 || more.hits < 0 || more.hits > more.n;
    added = restarted ? total : more;
    last = total;
    return added;
  };
}
