import { describe, expect, it } from 'vitest';
import { failureOf, failureOfGraphql } from '../../../src/adapters/github/failure.ts';
import { hourMs } from '../../../src/core/instant.ts';
import { GitHubFailure } from '../../../src/ports.ts';

const now = Date.parse('2021-03-01T12:00:00Z');

function httpError(status: number, headers: Readonly<Record<string, string>> = {}, message = 'Trouble'): Error {
  return Object.assign(new Error(message), { status, response: { headers } });
}

describe('an error of the API', () => {
  it.each([
    ['bad credentials', httpError(401), 'unauthorized'],
    ['no right', httpError(403), 'forbidden'],
    ['nothing there', httpError(404), 'not-found'],
    ['issues are switched off', httpError(410), 'gone'],
    ['refused', httpError(422), 'invalid'],
    ['another mistake of ours', httpError(415), 'invalid'],
  ])('is final: %s', (_what, error, code) => {
    const failure = failureOf(error, now);
    expect([failure?.code, failure?.retry]).toEqual([code, undefined]);
    expect(failure?.cause).toBe(error);
  });

  const reset = String(now / 1000 + 900);
  it.each([
    ['500', httpError(500), undefined],
    ['502', httpError(502), undefined],
    ['408', httpError(408), undefined],
    ['409', httpError(409), undefined],
    ['503 with seconds', httpError(503, { 'retry-after': '5' }), now + 5000],
    ['503 with a date', httpError(503, { 'retry-after': 'Mon, 01 Mar 2021 12:00:09 GMT' }), now + 9000],
    ['503 with nonsense', httpError(503, { 'retry-after': 'soon' }), undefined],
    ['429', httpError(429), now + 60_000],
    ['403 with Retry-After', httpError(403, { 'retry-after': '40' }), now + 40_000],
    [
      'Retry-After before the reset',
      httpError(403, { 'retry-after': '40', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset }),
      now + 40_000,
    ],
    ['budget used up', httpError(403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset }), now + 900_000],
    ['budget renewed by now', httpError(403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1' }), now + 60_000],
    ['secondary limit by its words', httpError(403, {}, 'You have exceeded a secondary rate limit.'), now + 60_000],
    ['abuse detection', httpError(403, {}, 'You have triggered an abuse detection mechanism.'), now + 60_000],
    ['a time too far away', httpError(429, { 'retry-after': '999999' }), now + hourMs],
    ['a time in the past', httpError(429, { 'retry-after': 'Mon, 01 Mar 2021 11:00:00 GMT' }), now],
    ['no answer', Object.assign(new Error('getaddrinfo ENOTFOUND'), { status: 500 }), undefined],
  ])('passes: %s', (_what, error, notBefore) => {
    expect(failureOf(error, now)?.retry).toEqual({ notBefore });
  });

  it('stays what it is', () => {
    const failure = new GitHubFailure('seen before', { code: 'x' });
    expect(failureOf(failure, now)).toBe(failure);
  });

  it.each([
    ['a bug', new TypeError('x is not a function')],
    ['a text', 'boom'],
    ['nothing', undefined],
  ])('is not made of %s', (_what, error) => {
    expect(failureOf(error, now)).toBeUndefined();
  });
});

describe('an error in a GraphQL answer', () => {
  it.each([
    ['NOT_FOUND', 'Could not resolve to a node', 'not-found'],
    ['FORBIDDEN', 'Resource not accessible by integration', 'forbidden'],
    ['UNPROCESSABLE', 'Title is too long', 'invalid'],
    ['UNPROCESSABLE', 'Name has already been taken', 'already-exists'],
    ['UNPROCESSABLE', 'Parent cannot have more than 100 sub-issues', 'sub-issue-limit'],
  ])('is final: %s %s', (type, message, code) => {
    const failure = failureOfGraphql({ type, message, path: ['e0'] }, {}, now);
    expect([failure.code, failure.retry]).toEqual([code, undefined]);
  });

  it.each([
    [undefined, 'Something went wrong while executing your query', undefined],
    ['SERVICE_UNAVAILABLE', 'Try again', undefined],
    ['RATE_LIMITED', 'API rate limit exceeded', now + 60_000],
    ['UNPROCESSABLE', 'was submitted too quickly', now + 60_000],
    ['FORBIDDEN', 'You have exceeded a secondary rate limit', now + 60_000],
  ])('passes: %s %s', (type, message, notBefore) => {
    expect(failureOfGraphql({ type, message, path: [] }, {}, now).retry).toEqual({ notBefore });
  });
});
