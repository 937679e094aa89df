import { type GitHubError, invalid, notFound } from '../github-error.ts';
import type { Platform } from '../platform.ts';
import { presentIssue } from '../rest/present-issue.ts';
import { presentRepository } from '../rest/present-repository.ts';
import { type Caller, demand } from './roles.ts';
import { recordEvent } from './timeline.ts';
import type { Issue } from './world.ts';

const mostSubIssues = 100;
const deepest = 8;

/** Throws when `parent` cannot take one more. */
export function checkRoomFor(platform: Platform, caller: Caller, parent: Issue): void {
  demand(platform.world, caller, parent.repository, 'add-sub-issue');
  if (parent.subIssues.length >= mostSubIssues) {
    throw refusal(`Parent cannot have more than ${mostSubIssues} sub-issues`);
  }
  let depth = 1;
  for (let up = parent.parent; up !== undefined; up = up.parent) depth += 1;
  if (depth >= deepest) throw refusal(`Parent cannot have more than ${deepest} layers of sub-issues`);
}

export function addSubIssue(
  platform: Platform,
  caller: Caller,
  parent: Issue,
  child: Issue,
  options: { readonly replaceParent: boolean },
): void {
  if (child.parent === parent)
    throw refusal('Issue may not contain duplicate sub-issues and Sub issue may only have one parent');
  checkRoomFor(platform, caller, parent);
  if (child.parent !== undefined && !options.replaceParent) throw refusal('Sub issue may only have one parent');
  for (let up: Issue | undefined = parent; up !== undefined; up = up.parent) {
    if (up === child) throw refusal('Sub issue may not create a circular dependency');
  }
  // GitHub nests within one owner only.
  if (parent.repository.owner !== child.repository.owner) throw notFound();
  if (child.parent !== undefined) removeSubIssue(platform, caller, child.parent, child);
  child.parent = parent;
  parent.subIssues.push(child);
  recordEvent(platform, caller, parent, { kind: 'SubIssueAddedEvent', subIssue: child, issue: parent });
  recordEvent(platform, caller, child, { kind: 'ParentIssueAddedEvent', parent, issue: child });
  publishPair(platform, caller, parent, child, 'added');
}

export function removeSubIssue(platform: Platform, caller: Caller, parent: Issue, child: Issue): void {
  demand(platform.world, caller, parent.repository, 'add-sub-issue');
  const index = parent.subIssues.indexOf(child);
  if (index === -1) throw notFound();
  parent.subIssues.splice(index, 1);
  child.parent = undefined;
  recordEvent(platform, caller, parent, { kind: 'SubIssueRemovedEvent', subIssue: child, issue: parent });
  recordEvent(platform, caller, child, { kind: 'ParentIssueRemovedEvent', parent, issue: child });
  publishPair(platform, caller, parent, child, 'removed');
}

/** The same thing is told twice: of the parent and of the child. */
function publishPair(platform: Platform, caller: Caller, parent: Issue, child: Issue, what: 'added' | 'removed'): void {
  const both = {
    parent_issue_id: parent.id,
    parent_issue: presentIssue(platform, parent),
    sub_issue_id: child.id,
    sub_issue: presentIssue(platform, child),
  };
  const sender = caller.account;
  platform.publish({
    event: 'sub_issues',
    action: `sub_issue_${what}`,
    repository: parent.repository,
    sender,
    payload: { ...both, sub_issue_repo: presentRepository(platform, child.repository) },
  });
  platform.publish({
    event: 'sub_issues',
    action: `parent_issue_${what}`,
    repository: child.repository,
    sender,
    payload: { ...both, parent_issue_repo: presentRepository(platform, parent.repository) },
  });
}

function refusal(sentence: string): GitHubError {
  return invalid(sentence, sentence);
}
