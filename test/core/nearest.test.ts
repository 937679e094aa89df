import { describe, expect, it } from 'vitest';
import { nearest } from '../../src/core/nearest.ts';

const commands = ['advance', 'share', 'hold', 'resume', 'rollback', 'metric', 'go', 'no-go', 'status', 'time-zone'];

describe('nearest', () => {
  it.each([
    ['advnace', 'advance', 'two letters swapped'],
    ['advanc', 'advance', 'a letter left out'],
    ['rolback', 'rollback', 'a letter left out in the middle'],
    ['shaer', 'share', 'a swap at the end'],
    ['Metrics', 'metric', 'a plural and a capital'],
    ['timeZone', 'time-zone', 'another style of spelling'],
    ['time_zone', 'time-zone', 'an underscore'],
    ['nogo', 'no-go', 'a hyphen left out'],
    ['go', 'go', 'the word itself'],
    ['goo', 'go', 'one letter too many'],
  ])('takes %j for %s: %s', (word, expected) => {
    expect(nearest(word, commands)).toBe(expected);
  });

  it.each([
    ['', 'nothing'],
    ['deploy', 'another word'],
    ['xy', 'too short to be anything'],
    ['a'.repeat(100_000), 'far too long'],
  ])('has no suggestion for %j: %s', (word) => {
    expect(nearest(word, commands)).toBeUndefined();
  });

  it('prefers the first of equally near words', () => {
    expect(nearest('hole', ['hold', 'role'])).toBe('hold');
  });
});
