import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../src/core/criteria/evaluate.ts';
import { readQuantity } from '../../../src/core/parsing/read-quantity.ts';
import type { Figure, Reading } from '../../../src/core/readings/reading.ts';
import type { Period } from '../../../src/core/rollout.ts';
import { plainLine } from '../../../src/views/plain-line.ts';
import { createRenderer } from '../../../src/views/render.ts';
import { openTemplateFiles } from '../../../src/views/template-files.ts';
import { recompute } from './recompute.ts';
import { canary, day, reading, rollout, settings } from './releases.ts';

const renderer = createRenderer({ files: openTemplateFiles({ strict: true }) });

/** The explanation as it is posted. */
function explain(criterion: string, readings: readonly Reading[], periods: readonly Period[] = [canary]): string {
  const { verdicts, recommendation } = evaluate({
    rollout: rollout([criterion], periods),
    readings,
    settings,
    now: day(4),
  });
  const model = {
    ...{ stage: undefined, share: undefined, day: undefined, before: undefined, next: [], explain: true },
    ...{ verdicts, recommendation },
  };
  const text = renderer.render({ view: 'verdicts', model }, { links: {}, zone: 'UTC' });
  return text.split('\n').map(plainLine).join('\n').replaceAll(',', '');
}

function quantity(text: string): Figure {
  const read = readQuantity(text);
  if (read.kind === 'none') throw new Error(read.why);
  return read.figure;
}

const completion = 'Completion Δ > 0% (margin 5 pp), n ≥ 200 starts';

/** Numbers of one day after the other: the value, and that of the control group. */
type Explained = readonly [
  description: string,
  criterion: string,
  days: readonly (readonly string[])[],
  periods?: readonly Period[],
];

describe('an explained verdict', () => {
  const two: readonly Period[] = [
    { ...canary, until: day(2) },
    { stage: 'canary', share: 30, from: day(2), until: undefined },
  ];
  const proven: readonly Period[] = [
    { ...canary, until: day(0.5) },
    { stage: 'moderate', share: 30, from: day(0.5), until: undefined },
  ];

  const explained: readonly Explained[] = [
    ['a share', 'Rate < 5%', [['40/1300']]],
    ['a share that is too high', 'Rate < 5%', [['120/1300']]],
    ['a share of few people', 'Rate < 5%, n ≥ 60', [['0/15']]],
    ['a share per 1,000', 'Rate < 50 per 1,000', [['12/1300']]],
    ['a share of separate days', 'Rate < 5%', [['4/400'], ['5/380'], ['3/390']]],
    ['a change', completion, [['132/205', '1060/1845']]],
    ['a change for the worse', completion, [['90/205', '1060/1845']]],
    ['a change that is not shown', completion, [['98/205', '835/1845']]],
    ['a change of few people', completion, [['9/15', '78/135']]],
    ['a change of rare events', 'No increase in completion (margin 2 pp)', [['1/30', '3/400']]],
    ['a change that has to be better', completion, [['860/1300', '520/900']], proven],
    ['a change that has to be better and is not', completion, [['640/1300', '400/900']], proven],
    ['a change over two shares', completion, [['60/100', '500/900'], [], ['260/400', '920/1600']], two],
    ['a ratio', 'Completion Δ > -10%', [['780/1300', '520/900']]],
    ['a ratio of rare events', 'Completion Δ < +50%', [['2/15', '40/400']]],
    ['a ratio over two shares', 'Completion Δ > -10%', [['60/100', '500/900'], [], ['260/400', '920/1600']], two],
    ['a mean', 'Time < 45 s', [['mean 42.1 s (sd 10.2, n=340)']]],
    ['a mean of few values', 'Time < 45 s', [['mean 42.1 s (sd 1.2, n=3)']]],
    ['two means', 'Time Δ < 0 s (margin 2 s)', [['42.1 s (sd 10, n=3400)', '42 s (sd 11, n=3500)']]],
    ['a relative change of means', 'Time Δ < +10%', [['42.1 s (sd 10, n=340)', '44 s (sd 11, n=350)']]],
    ['events', 'Errors < 1 per hour', [['3 errors in 48 hours']]],
    ['events of a day', 'Errors < 10 per day', [['60 errors in 48 hours']]],
    ['no events', 'Errors < 1 per hour', [['0 errors in 12 hours']]],
    ['two rates of events', 'No increase in errors', [['60 errors in 48 hours', '20 errors in 48 hours']]],
    ['two rates of few events', 'No increase in errors', [['2 errors in 48 hours', '3 errors in 24 hours']]],
  ];

  it.each(explained.map(([name, criterion, days, periods]) => [name, { criterion, days, periods }] as const))(
    'can be computed again from the comment alone: %s',
    (_description, { criterion, days, periods = [canary] }) => {
      const [metric = ''] = /completion|rate|time|errors/i.exec(criterion) ?? [];
      const readings = days.flatMap(([value, vs], i) => {
        const one = reading(metric, '0', i + 1);
        const control = vs === undefined ? {} : { control: quantity(vs) };
        return value === undefined ? [] : [{ ...one, figure: quantity(value), ...control }];
      });
      const text = explain(criterion, readings, periods);
      const { interval, result } = recompute(text);

      expect(interval).toBeDefined();
      expect(text).toContain(`\n- Interval: ${interval}\n`);
      expect(text).toContain(` -> ${result}`);
    },
  );

  it('can be computed again against an earlier figure alone', () => {
    const earlier = reading('Completion', '57.5 %', -9, { kind: 'baseline' });
    const text = explain(completion, [earlier, reading('Completion', '132/205', 1)]);
    const { interval, result } = recompute(text);

    expect(text).toContain(`\n- Interval: ${interval}\n`);
    expect(text).toContain(` -> ${result}`);
  });

  it('links every number to the comment that said it, the baseline as well, and counts the looks', () => {
    const readings = [
      reading('Completion', '1060/1845', -9, { kind: 'baseline' }),
      reading('Completion', '60/100', 1),
      reading('Completion', '132/205', 2),
    ];
    const text = explain(completion, readings);

    for (const { source, figure } of readings) expect(text).toMatch(new RegExp(`${figure.text}.*<${source.url}>`));
    expect(text).toContain('Looks so far in this stage: 2');
  });

  it('says how many numbers count beyond those that it lists', () => {
    const days = Array.from({ length: 9 }, (_, i) =>
      reading('Error rate', '1/100', i / 3, { as: 'daily', at: day(i) }),
    );

    expect(explain('Error rate < 5%', days)).toContain('the newest 6 of 9 numbers that count');
  });

  it.each([
    ['a PASS', 'Error rate < 5%', ['1/1300'], 'once a part of it is not this is INCONCLUSIVE'],
    ['a FAIL', 'Error rate < 5%', ['200/1300'], 'stays failed in this stage until a person reopens it'],
    ['not shown', 'Error rate < 5%', ['50/1300'], 'more people make it narrower'],
    ['too few', 'Error rate < 5%, n ≥ 2000', ['1/1300'], 'judged when 2000 are there'],
    ['no number', 'Error rate < 5%', [], 'judged when a number of this stage is there'],
    ['a bare value', 'Error rate < 5%', ['4 %'], 'a second one in a row fails it'],
    ['a bare value that is wrong', 'Error rate < 5%', ['6 %'], 'fails when the next reading is wrong too'],
    ['another unit', 'Error rate < 5%', ['6 s'], 'when the number is given in the unit of the plan'],
    ['an impossible count', 'Error rate < 5%', ['6/5'], 'when the number is corrected where it was said'],
    ['a placeholder', 'Error rate < xx%', ['6/50'], 'when the plan names a number'],
    ['no baseline', 'Error rate Δ < 0%', ['6/50'], 'when there is something to compare with'],
    ['a count', 'Error rate < 2', ['1'], 'only a corrected number changes it'],
    ['a person', 'Error rate', ['1'], 'A person changes it'],
  ])('says what would change the verdict: %s', (_description, criterion, values, expected) => {
    const readings = values.map((value, i) => reading('Error rate', value, i + 1));
    expect(explain(criterion, readings)).toContain(expected);
  });
});
