import type { Octokit } from '@octokit/rest';
import { z } from 'zod';
import type { Instant } from '../../core/instant.ts';
import { minuteMs } from '../../core/instant.ts';
import type { Permission } from '../../core/snapshot.ts';
import { GitHubFailure, type IssueRef } from '../../ports.ts';
import { failureOf } from './failure.ts';

const ranks: readonly Permission[] = ['none', 'read', 'triage', 'write', 'maintain', 'admin'];
const maxRemembered = 5000;

const permissionFields = z.object({
  permission: z.string().optional(),
  /** Also the name of a custom role, which then says nothing by itself. */
  role_name: z.string().optional(),
  user: z
    .object({
      permissions: z
        .object({
          admin: z.boolean().optional(),
          maintain: z.boolean().optional(),
          push: z.boolean().optional(),
          triage: z.boolean().optional(),
          pull: z.boolean().optional(),
        })
        .optional(),
    })
    .nullish(),
});

/** What REST said lately, for a minute. */
export interface PermissionMemory {
  get(issue: IssueRef, login: string, now: Instant): Permission | undefined;
  put(issue: IssueRef, login: string, permission: Permission, now: Instant): void;
}

export function createPermissionMemory(): PermissionMemory {
  const entries = new Map<string, { readonly permission: Permission; readonly until: Instant }>();
  const key = (issue: IssueRef, login: string) => `${issue.repositoryId}:${login.toLowerCase()}`;
  return {
    get(issue, login, now) {
      const entry = entries.get(key(issue, login));
      return entry !== undefined && now < entry.until ? entry.permission : undefined;
    },
    put(issue, login, permission, now) {
      if (entries.size >= maxRemembered) entries.clear();
      entries.set(key(issue, login), { permission, until: now + minuteMs });
    },
  };
}

export function permissionOf(name: string | undefined): Permission {
  return ranks.find((rank) => rank === name?.toLowerCase()) ?? 'none';
}

/**
 * The permission from REST, which counts grants through nested teams where GraphQL does not. Throws `GitHubFailure`
 * where GitHub gives no definite answer; 404 is one: the account is none of the repository's.
 */
export async function readPermission(
  octokit: Octokit,
  issue: IssueRef,
  login: string,
  now: Instant,
): Promise<Permission> {
  try {
    const response = await octokit.rest.repos.getCollaboratorPermissionLevel({
      owner: issue.owner,
      repo: issue.repository,
      username: login,
    });
    return readAnswer(response.data);
  } catch (error) {
    const failure = failureOf(error, now);
    if (failure?.code === 'not-found') return 'none';
    throw failure ?? error;
  }
}

/** The higher of two. */
export function morePermission(one: Permission, other: Permission): Permission {
  return ranks.indexOf(one) >= ranks.indexOf(other) ? one : other;
}

function readAnswer(data: unknown): Permission {
  const parsed = permissionFields.safeParse(data);
  if (!parsed.success) throw new GitHubFailure('GitHub answered no permission', { retry: { notBefore: undefined } });
  const fields = parsed.data;
  const role = ranks.find((rank) => rank === fields.role_name);
  if (role !== undefined) return role;
  const flags = fields.user?.permissions;
  if (flags === undefined) return permissionOf(fields.permission);
  if (flags.admin === true) return 'admin';
  if (flags.maintain === true) return 'maintain';
  if (flags.push === true) return 'write';
  if (flags.triage === true) return 'triage';
  return flags.pull === true ? 'read' : 'none';
}
