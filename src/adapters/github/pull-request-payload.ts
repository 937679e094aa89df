import { z } from 'zod';
import type { IssueRef } from '../../ports.ts';
import type { Ignored } from './payload-fields.ts';

/** The state of a pull request that is to be checked. */
export interface PullRequestRef extends IssueRef {
  readonly headSha: string;
}

/** The event by which a change of the settings is heard of. */
export const pullRequestEvent = 'pull_request';

const actions = new Set(['opened', 'synchronize', 'reopened']);
const name = z.string().min(1).max(300);
const id = z.int().positive();

const fields = z.object({
  action: z.string().max(100),
  number: id,
  pull_request: z.object({ head: z.object({ sha: z.string().regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/) }) }),
  repository: z.object({ id, name, owner: z.object({ login: name }) }),
  installation: z.object({ id }),
});

/** The pull request that has new commits, or why there is nothing to look at. Never throws. */
export function readPullRequestPayload(payload: unknown): PullRequestRef | Ignored {
  const parsed = fields.safeParse(payload);
  if (!parsed.success) return { ignored: 'malformed' };
  const { action, number, pull_request, repository, installation } = parsed.data;
  if (!actions.has(action)) return { ignored: 'action-not-handled' };
  return {
    installationId: installation.id,
    repositoryId: repository.id,
    owner: repository.owner.login,
    repository: repository.name,
    number,
    headSha: pull_request.head.sha,
  };
}
