import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../src/core/criteria/evaluate.ts';
import type { Reading } from '../../../src/core/readings/reading.ts';
import type { Period } from '../../../src/core/rollout.ts';
import { plainLine } from '../../../src/views/plain-line.ts';
import { createRenderer } from '../../../src/views/render.ts';
import { openTemplateFiles } from '../../../src/views/template-files.ts';
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

function numbersOf(text: string, pattern: RegExp): readonly number[] {
  const found = pattern.exec(text);
  if (found === null) throw new Error(`nothing like ${pattern} in ${text}`);
  return found.slice(1).map(Number);
}

interface Share {
  readonly k: number;
  readonly n: number;
}

/** c by the formula in the text, from the numbers in the text. */
function multiplierIn(text: string): number {
  const [said = 0, alpha = 0] = numbersOf(text, /\/α\)\) = ([\d.]+) with x = .* α = ([\d.]+) n = /);
  const [, first = '', second = '0', most = ''] = / n = (\d+)(?: \+ (\d+))? and N = (\d+) for/.exec(text) ?? [];
  const n = Number(first) + Number(second);
  const x = (n * (-2 * Math.log(alpha) + Math.log(1 - 2 * Math.log(alpha)))) / Number(most);
  const c = Math.sqrt(((2 * (x + 1)) / x) * Math.log(Math.sqrt(x + 1) / alpha));
  expect(said).toBeCloseTo(c, 2);
  return c;
}

function wilsonBy({ k, n }: Share, c: number): readonly [low: number, high: number] {
  const p = k / n;
  const half = c * Math.sqrt((p * (1 - p)) / n + (c * c) / (4 * n * n));
  const middle = p + (c * c) / (2 * n);
  return [(middle - half) / (1 + (c * c) / n), (middle + half) / (1 + (c * c) / n)];
}

/** Difference and distances to Newcombe's limits. */
function newcombeBy(one: Share, other: Share, c: number): readonly [d: number, below: number, above: number] {
  const [p1, p2] = [one.k / one.n, other.k / other.n];
  const [l1, u1] = wilsonBy(one, c);
  const [l2, u2] = wilsonBy(other, c);
  return [p1 - p2, Math.hypot(p1 - l1, u2 - p2), Math.hypot(u1 - p1, p2 - l2)];
}

const percent = (value: number) => (100 * value).toFixed(1);
const points = (value: number) => `${value < 0 ? '-' : '+'}${percent(Math.abs(value))} pp`;

const completion = 'Completion Δ > 0% (margin 5 pp), n ≥ 200 starts';

describe('an explained verdict', () => {
  it('has what it takes to compute the interval of a share again', () => {
    const text = explain('Error rate < 5%', [reading('Error rate', '40/1300', 1)]);
    const [k = 0, n = 0] = numbersOf(text, /Observed: .* \((\d+) of (\d+)\)/);
    const [low, high] = wilsonBy({ k, n }, multiplierIn(text));

    expect(text).toContain(`Interval: ${percent(low)}% to ${percent(high)}%`);
  });

  it('has what it takes to compute the interval of a change again', () => {
    const text = explain(completion, [reading('Completion', '132/205', 1, { vs: '1060/1845' })]);
    const [k1 = 0, n1 = 0] = numbersOf(text, /Observed: .* \((\d+) of (\d+)\)/);
    const [k2 = 0, n2 = 0] = numbersOf(text, /Compared with: .* \((\d+) of (\d+)\)/);
    const [d, below, above] = newcombeBy({ k: k1, n: n1 }, { k: k2, n: n2 }, multiplierIn(text));

    expect(text).toContain(`Interval: ${points(d - below)} to ${points(d + above)}`);
  });

  it('has what it takes to compute a change over several shares again', () => {
    const periods = [
      { ...canary, until: day(2) },
      { stage: 'canary', share: 30, from: day(2), until: undefined },
    ];
    const readings = [
      reading('Completion', '60/100', 1, { vs: '500/900' }),
      reading('Completion', '260/400', 3, { vs: '920/1600' }),
    ];
    const text = explain(completion, readings, periods);
    const stretches = /stretch of constant share: (.*)/.exec(text)?.[1]?.split('; ') ?? [];
    const c = multiplierIn(text);
    let [weights, change, below, above] = [0, 0, 0, 0];
    for (const stretch of stretches) {
      const [k1 = 0, n1 = 0, k2 = 0, n2 = 0] = numbersOf(stretch, /(\d+) of (\d+) vs (\d+) of (\d+)/);
      const [d, down, up] = newcombeBy({ k: k1, n: n1 }, { k: k2, n: n2 }, c);
      const weight = (n1 * n2) / (n1 + n2);
      weights += weight;
      change += weight * d;
      below += (weight * down) ** 2;
      above += (weight * up) ** 2;
    }

    expect(stretches).toEqual(['60 of 100 vs 500 of 900', '200 of 300 vs 420 of 700']);
    const d = change / weights;
    expect(text).toContain(
      `Interval: ${points(d - Math.sqrt(below) / weights)} to ${points(d + Math.sqrt(above) / weights)}`,
    );
  });

  it('has what it takes to compute the interval of a mean again', () => {
    const figure = { ...reading('Time', '42 s', 1).figure, n: 340, sd: 10, text: 'mean 42 s (sd 10, n=340)' };
    const text = explain('Time < 45 s', [{ ...reading('Time', '42 s', 1), figure }]);
    const half = (multiplierIn(text) * 10) / Math.sqrt(340);

    expect(text).toContain('From 2 March 2021: mean 42 s (sd 10 n=340)');
    expect(text).toContain(`Interval: ${(42 - half).toPrecision(4)} s to ${(42 + half).toPrecision(4)} s`);
    expect(text).not.toContain('BETA.INV');
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
    ['another unit', 'Error rate < 5%', ['6 s'], 'when the number is corrected where it was said'],
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
