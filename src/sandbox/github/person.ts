import { forbidden, notFound } from './github-error.ts';
import type { Platform } from './platform.ts';
import { findAccount } from './state/accounts.ts';
import { rerequestCheck } from './state/check-runs.ts';
import { addComment, deleteComment, editComment, minimizeComment } from './state/comments.ts';
import { commitFiles, type FileChange, type NewCommit, putFile } from './state/commits.ts';
import { closeIssue, deleteIssue, editIssue, openIssue, reopenIssue } from './state/issues.ts';
import { addLabels, labelsByName, removeLabels } from './state/labels.ts';
import type { PullRequest } from './state/pull-request.ts';
import {
  closePullRequest,
  mergePullRequest,
  type NewPullRequest,
  openPullRequest,
  reopenPullRequest,
} from './state/pull-requests.ts';
import { react } from './state/reactions.ts';
import { forkRepository } from './state/repositories.ts';
import { type Caller, demand, may } from './state/roles.ts';
import { addSubIssue } from './state/sub-issues.ts';
import type { CheckRun, Commit, Issue, IssueComment, ReactionContent, Repository } from './state/world.ts';

/**
 * What somebody can do on GitHub's pages. Everything throws `GitHubError` where GitHub would refuse it: 403, or 404 for
 * what that somebody cannot see.
 */
export interface Person {
  readonly login: string;
  openIssue(repository: Repository, input: NewIssue): Issue;
  editIssue(issue: Issue, input: { readonly title?: string; readonly body?: string }): void;
  /**
   * Ticks the first open task whose text contains `item`, or else all of its words in their order; or takes the tick
   * off. 404 when there is none.
   */
  tick(issue: Issue, item: string, done?: boolean): void;
  comment(issue: Issue, body: string): IssueComment;
  editComment(comment: IssueComment, body: string): void;
  deleteComment(comment: IssueComment): void;
  minimize(comment: IssueComment, classifier?: string): void;
  addLabel(issue: Issue, name: string): void;
  removeLabel(issue: Issue, name: string): void;
  close(issue: Issue, reason?: 'completed' | 'not_planned'): void;
  reopen(issue: Issue): void;
  deleteIssue(issue: Issue): void;
  addSubIssue(parent: Issue, child: Issue): void;
  react(subject: Issue | IssueComment, content: ReactionContent): void;
  putFile(repository: Repository, change: FileChange): Commit;
  commitFiles(repository: Repository, input: NewCommit): Commit;
  /** A copy of the repository of one's own; the same each time. */
  fork(repository: Repository): Repository;
  openPullRequest(repository: Repository, input: NewPullRequest): PullRequest;
  closePullRequest(pull: PullRequest): void;
  reopenPullRequest(pull: PullRequest): void;
  mergePullRequest(pull: PullRequest): void;
  /** Asks for a check run again, or for all of its app's on the commit. */
  rerequestCheck(run: CheckRun, which?: 'run' | 'suite'): void;
}

interface NewIssue {
  readonly title: string;
  readonly body?: string;
  /** By name. Dropped without a word where the person may not set labels. */
  readonly labels?: readonly string[];
}

/** Acts as a person or a bot. A bot is named with or without its `[bot]`. */
export function personOf(platform: Platform, login: string): Person {
  const account = findAccount(platform, login) ?? findAccount(platform, `${login}[bot]`);
  if (account === undefined) throw new Error(`nobody is called ${login} here`);
  const caller = callerOf(platform, account.login);

  return {
    login: account.login,
    openIssue(repository, input) {
      const names = may(platform.world, caller, repository, 'label') ? (input.labels ?? []) : [];
      demand(platform.world, caller, repository, 'open-issue');
      const labels = labelsByName(platform, caller, repository, names);
      return openIssue(platform, caller, repository, { title: input.title, body: input.body, labels });
    },
    editIssue: (issue, input) => editIssue(platform, caller, issue, input),
    tick: (issue, item, done = true) =>
      editIssue(platform, caller, issue, { body: withTick(issue.body ?? '', item, done) }),
    comment: (issue, body) => addComment(platform, caller, issue, body),
    editComment: (comment, body) => editComment(platform, caller, comment, body),
    deleteComment: (comment) => deleteComment(platform, caller, comment),
    minimize: (comment, classifier = 'RESOLVED') => minimizeComment(platform, caller, comment, classifier),
    addLabel(issue, name) {
      demand(platform.world, caller, issue.repository, 'label');
      addLabels(platform, caller, issue, labelsByName(platform, caller, issue.repository, [name]));
    },
    removeLabel(issue, name) {
      demand(platform.world, caller, issue.repository, 'label');
      const label = [...issue.labels].find((one) => one.name.toLowerCase() === name.toLowerCase());
      if (label === undefined) throw notFound('Label does not exist');
      removeLabels(platform, caller, issue, [label]);
    },
    close: (issue, reason) => closeIssue(platform, caller, issue, reason),
    reopen: (issue) => reopenIssue(platform, caller, issue),
    deleteIssue: (issue) => deleteIssue(platform, caller, issue),
    addSubIssue: (parent, child) => addSubIssue(platform, caller, parent, child, { replaceParent: false }),
    react(subject, content) {
      react(platform, caller, subject, content);
    },
    putFile: (repository, change) => putFile(platform, caller, repository, change),
    commitFiles: (repository, input) => commitFiles(platform, caller, repository, input),
    fork: (repository) => forkRepository(platform, caller, repository),
    openPullRequest: (repository, input) => openPullRequest(platform, caller, repository, input),
    closePullRequest: (pull) => closePullRequest(platform, caller, pull),
    reopenPullRequest: (pull) => reopenPullRequest(platform, caller, pull),
    mergePullRequest: (pull) => mergePullRequest(platform, caller, pull),
    rerequestCheck: (run, which = 'run') => rerequestCheck(platform, caller, run, which),
  };
}

/** A bot acts through its installation, anybody else as themselves. */
function callerOf(platform: Platform, login: string): Caller {
  const account = findAccount(platform, login);
  if (account === undefined) throw new Error(`nobody is called ${login} here`);
  if (account.app === undefined) return { kind: 'person', account };
  const { app } = account;
  const installation = [...platform.world.installations.values()].find((one) => one.app === app);
  if (installation === undefined) throw forbidden(`${app.slug} is not installed anywhere`);
  return { kind: 'app', account, app, installation, permissions: app.permissions };
}

function withTick(body: string, item: string, done: boolean): string {
  const lines = body.split('\n');
  const open = done ? /^(\s*(?:[-*+]|\d+[.)]) )\[ \]/ : /^(\s*(?:[-*+]|\d+[.)]) )\[[xX]\]/;
  const tasks = [...lines.entries()].filter(([, line]) => open.test(line));
  const [index = -1, line] =
    tasks.find(([, task]) => task.toLowerCase().includes(item.toLowerCase())) ??
    tasks.find(([, task]) => containsWords(task, item)) ??
    [];
  if (line === undefined) throw notFound(`There is no ${done ? 'open' : 'done'} task “${item}” in the issue`);
  lines[index] = line.replace(open, done ? '$1[x]' : '$1[ ]');
  return lines.join('\n');
}

/** Whether the words of `item` are among those of `text`, in their order: `Turn the toggle to 10%` leaves its name out. */
function containsWords(text: string, item: string): boolean {
  const wanted = wordsOf(item);
  let next = 0;
  for (const word of wordsOf(text)) {
    if (word === wanted[next]) next += 1;
  }
  return wanted.length > 0 && next === wanted.length;
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}_%]+/gu) ?? [];
}
