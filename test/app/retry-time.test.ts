import { describe, expect, it } from 'vitest';
import { isPassing, maxAttempts, retryTime } from '../../src/app/retry-time.ts';
import { hourMs, minuteMs } from '../../src/core/instant.ts';
import { GitHubFailure } from '../../src/ports.ts';

const now = Date.parse('2021-03-01T14:00:00Z');
const again = { retry: { notBefore: undefined } };
const away = new GitHubFailure('502', { ...again, code: 'unavailable' });

describe('retryTime', () => {
  it.each<[what: string, error: unknown, attempts: number, age: number, wait: number | undefined]>([
    ['a bug, the first time', new TypeError('a bug'), 0, 0, 1000],
    ['a bug, the fourth time', new TypeError('a bug'), 3, 7_000, 8000],
    ['a bug, the ninth time', new TypeError('a bug'), 8, 255_000, 256_000],
    ['a bug, the tenth time', new TypeError('a bug'), 9, 511_000, undefined],
    ['a field that failed, the tenth time', new GitHubFailure('odd', again), 9, 511_000, undefined],
    ['what GitHub does not allow', new GitHubFailure('no', { code: 'forbidden' }), 0, 0, undefined],
    ['GitHub is away, at once', away, 0, 0, 1000],
    ['GitHub is away for two minutes', away, 0, 2 * minuteMs, 2 * minuteMs],
    ['GitHub is away for an hour', away, 30, hourMs, 10 * minuteMs],
    ['GitHub is away for six hours', away, 0, 6 * hourMs, 1000],
    ['GitHub is away for six hours, the tenth time', away, 9, 6 * hourMs, undefined],
  ])('%s', (_what, error, attempts, age, wait) => {
    const at = retryTime(error, { attempts, since: now - age }, now);
    expect(at).toBe(wait === undefined ? undefined : now + wait);
  });

  it.each([
    ['a limit', 'limited'],
    ['anything else', undefined],
  ])('is not before GitHub said, with %s', (_what, code) => {
    const error = new GitHubFailure('later', { retry: { notBefore: now + 90_000 }, code });
    expect(retryTime(error, { attempts: 1, since: now }, now)).toBe(now + 90_000);
  });
});

describe('isPassing', () => {
  it('is true of what was held back by what is', () => {
    const held = new GitHubFailure('held back', { ...again, cause: away, code: 'held-back' });
    expect(isPassing(held, now, now)).toBe(true);
    const odd = new GitHubFailure('held back', { ...again, cause: new GitHubFailure('odd', again), code: 'held-back' });
    expect(isPassing(odd, now, now)).toBe(false);
    expect(maxAttempts).toBe(10);
  });
});
