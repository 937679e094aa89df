import type { Octokit } from '@octokit/rest';
import { z } from 'zod';
import { type Clock, GitHubFailure, type IssueRef } from '../../ports.ts';
import type { Clients } from './clients.ts';
import { failureOf } from './failure.ts';

const pageSize = 100;
/** A limit against an answer without end: 20,000 things. */
const maxPages = 200;

const installation = z.object({ id: z.int(), suspended_at: z.string().nullish() });
const repository = z.object({
  id: z.int(),
  name: z.string(),
  owner: z.object({ login: z.string() }),
  archived: z.boolean().default(false),
  open_issues_count: z.int().optional(),
});
const issue = z.object({ number: z.int(), pull_request: z.unknown().optional() });

export interface TrackingIssues {
  readonly issues: readonly IssueRef[];
  /** Installations and repositories that could not be looked at, and why. */
  readonly failures: readonly GitHubFailure[];
}

/** Every open issue with the tracking label in every repository in which the app is installed. Throws `GitHubFailure`. */
export async function listTrackingIssues(
  clients: Clients,
  clock: Pick<Clock, 'now'>,
  labelOf: (repositoryId: number) => Promise<string>,
): Promise<TrackingIssues> {
  const issues: IssueRef[] = [];
  const failures: GitHubFailure[] = [];
  async function leniently(look: () => Promise<void>): Promise<void> {
    try {
      await look();
    } catch (error) {
      if (!(error instanceof GitHubFailure)) throw error;
      failures.push(error);
    }
  }
  for (const { id, suspended_at: suspended } of await all(clients.forApp(), clock, 'GET /app/installations', {
    each: installation,
  })) {
    if (suspended !== undefined && suspended !== null) continue;
    const octokit = clients.forInstallation(id);
    await leniently(async () => {
      const found = await all(octokit, clock, 'GET /installation/repositories', {
        each: repository,
        list: 'repositories',
      });
      for (const one of found) {
        if (one.archived || one.open_issues_count === 0) continue;
        await leniently(async () => {
          const place = { owner: one.owner.login, repo: one.name, labels: await labelOf(one.id), state: 'open' };
          const tracking = await all(octokit, clock, 'GET /repos/{owner}/{repo}/issues', { each: issue, place });
          for (const { number, pull_request: pullRequest } of tracking) {
            if (pullRequest !== undefined && pullRequest !== null) continue;
            const ref = { installationId: id, repositoryId: one.id, owner: one.owner.login, repository: one.name };
            issues.push({ ...ref, number });
          }
        });
      }
    });
  }
  return { issues, failures };
}

interface Listing<T extends z.ZodType> {
  readonly each: T;
  /** Where in the answer the list is; the answer itself when not given. */
  readonly list?: string;
  readonly place?: Readonly<Record<string, unknown>>;
}

async function all<T extends z.ZodType>(
  octokit: Octokit,
  clock: Pick<Clock, 'now'>,
  route: string,
  { each, list, place }: Listing<T>,
): Promise<readonly z.output<T>[]> {
  const found: z.output<T>[] = [];
  for (let page = 1; page <= maxPages; page += 1) {
    const items = await askPage(octokit, clock, route, { ...place, per_page: pageSize, page });
    const parsed = z.array(each).safeParse(list === undefined ? items : Object(items)[list]);
    if (!parsed.success) {
      throw new GitHubFailure('GitHub left out a part of the answer', {
        cause: parsed.error,
        retry: { notBefore: undefined },
      });
    }
    found.push(...parsed.data);
    if (parsed.data.length < pageSize) break;
  }
  return found;
}

async function askPage(
  octokit: Octokit,
  clock: Pick<Clock, 'now'>,
  route: string,
  parameters: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  try {
    return (await octokit.request(route, parameters)).data;
  } catch (error) {
    throw failureOf(error, clock.now()) ?? error;
  }
}
