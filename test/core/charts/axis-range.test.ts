import { describe, expect, it } from 'vitest';
import { axisRange } from '../../../src/core/charts/axis-range.ts';

describe('ends of an axis', () => {
  it.each([
    ['with a tenth of what the values span above and below', [60, 70, 80], [58, 82]],
    ['rounded outwards to two digits of the span', [103.7, 219], [90, 240]],
    ['of changes about nothing', [-10, 0, 20], [-13, 23]],
    ['at nothing where no value is negative', [0, 3, 20], [0, 22]],
    ['at nothing where the air would reach below', [1, 20], [0, 22]],
    ['around one value as far as it is large', [50, 50], [45, 55]],
    ['around one negative value', [-50, -50], [-55, -45]],
    ['around nothing at all', [0, 0], [0, 0.1]],
    [
      'of large values that differ by next to nothing, still with room',
      [999_999_999, 1e9],
      [999_999_800, 1_000_000_100],
    ],
    ['of small ones too', [0, 1e-9], [0, 0.0000002]],
  ])('are %s', (_description, values, [low, high]) => {
    const range = axisRange(values);

    expect(range[0]).toBeCloseTo(low ?? Number.NaN, 8);
    expect(range[1]).toBeCloseTo(high ?? Number.NaN, 8);
  });
});
