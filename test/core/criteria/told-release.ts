import type { EvaluationInput } from '../../../src/core/criteria/evaluate.ts';
import { readCriterion, withUniqueIds } from '../../../src/core/criteria/read-criterion.ts';
import { readQuantity } from '../../../src/core/parsing/read-quantity.ts';
import type { Figure, Reading } from '../../../src/core/readings/reading.ts';
import type { Scenario, Told } from './release-scenarios.ts';
import { plan, reading, rollout, settings } from './releases.ts';

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

/** The release as the rules are asked about it. */
export function toldRelease(scenario: Scenario): EvaluationInput {
  const { criteria, periods, readings, now, rest, stages, baselines, roles, stage, given } = scenario;
  const lines = withUniqueIds(criteria.flatMap((line) => readCriterion(line)));
  const changed = { ...(stages && { stages }), ...(baselines && { baselines }), ...(roles && { roles }) };
  return {
    rollout: rollout([], periods, { plan: plan([], { criteria: lines, ...changed }), ...rest }),
    readings: readings.map(readingOf),
    settings: { ...settings, ...given },
    now,
    stage,
  };
}
