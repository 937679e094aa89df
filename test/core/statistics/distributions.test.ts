import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { betaQuantile, betaTails } from '../../../src/core/statistics/beta-distribution.ts';
import { chiSquareQuantile, gammaTails } from '../../../src/core/statistics/gamma-distribution.ts';
import { logGamma } from '../../../src/core/statistics/log-gamma.ts';
import { normalCdf, normalQuantile } from '../../../src/core/statistics/normal-distribution.ts';
import { studentQuantile, studentUpper } from '../../../src/core/statistics/student-t-distribution.ts';

interface DistributionCase {
  readonly f: string;
  readonly args: readonly number[];
  readonly expected: number;
}

// The file is ours and has this shape.
const { cases } = JSON.parse(readFileSync(new URL('distributions.json', import.meta.url), 'utf8')) as {
  readonly cases: readonly DistributionCase[];
};

type Evaluate = (a: number, b: number, c: number) => number;

const functions: Readonly<Record<string, { readonly evaluate: Evaluate; readonly tolerance: number }>> = {
  logGamma: { evaluate: (x) => logGamma(x), tolerance: 2e-14 },
  normalCdf: { evaluate: (x) => normalCdf(x), tolerance: 2e-13 },
  normalQuantile: { evaluate: (p) => normalQuantile(p), tolerance: 1e-14 },
  gammaLower: { evaluate: (a, x) => gammaTails(a, x).lower, tolerance: 1e-12 },
  gammaUpper: { evaluate: (a, x) => gammaTails(a, x).upper, tolerance: 1e-12 },
  chiSquareQuantile: { evaluate: chiSquareQuantile, tolerance: 1e-12 },
  betaLower: { evaluate: (a, b, x) => betaTails(a, b, x).lower, tolerance: 1e-11 },
  betaUpper: { evaluate: (a, b, x) => betaTails(a, b, x).upper, tolerance: 1e-11 },
  betaQuantile: { evaluate: betaQuantile, tolerance: 1e-12 },
  studentUpper: { evaluate: studentUpper, tolerance: 1e-12 },
  studentQuantile: { evaluate: studentQuantile, tolerance: 1e-12 },
};

describe.each(Object.entries(functions))('%s', (name, { evaluate, tolerance }) => {
  it('agrees with 50-digit arithmetic over a wide range, tails included', () => {
    const own = cases.filter((one) => one.f === name);

    expect(own.length).toBeGreaterThan(5);
    for (const { args, expected } of own) {
      const [a = 0, b = 0, c = 0] = args;
      const actual = evaluate(a, b, c);
      const error = Math.abs(actual - expected) / Math.max(Math.abs(expected), name === 'logGamma' ? 1 : 1e-290);
      expect(error, `${name}(${args.join(', ')}) = ${actual}, not ${expected}`).toBeLessThan(tolerance);
    }
  });
});
