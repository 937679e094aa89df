import type { Octokit } from '@octokit/rest';
import { z } from 'zod';
import type { Instant } from '../../core/instant.ts';
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

const answerFields = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(
      z.object({
        type: z.string().optional(),
        message: z.string().default(''),
        path: z.array(z.union([z.string(), z.number()])).default([]),
        /** A document that does not fit the schema is refused with a code instead of a type. */
        extensions: z.object({ code: z.string().optional() }).optional(),
      }),
    )
    .default([]),
  /** GitHub says some limits with status 200 and nothing but a message. */
  message: z.string().optional(),
});

/** Sends a document. Throws `GitHubFailure` where there is no data at all; partial errors are returned. */
export async function sendGraphql(octokit: Octokit, document: GraphqlDocument, now: Instant): Promise<GraphqlAnswer> {
  const response = await request(octokit, document, now);
  const headers: Headers = response.headers;
  const parsed = answerFields.safeParse(response.data);
  if (!parsed.success) throw new GitHubFailure('GitHub answered no GraphQL', { retry: { notBefore: undefined } });
  const { data, message } = parsed.data;
  const errors = parsed.data.errors.map(describeError);
  if (data !== undefined && data !== null) return { data, errors, headers };
  const failures = errors.map((error) => failureOfGraphql(error, headers, now));
  const worst = failures.find((failure) => failure.retry === undefined) ?? failures[0];
  const unsaid: GraphqlError = { type: undefined, message: message ?? 'no data', path: [] };
  throw worst ?? failureOfGraphql(unsaid, headers, now);
}

function describeError(error: z.output<typeof answerFields>['errors'][number]): GraphqlError {
  const refused = error.extensions?.code === undefined ? undefined : 'UNPROCESSABLE';
  return { type: error.type ?? refused, message: error.message, path: error.path };
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

async function request(octokit: Octokit, document: GraphqlDocument, now: Instant) {
  try {
    return await octokit.request(routeFor(octokit), { query: document.query, variables: document.variables });
  } catch (error) {
    throw failureOf(error, now) ?? error;
  }
}

/** GitHub Enterprise Server has REST under /api/v3 and GraphQL under /api/graphql; others have it beside each other. */
function routeFor(octokit: Octokit): string {
  const enterprise = /^(.+\/api)\/v3$/.exec(octokit.request.endpoint.DEFAULTS.baseUrl);
  return enterprise === null ? 'POST /graphql' : `POST ${enterprise[1]}/graphql`;
}
