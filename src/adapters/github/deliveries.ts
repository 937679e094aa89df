import type { Octokit } from '@octokit/rest';
import { z } from 'zod';
import type { Instant } from '../../core/instant.ts';
import { type Clock, GitHubFailure } from '../../ports.ts';
import { failureOf } from './failure.ts';
import type { AppIdentity } from './payload.ts';

/** One attempt of GitHub's to deliver a webhook of the app. */
export interface HookDelivery {
  /** Number of the attempt, as text: it is beyond what a JavaScript number holds. */
  readonly id: string;
  /** `X-GitHub-Delivery`: the same for every attempt. */
  readonly guid: string;
  readonly deliveredAt: Instant;
  readonly event: string;
  readonly action: string | undefined;
  /** What we answered; 0 when GitHub did not reach us. */
  readonly statusCode: number;
  readonly isRedelivery: boolean;
}

export interface Deliveries {
  /** Attempts since a moment, newest first. GitHub keeps them for three days. Throws `GitHubFailure`. */
  list(since: Instant): Promise<readonly HookDelivery[]>;
  /** Has GitHub deliver it again, under the same guid. Throws `GitHubFailure`. */
  redeliver(id: string): Promise<void>;
}

const pageSize = 100;
/** A limit against a cursor that leads nowhere: 20,000 attempts. */
const maxPages = 200;

const page = z.array(
  z.object({
    id: z.union([z.number(), z.bigint(), z.string()]).transform(String),
    guid: z.string(),
    delivered_at: z.iso.datetime({ offset: true }).transform((text): Instant => Date.parse(text)),
    event: z.string(),
    action: z.string().nullish(),
    status_code: z.number(),
    redelivery: z.boolean(),
  }),
);
const identity = z.object({ id: z.int(), slug: z.string() });

// Plain strings: Octokit's types take the ids for numbers, which cannot hold them.
const listRoute: string = 'GET /app/hook/deliveries';
const redeliverRoute: string = 'POST /app/hook/deliveries/{delivery_id}/attempts';

/** The deliveries of the app's webhook. `octokit` is the client of the app itself. */
export function createDeliveries(octokit: Octokit, clock: Clock): Deliveries {
  return {
    async list(since) {
      const found: HookDelivery[] = [];
      let cursor: string | undefined;
      for (let pages = 0; pages < maxPages; pages += 1) {
        const response = await call(octokit, clock, listRoute, { per_page: pageSize, ...(cursor && { cursor }) });
        const attempts = parse(page, response.data).map(describeAttempt);
        found.push(...attempts.filter((attempt) => attempt.deliveredAt >= since));
        cursor = nextCursor(response.headers.link);
        const oldest = attempts.at(-1);
        if (cursor === undefined || oldest === undefined || oldest.deliveredAt < since) break;
      }
      return found;
    },
    async redeliver(id) {
      await call(octokit, clock, redeliverRoute, { delivery_id: id });
    },
  };
}

/** Who the app is, from its own credentials. */
export async function readAppIdentity(octokit: Octokit, clock: Clock): Promise<AppIdentity> {
  const response = await call(octokit, clock, 'GET /app', {});
  return parse(identity, response.data);
}

function describeAttempt(attempt: z.output<typeof page>[number]): HookDelivery {
  return {
    id: attempt.id,
    guid: attempt.guid,
    deliveredAt: attempt.delivered_at,
    event: attempt.event,
    action: attempt.action ?? undefined,
    statusCode: attempt.status_code,
    isRedelivery: attempt.redelivery,
  };
}

function nextCursor(link: string | undefined): string | undefined {
  const address = /<([^>]{1,2000})>; rel="next"/.exec(link ?? '')?.[1];
  return address === undefined ? undefined : (new URL(address).searchParams.get('cursor') ?? undefined);
}

function parse<T extends z.ZodType>(schema: T, data: unknown): z.output<T> {
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  throw new GitHubFailure('GitHub left out a part of the answer', {
    cause: parsed.error,
    retry: { notBefore: undefined },
  });
}

async function call(octokit: Octokit, clock: Clock, route: string, parameters: Readonly<Record<string, unknown>>) {
  try {
    return await octokit.request(route, parameters);
  } catch (error) {
    throw failureOf(error, clock.now()) ?? error;
  }
}
