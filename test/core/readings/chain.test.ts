import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addLink, type Chain, newestFirst, newestFit, oldestFit } from '../../../src/core/readings/chain.ts';

function chainOf(values: readonly number[]): Chain<number> | undefined {
  let chain: Chain<number> | undefined;
  for (const value of values) chain = addLink(chain, value);
  return chain;
}

const sorted = fc.array(fc.nat(50), { maxLength: 200 }).map((values) => values.sort((a, b) => a - b));

describe('a chain', () => {
  it('has what was added, and leaves the shorter one as it was', () => {
    const short = chainOf([1, 2, 3]);
    const long = addLink(short, 4);

    expect([...newestFirst(long)]).toEqual([4, 3, 2, 1]);
    expect([...newestFirst(addLink(short, 5))]).toEqual([5, 3, 2, 1]);
    expect([...newestFirst(short)]).toEqual([3, 2, 1]);
    expect(long.length).toBe(4);
    expect([...newestFirst(undefined)]).toEqual([]);
  });

  it('finds what a look at every link would find', () => {
    fc.assert(
      fc.property(sorted, fc.integer({ min: -1, max: 51 }), (values, limit) => {
        const chain = chainOf(values);
        const upTo = values.filter((value) => value <= limit);
        const from = values.findIndex((value) => value > limit);

        expect(newestFit(chain, (value) => value <= limit)?.length).toBe(upTo.length || undefined);
        expect(oldestFit(chain, (value) => value > limit)?.length).toBe(from === -1 ? undefined : from + 1);
      }),
    );
  });

  it.each([100, 3_000, 100_000])('is searched in few steps at a length of %i', (length) => {
    const chain = chainOf(Array.from({ length }, (_, i) => i));
    let steps = 0;
    const counting = (fits: (value: number) => boolean) => (value: number) => {
      steps += 1;
      return fits(value);
    };
    for (const at of [0, 1, Math.floor(length / 3), length - 2]) {
      expect(
        newestFit(
          chain,
          counting((value) => value <= at),
        )?.value,
      ).toBe(at);
      expect(
        oldestFit(
          chain,
          counting((value) => value >= at),
        )?.value,
      ).toBe(at);
    }

    expect(steps).toBeLessThan(8 * 6 * Math.log2(length));
  });
});
