import { describe, expect, it } from 'vitest';
import { readCriterion } from '../../../src/core/criteria/read-criterion.ts';
import { processorTime } from '../../processor-time.ts';
import { several, single } from './criterion-lines.ts';

describe('readCriterion', () => {
  it.each(single)('reads %s', (_description, text, wanted) => {
    const criteria = readCriterion(text, 7);

    expect(criteria).toHaveLength(1);
    expect(criteria[0]).toMatchObject({ ...wanted, line: 7 });
  });

  it.each(several)('reads %s', (_description, text, wanted) => {
    const criteria = readCriterion(text);

    expect(criteria).toHaveLength(wanted.length);
    for (const [index, one] of wanted.entries()) expect(criteria[index]).toMatchObject(one);
  });

  it('keeps the line verbatim', () => {
    expect(readCriterion('Completion &#916; >0%')[0]?.text).toBe('Completion &#916; >0%');
  });

  it.each([
    ['digits', '1'.repeat(65_000)],
    ['commas', '1,'.repeat(32_000)],
    ['spaces', `Error rate ${' '.repeat(65_000)} < 5%`],
    ['brackets', '(['.repeat(32_000)],
    ['comparators', '<>'.repeat(32_000)],
    ['words for comparators', 'not less than or equal to '.repeat(2600)],
    ['directions', 'no increase in no decrease of '.repeat(2200)],
    ['links', '[a]('.repeat(16_000)],
  ])('is done with 65,000 characters of %s in no time', (_description, text) => {
    const times = Array.from({ length: 5 }, () => {
      const before = processorTime();
      readCriterion(text);
      return processorTime() - before;
    });

    expect(Math.min(...times)).toBeLessThan(2_000);
  });
});
