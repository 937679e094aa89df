import { z } from 'zod';
import { hourMs, type Instant, minuteMs } from '../../core/instant.ts';
import { GitHubFailure } from '../../ports.ts';

/** One entry of `errors` in a GraphQL answer. */
export interface GraphqlError {
  readonly type: string | undefined;
  readonly message: string;
  readonly path: readonly (string | number)[];
}

export type Headers = Readonly<Record<string, unknown>>;

const httpError = z.object({
  status: z.number(),
  message: z.string(),
  response: z.object({ headers: z.record(z.string(), z.unknown()).default({}) }).optional(),
});

const permanentCodes: Readonly<Record<number, string>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  410: 'gone',
  422: 'invalid',
};

/** Types for which trying the same again gives the same answer. */
const permanentTypes: Readonly<Record<string, string>> = {
  NOT_FOUND: 'not-found',
  FORBIDDEN: 'forbidden',
  INSUFFICIENT_SCOPES: 'forbidden',
  UNPROCESSABLE: 'invalid',
};

/** GitHub words its limits on content differently from those on requests. */
const secondaryLimit = /secondary rate limit|abuse detection|submitted too quickly/i;
const primaryLimit = /api rate limit (?:already )?exceeded/i;

/**
 * What an error thrown by Octokit means: whether trying again can help, and from when. Undefined for an error that is
 * not GitHub's or the network's: that is a bug of ours and must not be hidden.
 */
export function failureOf(error: unknown, now: Instant): GitHubFailure | undefined {
  if (error instanceof GitHubFailure) return error;
  const parsed = httpError.safeParse(error instanceof Error ? { ...error, message: error.message } : error);
  if (!parsed.success) return undefined;
  const { status, message, response } = parsed.data;
  const headers = response?.headers ?? {};
  const words = `GitHub answered ${response === undefined ? 'nothing' : status}: ${message}`;
  if (isLimited(status, message, headers)) {
    return new GitHubFailure(words, { cause: error, retry: { notBefore: limitEnd(headers, now) }, code: 'limited' });
  }
  const code = permanentCodes[status];
  if (code !== undefined) return new GitHubFailure(words, { cause: error, code });
  if (status >= 400 && status < 500 && status !== 408 && status !== 409) {
    return new GitHubFailure(words, { cause: error, code: 'invalid' });
  }
  return new GitHubFailure(words, {
    cause: error,
    retry: { notBefore: retryAfter(headers, now) },
    code: 'unavailable',
  });
}

/** What an entry of `errors` in a GraphQL answer means. Without a known type it is taken for a passing trouble. */
export function failureOfGraphql(error: GraphqlError, headers: Headers, now: Instant): GitHubFailure {
  const words = `GitHub answered ${error.type ?? 'an error'} at ${error.path.join('.') || 'the document'}: ${error.message}`;
  if (error.type === 'RATE_LIMITED' || secondaryLimit.test(error.message) || primaryLimit.test(error.message)) {
    return new GitHubFailure(words, { cause: error, retry: { notBefore: limitEnd(headers, now) }, code: 'limited' });
  }
  if (/more than 100 sub-issues/i.test(error.message)) {
    return new GitHubFailure(words, { cause: error, code: 'sub-issue-limit' });
  }
  if (/already (?:been taken|exists)/i.test(error.message)) {
    return new GitHubFailure(words, { cause: error, code: 'already-exists' });
  }
  const code = error.type === undefined ? undefined : permanentTypes[error.type];
  if (code !== undefined) return new GitHubFailure(words, { cause: error, code });
  return new GitHubFailure(words, { cause: error, retry: { notBefore: retryAfter(headers, now) } });
}

function isLimited(status: number, message: string, headers: Headers): boolean {
  if (status === 429) return true;
  if (status !== 403) return false;
  if (headers['retry-after'] !== undefined || headers['x-ratelimit-remaining'] === '0') return true;
  return secondaryLimit.test(message) || primaryLimit.test(message);
}

/**
 * When a limit ends: `Retry-After`, else the reset of the hourly budget where that is used up, else a minute on, which
 * is what GitHub asks for. Never more than the hour in which its budgets renew, whatever a header says.
 */
function limitEnd(headers: Headers, now: Instant): Instant {
  const after = retryAfter(headers, now);
  if (after !== undefined) return after;
  const reset = Number(headers['x-ratelimit-reset']) * 1000;
  if (headers['x-ratelimit-remaining'] === '0' && reset > now) return Math.min(reset, now + hourMs);
  return now + minuteMs;
}

function retryAfter(headers: Headers, now: Instant): Instant | undefined {
  const value = headers['retry-after'];
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const seconds = Number(value);
  const at = Number.isFinite(seconds) ? now + seconds * 1000 : Date.parse(String(value));
  if (Number.isNaN(at)) return undefined;
  return Math.min(Math.max(at, now), now + hourMs);
}
