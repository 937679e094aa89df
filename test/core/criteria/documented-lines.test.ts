import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { describeCriterion } from '../../../src/core/criteria/describe-criterion.ts';
import { evaluate } from '../../../src/core/criteria/evaluate.ts';
import { readCriterion } from '../../../src/core/criteria/read-criterion.ts';
import { plainLine } from '../../../src/views/plain-line.ts';
import { createRenderer } from '../../../src/views/render.ts';
import { canary, day, reading, rollout, settings } from './releases.ts';

const text = readFileSync(new URL('../../../docs/verdicts.md', import.meta.url), 'utf8');
const renderer = createRenderer();
const completion = 'Preference step completion Δ > 0% (margin 5 pp), n ≥ 200 starts';

type Example = readonly [criterion: string, metric: string, value: string, vs: string | undefined];

const examples: readonly Example[] = [
  [completion, 'Preference step completion', '132/205', '1060/1845'],
  [completion, 'Preference step completion', '9/15', '78/135'],
  [completion, 'Preference step completion', '90/205', '1060/1845'],
  ['Error rate < 5% [guardrail]', 'Error rate', '12/1300', undefined],
  ['Error rate < 5% [guardrail]', 'Error rate', '4.2 %', undefined],
  ['Support desk calls < 2', 'Support desk calls', '2', undefined],
];

function linesOf([criterion, metric, value, vs]: Example): readonly string[] {
  const given = vs === undefined ? {} : { vs };
  const input = {
    rollout: rollout([criterion], [canary]),
    readings: [reading(metric, value, 2, given)],
    settings,
    now: day(2),
  };
  const rendered = renderer.render({ view: 'what-if', model: evaluate(input) }, { links: {}, zone: 'UTC' });
  return rendered.trimEnd().split('\n').map(plainLine);
}

describe('docs/verdicts.md', () => {
  it.each(examples)('has the line of "%s" for %s = %s as it is', (criterion, metric, value, vs) => {
    expect(text.split('\n')).toContain(linesOf([criterion, metric, value, vs])[0]);
  });

  it('has the sample rule as it is', () => {
    expect(text.split('\n')).toContain(linesOf([completion, 'Preference step completion', '9/15', '78/135'])[1]);
  });

  it('has criteria that are read as they are written', () => {
    const block = /```\n((?:- .*\n)+)```/.exec(text)?.[1] ?? '';
    const lines = block.trim().split('\n');

    expect(lines).toHaveLength(7);
    for (const line of lines) {
      expect(readCriterion(line).map(({ kind, placeholder }) => ({ kind, placeholder }))).toEqual([
        { kind: expect.stringMatching(/^(?:threshold|change|direction|boolean)$/), placeholder: false },
      ]);
      expect(readCriterion(readCriterion(line).map(describeCriterion)[0] ?? '')[0]?.kind).toBe(
        readCriterion(line)[0]?.kind,
      );
    }
  });
});
