import { forbidden } from '../github-error.ts';
import { newIdentity, type Platform, register } from '../platform.ts';
import { presentIssue } from '../rest/present-issue.ts';
import { addLabels } from './labels.ts';
import { type Caller, demand, may } from './roles.ts';
import { addSubIssue, checkRoomFor } from './sub-issues.ts';
import { checkBody, checkTitle } from './texts.ts';
import { recordEvent, recordMentions } from './timeline.ts';
import type { Issue, Label, Repository } from './world.ts';

export interface IssueInput {
  readonly title: string;
  readonly body?: string | undefined;
  readonly labels?: readonly Label[] | undefined;
  readonly parent?: Issue | undefined;
}

/**
 * Tells `opened`, then one `labeled` for each label, then the two sub-issue events. Labels of somebody who may not set
 * them are dropped without a word, as GitHub does.
 */
export function openIssue(platform: Platform, caller: Caller, repository: Repository, input: IssueInput): Issue {
  const { world, clock } = platform;
  demand(world, caller, repository, 'open-issue');
  checkTitle(input.title);
  checkBody(input.body ?? '', 'Issue');
  if (input.parent !== undefined) checkRoomFor(platform, caller, input.parent);
  const now = clock.now();
  repository.lastNumber += 1;
  const issue: Issue = register(world, {
    kind: 'Issue',
    ...newIdentity(world, 'Issue'),
    repository,
    number: repository.lastNumber,
    title: input.title.trim(),
    body: input.body,
    author: caller.account,
    viaApp: caller.kind === 'app' ? caller.app : undefined,
    state: 'open',
    stateReason: undefined,
    locked: false,
    labels: new Set(),
    comments: [],
    reactions: [],
    timeline: [],
    parent: undefined,
    subIssues: [],
    createdAt: now,
    updatedAt: now,
    closedAt: undefined,
    closedBy: undefined,
    edit: undefined,
  });
  repository.issues.set(issue.number, issue);
  const labels = may(world, caller, repository, 'label') ? (input.labels ?? []) : [];
  // The payload of `opened` names the labels and the parent already.
  for (const label of labels) issue.labels.add(label);
  issue.parent = input.parent;
  publishIssue(platform, caller, issue, 'opened', {});
  issue.labels.clear();
  issue.parent = undefined;
  addLabelsIfAny(platform, caller, issue, labels);
  if (input.parent !== undefined) addSubIssue(platform, caller, input.parent, issue, { replaceParent: false });
  recordMentions(platform, caller, issue, issue.body ?? '');
  return issue;
}

/** One `edited` for what really changed; nothing for what did not. */
export function editIssue(
  platform: Platform,
  caller: Caller,
  issue: Issue,
  input: { readonly title?: string | undefined; readonly body?: string | undefined },
): void {
  if (issue.author !== caller.account) demand(platform.world, caller, issue.repository, 'edit-others');
  else demand(platform.world, caller, issue.repository, 'comment');
  if (input.title !== undefined) checkTitle(input.title);
  if (input.body !== undefined) checkBody(input.body, 'Issue');
  const changes: Record<string, { from: string }> = {};
  const now = platform.clock.now();
  const title = input.title?.trim() ?? issue.title;
  if (title !== issue.title) {
    changes['title'] = { from: issue.title };
    recordEvent(platform, caller, issue, {
      kind: 'RenamedTitleEvent',
      previousTitle: issue.title,
      currentTitle: title,
      issue,
    });
    issue.title = title;
  }
  if (input.body !== undefined && input.body !== (issue.body ?? '')) {
    changes['body'] = { from: issue.body ?? '' };
    issue.body = input.body;
    issue.edit = { at: now, by: caller.account };
    recordMentions(platform, caller, issue, input.body);
  }
  if (Object.keys(changes).length === 0) return;
  issue.updatedAt = now;
  publishIssue(platform, caller, issue, 'edited', { changes });
}

export function closeIssue(
  platform: Platform,
  caller: Caller,
  issue: Issue,
  stateReason: 'completed' | 'not_planned' | 'duplicate' = 'completed',
): void {
  demandState(platform, caller, issue);
  if (issue.state === 'closed') return;
  issue.state = 'closed';
  issue.stateReason = stateReason;
  issue.closedAt = platform.clock.now();
  issue.closedBy = caller.account;
  issue.updatedAt = platform.clock.now();
  recordEvent(platform, caller, issue, { kind: 'ClosedEvent', stateReason, issue });
  publishIssue(platform, caller, issue, 'closed', {});
}

export function reopenIssue(platform: Platform, caller: Caller, issue: Issue): void {
  demandState(platform, caller, issue);
  if (issue.state === 'open') return;
  if (issue.closedBy !== caller.account && !may(platform.world, caller, issue.repository, 'close')) {
    throw forbidden('Must have admin rights to Repository.');
  }
  issue.state = 'open';
  issue.stateReason = 'reopened';
  issue.closedAt = undefined;
  issue.closedBy = undefined;
  issue.updatedAt = platform.clock.now();
  recordEvent(platform, caller, issue, { kind: 'ReopenedEvent', stateReason: 'reopened', issue });
  publishIssue(platform, caller, issue, 'reopened', {});
}

/** Only administrators may, and no app. */
export function deleteIssue(platform: Platform, caller: Caller, issue: Issue): void {
  demand(platform.world, caller, issue.repository, 'write-checks');
  if (caller.kind === 'app') throw forbidden('Resource not accessible by integration');
  publishIssue(platform, caller, issue, 'deleted', {});
  issue.repository.issues.delete(issue.number);
  platform.world.nodes.delete(issue.nodeId);
  for (const comment of issue.comments) {
    issue.repository.comments.delete(comment.id);
    platform.world.nodes.delete(comment.nodeId);
  }
  if (issue.parent !== undefined) issue.parent.subIssues.splice(issue.parent.subIssues.indexOf(issue), 1);
  for (const child of issue.subIssues) child.parent = undefined;
}

/** Authors close what they opened; everybody else needs triage. */
function demandState(platform: Platform, caller: Caller, issue: Issue): void {
  demand(platform.world, caller, issue.repository, 'comment');
  if (issue.author !== caller.account) demand(platform.world, caller, issue.repository, 'close');
}

function addLabelsIfAny(platform: Platform, caller: Caller, issue: Issue, labels: readonly Label[]): void {
  if (labels.length > 0) addLabels(platform, caller, issue, labels);
}

function publishIssue(
  platform: Platform,
  caller: Caller,
  issue: Issue,
  action: string,
  more: Readonly<Record<string, unknown>>,
): void {
  platform.publish({
    event: 'issues',
    action,
    repository: issue.repository,
    sender: caller.account,
    payload: { issue: presentIssue(platform, issue), ...more },
  });
}
