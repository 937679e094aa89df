import { fullName, iso, isoOrNull, type Platform } from '../platform.ts';
import type { PullRequest } from '../state/pull-request.ts';
import type { ChangedFile } from '../state/pull-requests.ts';
import { authorAssociation } from '../state/roles.ts';
import type { Repository } from '../state/world.ts';
import { presentAccount } from './present-account.ts';
import { presentRepository } from './present-repository.ts';

export function presentPullRequest(platform: Platform, pull: PullRequest, files: readonly ChangedFile[]) {
  const { repository, number } = pull;
  const { api, web } = platform.urls;
  const name = fullName(repository);
  const url = `${api}/repos/${name}/pulls/${number}`;
  const issueUrl = `${api}/repos/${name}/issues/${number}`;
  const html = `${web}/${name}/pull/${number}`;
  const head = pull.head.branches.get(pull.branch)?.sha ?? '';
  const urls = {
    url,
    html_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    issue_url: issueUrl,
    commits_url: `${url}/commits`,
    review_comments_url: `${url}/comments`,
    review_comment_url: `${api}/repos/${name}/pulls/comments{/number}`,
    comments_url: `${issueUrl}/comments`,
    statuses_url: `${api}/repos/${name}/statuses/${head}`,
  };
  return {
    ...urls,
    id: pull.id,
    node_id: pull.nodeId,
    number,
    state: pull.state,
    locked: false,
    title: pull.title,
    user: presentAccount(platform, pull.author),
    body: pull.body ?? null,
    created_at: iso(pull.createdAt),
    updated_at: iso(pull.updatedAt),
    closed_at: isoOrNull(pull.closedAt),
    merged_at: isoOrNull(pull.merged?.at),
    merge_commit_sha: pull.merged?.as.sha ?? null,
    assignee: null,
    assignees: [],
    requested_reviewers: [],
    requested_teams: [],
    labels: [],
    milestone: null,
    draft: false,
    head: presentEnd(platform, pull.head, pull.branch),
    base: presentEnd(platform, repository, pull.base),
    _links: {
      self: { href: url },
      html: { href: html },
      issue: { href: issueUrl },
      comments: { href: urls.comments_url },
      review_comments: { href: urls.review_comments_url },
      review_comment: { href: urls.review_comment_url },
      commits: { href: urls.commits_url },
      statuses: { href: urls.statuses_url },
    },
    author_association: authorAssociation(repository, pull.author),
    auto_merge: null,
    active_lock_reason: null,
    merged: pull.merged !== undefined,
    mergeable: null,
    rebaseable: null,
    mergeable_state: 'unknown',
    merged_by: pull.merged === undefined ? null : presentAccount(platform, pull.merged.by),
    comments: 0,
    review_comments: 0,
    maintainer_can_modify: false,
    commits: 1,
    additions: files.filter(({ text }) => text !== undefined).length,
    deletions: files.filter(({ status }) => status !== 'added').length,
    changed_files: files.length,
  };
}

function presentEnd(platform: Platform, repository: Repository, branch: string) {
  return {
    label: `${repository.owner.login}:${branch}`,
    ref: branch,
    sha: repository.branches.get(branch)?.sha ?? '',
    user: presentAccount(platform, repository.owner),
    repo: presentRepository(platform, repository),
  };
}
