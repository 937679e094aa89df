import type { Criterion } from '../../../src/core/criteria/criterion.ts';
import { matchCriteria, nameCriterion } from '../../../src/core/criteria/match-criteria.ts';
import { inOrder, isImpossible, type Observation, proportionOf } from '../../../src/core/criteria/observation.ts';
import { isOfStay, latestRun, periodAt } from '../../../src/core/criteria/stage-run.ts';
import { countOf } from '../../../src/core/criteria/tally.ts';
import { dayMs } from '../../../src/core/instant.ts';
import { readMetricName } from '../../../src/core/readings/metric-name.ts';
import type { Figure, Reading } from '../../../src/core/readings/reading.ts';
import type { Period } from '../../../src/core/rollout.ts';
import type { Proportion } from '../../../src/core/statistics/interval.ts';

/** What the readings say about a criterion, found by looking at all of them: the slow way, to compare with. */
export function plainEvidence(
  readings: readonly Reading[],
  criterion: Criterion,
  { criteria, periods, stage }: { criteria: readonly Criterion[]; periods: readonly Period[]; stage: string },
) {
  const run = latestRun(periods, stage);
  const named = criteria.map(nameCriterion);
  const own = readings.toSorted(inOrder).filter((reading) => {
    const byKey = matchCriteria(readMetricName(reading.key), named);
    const found = byKey.length > 0 ? byKey : matchCriteria(readMetricName(reading.metric), named);
    return found.includes(criteria.indexOf(criterion));
  });
  if (run === undefined) return undefined;
  const measured = own.filter(({ kind }) => kind === 'reading');
  const observations = measured
    .filter((reading) => isOfStay(reading, run))
    .map((reading): Observation => {
      const { isControl } = readMetricName(reading.metric);
      return {
        reading,
        at: reading.at,
        period: periodAt(run, reading),
        treated: isControl ? undefined : reading.figure,
        control: isControl ? reading.figure : reading.control,
      };
    });
  const before = measured.filter((reading) => reading.at <= run.from && !isOfStay(reading, run)).map(({ at }) => at);
  const mode = modeOf(observations);
  const arms = [armOf(observations, 'treated', mode.mode), armOf(observations, 'control', mode.mode)] as const;
  const both = [...arms[0].byPeriod.keys()].filter((period) => arms[1].byPeriod.has(period));
  const figures =
    mode.mode === 'daily' && !mode.guessed
      ? observations.flatMap(({ treated, control }) => [treated, control])
      : [
          observations.findLast(({ treated }) => treated !== undefined)?.treated,
          observations.findLast(({ control }) => control !== undefined)?.control,
        ];
  const counts = observations.flatMap((one) => {
    const count = countOf(one.treated);
    return count === undefined ? [] : [{ count, day: Math.floor(one.at / dayMs) }];
  });
  return {
    observations,
    mode,
    treated: total([...arms[0].byPeriod.values()]),
    strata: both.map((period) => ({ treated: arms[0].byPeriod.get(period), control: arms[1].byPeriod.get(period) })),
    mixedShares: arms[0].mixed || arms[1].mixed,
    staleAt: observations.length === 0 && before.length > 0 ? Math.max(...before) : undefined,
    impossible: figures.find((figure) => figure !== undefined && isImpossible(figure)),
    looks: observations.filter(({ treated }) => treated !== undefined).length,
    count: counts.at(-1)?.count,
    countFalls: counts.some(({ count }, i) => count < (counts[i - 1]?.count ?? 0)),
    countOfDays: [...new Map(counts.map(({ day, count }) => [day, count])).values()].reduce((sum, one) => sum + one, 0),
    baseline: own.findLast(({ kind }) => kind === 'baseline'),
  };
}

type Arm = 'treated' | 'control';

function countsOf(figure: Figure | undefined): Proportion | undefined {
  const counts = proportionOf(figure);
  return counts && counts.n > 0 && figure && !isImpossible(figure) ? counts : undefined;
}

function modeOf(observations: readonly Observation[]): { mode: 'total' | 'daily'; guessed: boolean } {
  const said = observations.map(({ reading }) => reading.as);
  if (said.includes('total')) return { mode: 'total', guessed: false };
  if (said.includes('daily')) return { mode: 'daily', guessed: false };
  const grows = (['treated', 'control'] as const).every((arm) => growsOnly(observations, arm));
  return { mode: grows ? 'total' : 'daily', guessed: true };
}

function growsOnly(observations: readonly Observation[], arm: Arm): boolean {
  const last = new Map<number, Proportion>();
  for (const observation of observations) {
    const counts = countsOf(observation[arm]);
    if (counts === undefined) continue;
    const before = last.get(observation.period);
    if (before && (counts.n < before.n || counts.hits < before.hits)) return false;
    last.set(observation.period, counts);
  }
  return true;
}

function armOf(observations: readonly Observation[], arm: Arm, mode: 'total' | 'daily') {
  const byPeriod = new Map<number, Proportion>();
  let mixed = false;
  let before: Proportion = { hits: 0, n: 0 };
  let next = 0;
  for (const period of [...new Set(observations.map((one) => one.period))].sort((a, b) => a - b)) {
    const own = observations.filter((one) => one.period === period && countsOf(one[arm]) !== undefined);
    if (mode === 'daily') {
      const days = own.filter(({ reading }) => reading.as !== 'total');
      const last = new Map(days.map((one) => [Math.floor(one.at / dayMs), countsOf(one[arm])]));
      const sum = total([...last.values()].filter((counts) => counts !== undefined));
      if (sum) byPeriod.set(period, sum);
      continue;
    }
    const newest = countsOf(own.findLast(({ reading }) => reading.as !== 'daily')?.[arm]);
    if (newest === undefined) continue;
    const added = { hits: newest.hits - before.hits, n: newest.n - before.n };
    const restarted = added.n < 0 || added.hits < 0 || added.hits > added.n;
    byPeriod.set(period, restarted ? newest : added);
    mixed ||= period > next && !restarted;
    [before, next] = [newest, period + 1];
  }
  return { byPeriod, mixed };
}

function total(counts: readonly Proportion[]): Proportion | undefined {
  if (counts.length === 0) return undefined;
  let [hits, n] = [0, 0];
  for (const one of counts) [hits, n] = [hits + one.hits, n + one.n];
  return { hits, n };
}
