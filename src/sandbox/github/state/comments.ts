import { forbidden, invalid } from '../github-error.ts';
import { newIdentity, type Platform, register } from '../platform.ts';
import { presentComment, presentIssue } from '../rest/present-issue.ts';
import { type Caller, demand, may } from './roles.ts';
import { checkBody } from './texts.ts';
import { recordMentions } from './timeline.ts';
import type { Issue, IssueComment } from './world.ts';

export function addComment(platform: Platform, caller: Caller, issue: Issue, body: string): IssueComment {
  const { world, clock } = platform;
  demand(world, caller, issue.repository, 'comment');
  if (issue.locked && !may(world, caller, issue.repository, 'edit-others')) {
    throw forbidden('Unable to create comment because issue is locked.');
  }
  checkComment(body);
  const now = clock.now();
  const comment: IssueComment = register(world, {
    kind: 'IssueComment',
    ...newIdentity(world, 'IssueComment'),
    issue,
    body,
    author: caller.account,
    viaApp: caller.kind === 'app' ? caller.app : undefined,
    reactions: [],
    minimizedAs: undefined,
    createdAt: now,
    updatedAt: now,
    edit: undefined,
  });
  issue.comments.push(comment);
  issue.repository.comments.set(comment.id, comment);
  issue.updatedAt = now;
  recordMentions(platform, caller, issue, body);
  publishComment(platform, caller, comment, 'created', {});
  return comment;
}

/** Nothing happens where the text stays as it was. */
export function editComment(platform: Platform, caller: Caller, comment: IssueComment, body: string): void {
  demandAuthorship(platform, caller, comment);
  checkComment(body);
  if (body === comment.body) return;
  const from = comment.body;
  const now = platform.clock.now();
  comment.body = body;
  comment.updatedAt = now;
  comment.edit = { at: now, by: caller.account };
  comment.issue.updatedAt = now;
  recordMentions(platform, caller, comment.issue, body);
  publishComment(platform, caller, comment, 'edited', { changes: { body: { from } } });
}

export function deleteComment(platform: Platform, caller: Caller, comment: IssueComment): void {
  demandAuthorship(platform, caller, comment);
  const { issue } = comment;
  issue.comments.splice(issue.comments.indexOf(comment), 1);
  issue.repository.comments.delete(comment.id);
  platform.world.nodes.delete(comment.nodeId);
  issue.updatedAt = platform.clock.now();
  publishComment(platform, caller, comment, 'deleted', {});
}

/** Hides a comment. `classifier` is one of GraphQL's `ReportedContentClassifiers`. */
export function minimizeComment(platform: Platform, caller: Caller, comment: IssueComment, classifier: string): void {
  if (comment.author !== caller.account) demand(platform.world, caller, comment.issue.repository, 'minimize');
  else demand(platform.world, caller, comment.issue.repository, 'comment');
  comment.minimizedAs = classifier;
}

export function unminimizeComment(platform: Platform, caller: Caller, comment: IssueComment): void {
  if (comment.author !== caller.account) demand(platform.world, caller, comment.issue.repository, 'minimize');
  else demand(platform.world, caller, comment.issue.repository, 'comment');
  comment.minimizedAs = undefined;
}

function demandAuthorship(platform: Platform, caller: Caller, comment: IssueComment): void {
  const own = comment.author === caller.account;
  demand(platform.world, caller, comment.issue.repository, own ? 'comment' : 'edit-others');
}

function checkComment(body: string): void {
  if (body.trim() === '') {
    throw invalid("Body can't be blank", { resource: 'IssueComment', field: 'body', code: 'missing_field' });
  }
  checkBody(body, 'IssueComment');
}

function publishComment(
  platform: Platform,
  caller: Caller,
  comment: IssueComment,
  action: string,
  more: Readonly<Record<string, unknown>>,
): void {
  platform.publish({
    event: 'issue_comment',
    action,
    repository: comment.issue.repository,
    sender: caller.account,
    payload: { issue: presentIssue(platform, comment.issue), comment: presentComment(platform, comment), ...more },
  });
}
