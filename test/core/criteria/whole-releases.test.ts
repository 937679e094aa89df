import { describe, expect, it } from 'vitest';
import { type Evaluation, evaluate } from '../../../src/core/criteria/evaluate.ts';
import { describeAsLookedAt } from '../../as-looked-at.ts';
import { type Scenario, scenarios } from './release-scenarios.ts';
import { toldRelease } from './told-release.ts';
import { wholeRecommendation, wholeVerdict } from './whole.ts';

function textOf({ verdicts, recommendation }: Evaluation): string {
  return [
    ...verdicts.map((verdict) => `    ${wholeVerdict(verdict)}`),
    `    ${wholeRecommendation(recommendation)}`,
    '',
  ].join('\n');
}

describeAsLookedAt(
  'verdicts on a release, with every figure,',
  new URL('whole-releases.txt', import.meta.url),
  scenarios.map((scenario) => () => `${scenario.name}\n${textOf(evaluate(toldRelease(scenario)))}`),
);

/** What may have been so when the readings were entered that are kept. */
const before: readonly (readonly [description: string, before: (scenario: Scenario) => Scenario])[] = [
  ['fewer numbers', (one) => ({ ...one, readings: one.readings.slice(0, -1) })],
  ['only the newer numbers', (one) => ({ ...one, readings: one.readings.slice(1) })],
  ['none', (one) => ({ ...one, readings: [] })],
  ['criteria in another order', (one) => ({ ...one, criteria: one.criteria.toReversed() })],
  ['one criterion less', (one) => ({ ...one, criteria: one.criteria.slice(0, -1) })],
  [
    'no word of the stage before',
    (one) => ({ ...one, criteria: one.criteria.map((line) => line.replace(/ vs p.*/, '')) }),
  ],
  ['no word of where', (one) => ({ ...one, criteria: one.criteria.map((line) => line.replace(/ on \w+/g, '')) })],
  ['another share', (one) => ({ ...one, periods: one.periods.map((period) => ({ ...period, share: 77 })) })],
  [
    'an earlier beginning',
    (one) => ({ ...one, periods: one.periods.map((period) => ({ ...period, from: period.from - 1 })) }),
  ],
  ['only the first share', (one) => ({ ...one, periods: one.periods.slice(0, 1) })],
  ['only the last share', (one) => ({ ...one, periods: one.periods.slice(-1) })],
  ['no end', (one) => ({ ...one, periods: one.periods.map((period) => ({ ...period, until: undefined })) })],
  ['another stage', (one) => ({ ...one, periods: one.periods.map((period) => ({ ...period, stage: 'moderate' })) })],
];

describe('verdicts on a release of which readings are kept', () => {
  const several = scenarios
    .filter(({ periods }) => periods.length > 1)
    .map((scenario) => ({ scenario, input: toldRelease(scenario), text: textOf(evaluate(toldRelease(scenario))) }));

  it.each(before)('are the same where there was before: %s', (_description, change) => {
    for (const { scenario, input, text } of several) {
      const { book } = evaluate(toldRelease(change(scenario)));

      expect(textOf(evaluate({ ...input, book })), scenario.name).toBe(text);
    }
  });
});
