import type { ReleaseState } from './app-under-test.ts';
import { iso } from './github/platform.ts';
import type { GitHubSandbox } from './github/start-github.ts';
import type { Issue, IssueComment, Repository } from './github/state/world.ts';

export interface Expected {
  /** Which step, counted from 1. */
  readonly step: number;
  readonly ok: boolean;
  /** What was expected, and what was there instead where it failed. */
  readonly why: string;
}

export interface OutcomeParts {
  readonly github: GitHubSandbox;
  readonly repository: Repository;
  readonly releases: readonly ReleaseState[];
  readonly expectations: readonly Expected[];
}

/** The whole world at the end, as `--json` writes it. */
export function describeOutcome({ github, repository, releases, expectations }: OutcomeParts) {
  return {
    clock: iso(github.clock.now()),
    issues: [...repository.issues.values()].map(describeIssue),
    deliveries: github.deliveries.map((delivery) => ({
      id: delivery.guid,
      event: delivery.event,
      action: delivery.action ?? null,
      at: iso(delivery.deliveredAt),
      status: delivery.status,
    })),
    requests: github.requests.map((request) => ({
      at: iso(request.at),
      delivery: request.delivery ?? null,
      method: request.method,
      path: request.path,
      operation: request.operation ?? null,
      query: request.query ?? null,
      variables: request.variables ?? null,
      status: request.status,
      points: request.points,
    })),
    releases: releases.map((release) => ({
      issue: release.issue,
      stage: release.stage ?? null,
      share: release.share ?? null,
      state: release.state,
      recommendation: release.recommendation ?? null,
      verdicts: release.verdicts,
    })),
    expectations,
  };
}

export type Outcome = ReturnType<typeof describeOutcome>;

function describeIssue(issue: Issue) {
  return {
    number: issue.number,
    title: issue.title,
    state: issue.state,
    labels: [...issue.labels].map((label) => label.name),
    parent: issue.parent?.number ?? null,
    body: issue.body ?? '',
    comments: issue.comments.map(describeComment),
  };
}

function describeComment(comment: IssueComment) {
  return {
    author: comment.author.login,
    createdAt: iso(comment.createdAt),
    body: comment.body,
    minimized: comment.minimizedAs !== undefined,
    reactions: comment.reactions.map((reaction) => ({ content: reaction.content, author: reaction.author.login })),
  };
}
