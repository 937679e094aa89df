import { describe, expect, it } from 'vitest';
import { readShare } from '../../../src/core/stages/read-share.ts';

describe('a share that is typed', () => {
  it.each([
    ['45%', 45],
    ['45', 45],
    [' 45 % ', 45],
    ['0%', 0],
    ['100', 100],
    ['2.5%', 2.5],
    ['0.125', 0.125],
  ])('%j is %d percent', (text, share) => {
    expect(readShare(text)).toBe(share);
  });

  it.each(['', '%', 'a45%', '45%a', '45x', '45x%', '-5%', '100.1', '101%', '0.1255', '1000', '4.%', '4,5', 'lots'])(
    '%j is none',
    (text) => {
      expect(readShare(text)).toBeUndefined();
    },
  );
});
