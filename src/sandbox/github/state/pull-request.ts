import type { Instant } from '../../../core/instant.ts';
import type { Account, Commit, Repository } from './world.ts';

export interface PullRequest {
  readonly id: number;
  readonly nodeId: string;
  readonly kind: 'PullRequest';
  readonly repository: Repository;
  readonly number: number;
  readonly title: string;
  readonly body: string | undefined;
  /** Where the branch is that is to be merged: the same repository, or a fork. */
  readonly head: Repository;
  readonly branch: string;
  readonly base: string;
  readonly author: Account;
  state: 'open' | 'closed';
  merged: { readonly as: Commit; readonly by: Account; readonly at: Instant } | undefined;
  readonly createdAt: Instant;
  updatedAt: Instant;
  closedAt: Instant | undefined;
}
