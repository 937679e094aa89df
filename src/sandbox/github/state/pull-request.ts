import type { Instant } from '../../../core/instant.ts';
import type { Account, Repository } from './world.ts';

export interface PullRequest {
  readonly id: number;
  readonly nodeId: string;
  readonly repository: Repository;
  readonly number: number;
  readonly title: string;
  /** The branch that is to be merged, of the same repository. */
  readonly branch: string;
  readonly base: string;
  readonly author: Account;
  state: 'open' | 'closed';
  readonly createdAt: Instant;
  updatedAt: Instant;
  closedAt: Instant | undefined;
}
