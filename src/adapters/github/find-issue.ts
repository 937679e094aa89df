import { z } from 'zod';
import { type Clock, GitHubFailure, type IssueRef } from '../../ports.ts';
import type { Clients } from './clients.ts';
import { failureOf } from './failure.ts';

const identified = z.object({ id: z.int() });

/** The ids that belong to an issue's name. Throws `GitHubFailure`, also when the app is not installed there. */
export async function findIssue(
  clients: Clients,
  clock: Pick<Clock, 'now'>,
  { owner, repository, number }: Pick<IssueRef, 'owner' | 'repository' | 'number'>,
): Promise<IssueRef> {
  const place = { owner, repo: repository };
  async function idOf(octokit: ReturnType<Clients['forApp']>, route: string): Promise<number> {
    try {
      return identified.parse((await octokit.request(route, place)).data).id;
    } catch (error) {
      if (error instanceof z.ZodError)
        throw new GitHubFailure('GitHub left out a part of the answer', { cause: error });
      throw failureOf(error, clock.now()) ?? error;
    }
  }
  const installationId = await idOf(clients.forApp(), 'GET /repos/{owner}/{repo}/installation');
  const repositoryId = await idOf(clients.forInstallation(installationId), 'GET /repos/{owner}/{repo}');
  return { installationId, repositoryId, owner, repository, number };
}
