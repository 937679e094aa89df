import { describe, expect, it } from 'vitest';
import { mentionsIssue } from '../../../src/adapters/github/blockers.ts';

const place = {
  owner: 'acme',
  repository: 'appointments',
  number: 12,
  url: 'https://github.com/acme/appointments/issues/12',
};

describe('a mention of issue 12', () => {
  it.each([
    ['at the start', '#12 cannot go on', true],
    ['in a sentence', 'This blocks #12.', true],
    ['in brackets', 'Payments fail (see #12)', true],
    ['after a colon', 'Blocks:#12', true],
    ['on a line of its own', 'Blocks\n#12\n', true],
    ['with the repository', 'Blocks Acme/Appointments#12', true],
    ['by its address', 'See https://github.com/acme/appointments/issues/12', true],
    ['by the address of a comment', 'https://github.com/acme/appointments/issues/12#issuecomment-1', true],
    ['the second time', 'Not #123 but #12', true],
    ['after the address of another', `${place.url}0 and ${place.url}`, true],
    ['as a longer number', 'Blocks #123', false],
    ['with a letter behind', 'Blocks #12a', false],
    ['in a word', 'Blocks abc#12', false],
    ['of another repository', 'Blocks acme/other#12', false],
    ['of a repository with a similar name', 'Blocks big-acme/appointments#12', false],
    ['of a repository with a longer path', 'Blocks x/acme/appointments#12', false],
    ['as a character reference', 'A&#12;', false],
    ['by the address of another', 'https://github.com/acme/appointments/issues/123', false],
    ['nowhere', 'Payments fail', false],
    ['in nothing', '', false],
  ])('%s', (_where, text, expected) => {
    expect(mentionsIssue(text, place)).toBe(expected);
  });

  it.each([
    ['numbers', '#12a'.repeat(16_000)],
    ['slashes', 'a/'.repeat(32_000)],
    ['addresses', `${place.url}0`.repeat(1400)],
  ])('is looked for in linear time: %s', (_what, text) => {
    const started = performance.now();
    expect(mentionsIssue(text, place)).toBe(false);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
