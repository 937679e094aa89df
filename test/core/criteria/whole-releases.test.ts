import { evaluate } from '../../../src/core/criteria/evaluate.ts';
import { readCriterion, withUniqueIds } from '../../../src/core/criteria/read-criterion.ts';
import { readQuantity } from '../../../src/core/parsing/read-quantity.ts';
import type { Figure, Reading } from '../../../src/core/readings/reading.ts';
import { describeAsLookedAt } from './looked-at.ts';
import { type Scenario, scenarios, type Told } from './release-scenarios.ts';
import { plan, reading, rollout, settings } from './releases.ts';
import { wholeRecommendation, wholeVerdict } from './whole.ts';

function figureOf(text: string): Figure {
  const read = readQuantity(text);
  if (read.kind === 'none') throw new Error(`${text}: ${read.why}`);
  return read.figure;
}

function readingOf([days, metric, value, { vs, ...rest } = {}]: Told, i: number): Reading {
  const one = reading(metric, '0', days);
  const control = vs === undefined ? undefined : figureOf(vs);
  const source = { ...one.source, id: `comment:${i}`, url: `#${i}`, at: one.at };
  return { ...one, id: `${i}`, figure: figureOf(value), control, source, ...rest };
}

function judgedOf(scenario: Scenario): string {
  const { name, criteria, periods, readings, now, rest, stages, baselines, roles, stage, given } = scenario;
  const lines = withUniqueIds(criteria.flatMap((line) => readCriterion(line)));
  const planned = plan([], {
    criteria: lines,
    ...(stages && { stages }),
    ...(baselines && { baselines }),
    ...(roles && { roles }),
  });
  const { verdicts, recommendation } = evaluate({
    rollout: rollout([], periods, { plan: planned, ...rest }),
    readings: readings.map(readingOf),
    settings: { ...settings, ...given },
    now,
    stage,
  });
  const judged = verdicts.map((verdict) => `    ${wholeVerdict(verdict)}`);
  return [name, ...judged, `    ${wholeRecommendation(recommendation)}`, ''].join('\n');
}

describeAsLookedAt(
  'verdicts on a release, with every figure,',
  new URL('whole-releases.txt', import.meta.url),
  scenarios.map((scenario) => () => judgedOf(scenario)),
);
