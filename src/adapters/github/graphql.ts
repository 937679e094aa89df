import { GraphqlResponseError, withCustomRequest } from '@octokit/graphql';
import type { Octokit } from '@octokit/rest';
import { z } from 'zod';
import { type Instant, minuteMs } from '../../core/instant.ts';
import { GitHubFailure } from '../../ports.ts';
import { failureOf, failureOfGraphql, type GraphqlError, type Headers } from './failure.ts';

export interface GraphqlDocument {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface GraphqlAnswer {
  readonly data: Readonly<Record<string, unknown>>;
  /** What went wrong beside the data: a GraphQL answer may be partly good. */
  readonly errors: readonly GraphqlError[];
  readonly headers: Headers;
}

const answerData = z.record(z.string(), z.unknown()).nullish();
const answerErrors = z
  .array(
    z.object({
      type: z.string().optional(),
      message: z.string().default(''),
      path: z.array(z.union([z.string(), z.number()])).default([]),
      /** A document that does not fit the schema is refused with a code instead of a type. */
      extensions: z.object({ code: z.string().optional() }).optional(),
    }),
  )
  .catch([]);

/** Sends a document. Throws `GitHubFailure` where there is no data at all; partial errors are returned. */
export async function sendGraphql(octokit: Octokit, document: GraphqlDocument, now: Instant): Promise<GraphqlAnswer> {
  const { data, errors, headers } = await send(octokit, document, now);
  const parsed = answerData.safeParse(data);
  if (parsed.data !== undefined && parsed.data !== null) return { data: parsed.data, errors, headers };
  const failures = errors.map((error) => failureOfGraphql(error, headers, now));
  const worst = failures.find((failure) => failure.retry === undefined) ?? failures[0];
  // Some limits are told with status 200 and a message in the place of an answer.
  const unsaid = { retry: { notBefore: now + minuteMs }, code: 'limited' };
  throw worst ?? new GitHubFailure('GitHub answered neither data nor errors', unsaid);
}

/** The data in the shape that is relied on. Throws `GitHubFailure` where a part is missing. */
export function parseAnswer<T extends z.ZodType>(schema: T, answer: GraphqlAnswer, now: Instant): z.output<T> {
  const parsed = schema.safeParse(answer.data);
  if (parsed.success) return parsed.data;
  const [error] = answer.errors;
  if (error !== undefined) throw failureOfGraphql(error, answer.headers, now);
  throw new GitHubFailure('GitHub left out a part of the answer', {
    cause: parsed.error,
    retry: { notBefore: undefined },
  });
}

async function send(octokit: Octokit, document: GraphqlDocument, now: Instant) {
  const graphql = withCustomRequest(octokit.request);
  try {
    const data: unknown = await graphql(document.query, { ...document.variables });
    return { data, errors: [], headers: {} };
  } catch (error) {
    if (!(error instanceof GraphqlResponseError)) throw failureOf(error, now) ?? error;
    const data: unknown = error.data;
    const headers: Headers = error.headers;
    return { data, errors: answerErrors.parse(error.errors).map(describeError), headers };
  }
}

function describeError(error: z.output<typeof answerErrors>[number]): GraphqlError {
  const refused = error.extensions?.code === undefined ? undefined : 'UNPROCESSABLE';
  return { type: error.type ?? refused, message: error.message, path: error.path };
}
