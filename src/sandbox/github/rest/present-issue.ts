/** Issues, comments and reactions as JSON of the REST API and of webhooks. */
import { fullName, iso, isoOrNull, type Platform } from '../platform.ts';
import { reactionContents } from '../state/reactions.ts';
import { authorAssociation } from '../state/roles.ts';
import type { App, Issue, IssueComment, Reaction } from '../state/world.ts';
import { presentAccount, presentApp } from './present-account.ts';
import { presentLabel } from './present-label.ts';

function issueUrl(platform: Platform, issue: Issue): string {
  return `${platform.urls.api}/repos/${fullName(issue.repository)}/issues/${issue.number}`;
}

export function issuePage(platform: Platform, issue: Issue): string {
  return `${platform.urls.web}/${fullName(issue.repository)}/issues/${issue.number}`;
}

export function commentPage(platform: Platform, comment: IssueComment): string {
  return `${issuePage(platform, comment.issue)}#issuecomment-${comment.id}`;
}

export function presentIssue(platform: Platform, issue: Issue) {
  const url = issueUrl(platform, issue);
  return {
    url,
    repository_url: `${platform.urls.api}/repos/${fullName(issue.repository)}`,
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: issuePage(platform, issue),
    id: issue.id,
    node_id: issue.nodeId,
    number: issue.number,
    title: issue.title,
    user: presentAccount(platform, issue.author),
    labels: [...issue.labels].map((label) => presentLabel(platform, label)),
    state: issue.state,
    locked: issue.locked,
    assignee: null,
    assignees: [],
    milestone: null,
    comments: issue.comments.length,
    created_at: iso(issue.createdAt),
    updated_at: iso(issue.updatedAt),
    closed_at: isoOrNull(issue.closedAt),
    author_association: authorAssociation(issue.repository, issue.author),
    type: null,
    active_lock_reason: null,
    sub_issues_summary: summarizeSubIssues(issue),
    issue_dependencies_summary: { blocked_by: 0, total_blocked_by: 0, blocking: 0, total_blocking: 0 },
    ...(issue.parent === undefined ? {} : { parent_issue_url: issueUrl(platform, issue.parent) }),
    body: issue.body ?? null,
    reactions: presentReactions(`${url}/reactions`, issue.reactions),
    timeline_url: `${url}/timeline`,
    performed_via_github_app: presentVia(platform, issue.viaApp),
    state_reason: issue.stateReason ?? null,
  };
}

export function summarizeSubIssues(issue: Issue) {
  const total = issue.subIssues.length;
  const completed = issue.subIssues.filter((child) => child.state === 'closed').length;
  return { total, completed, percent_completed: total === 0 ? 0 : Math.floor((100 * completed) / total) };
}

export function presentComment(platform: Platform, comment: IssueComment) {
  const { repository } = comment.issue;
  const url = `${platform.urls.api}/repos/${fullName(repository)}/issues/comments/${comment.id}`;
  return {
    url,
    html_url: commentPage(platform, comment),
    issue_url: issueUrl(platform, comment.issue),
    id: comment.id,
    node_id: comment.nodeId,
    user: presentAccount(platform, comment.author),
    created_at: iso(comment.createdAt),
    updated_at: iso(comment.updatedAt),
    body: comment.body,
    author_association: authorAssociation(repository, comment.author),
    reactions: presentReactions(`${url}/reactions`, comment.reactions),
    performed_via_github_app: presentVia(platform, comment.viaApp),
  };
}

export function presentReaction(platform: Platform, reaction: Reaction) {
  return {
    id: reaction.id,
    node_id: reaction.nodeId,
    user: presentAccount(platform, reaction.author),
    content: reaction.content,
    created_at: iso(reaction.createdAt),
  };
}

function presentReactions(url: string, reactions: readonly Reaction[]) {
  const counts: Record<string, number> = {};
  for (const content of reactionContents) {
    counts[content] = reactions.filter((reaction) => reaction.content === content).length;
  }
  return { url, total_count: reactions.length, ...counts };
}

function presentVia(platform: Platform, app: App | undefined) {
  return app === undefined ? null : presentApp(platform, app);
}
