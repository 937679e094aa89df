import { type Person, personOf } from './github/person.ts';
import type { GitHubSandbox } from './github/start-github.ts';
import type { Account, Issue, IssueComment, Repository } from './github/state/world.ts';
import type { IssueName } from './scenario-schema.ts';

/** Finds what a scenario's words mean in its world. */
export interface Cast {
  readonly repository: Repository;
  /** The app's own account. */
  readonly bot: Account;
  as(login: string): Person;
  /** The issue that is meant; the tracking issue without a name. Throws `Error` when there is none. */
  issue(name?: IssueName): Issue;
  /** The checklist issue of a stage; undefined when there is none. */
  checklist(stage: string, tracking?: Issue): Issue | undefined;
  /**
   * The n-th comment that people wrote on an issue, deleted ones counted. Where that is not by `author`, the n-th that
   * people wrote anywhere, or the n-th on the issue with the app's: one of theirs is what is meant. Throws `Error` when
   * there are fewer.
   */
  comment(issue: Issue, count: number, author: string): IssueComment;
  /** All that people wrote on an issue and that is still there, oldest first. */
  peopleComments(issue: Issue): readonly IssueComment[];
  /** To be told of every comment that people write. */
  remember(comment: IssueComment): void;
}

export function castOf(github: GitHubSandbox, repository: Repository): Cast {
  const { world } = github.platform;
  const written: IssueComment[] = [];
  const bot = world.accounts.get(`${github.app.slug}[bot]`.toLowerCase());
  if (bot === undefined) throw new Error('the app has no account');

  function trackingIssue(): Issue {
    const [first] = [...repository.issues.values()].filter((issue) => issue.parent === undefined);
    if (first === undefined) throw new Error('no issue has been opened yet');
    return first;
  }

  function checklist(stage: string, tracking = trackingIssue()): Issue | undefined {
    return tracking.subIssues.find((child) => namesStage(child.title, stage));
  }

  function issueByNumber(number: number): Issue {
    const issue = repository.issues.get(number);
    if (issue === undefined) throw new Error(`there is no issue ${number}`);
    return issue;
  }

  return {
    repository,
    bot,
    as: (login) => personOf(github.platform, login),
    issue(name) {
      if (name === undefined) return trackingIssue();
      if (typeof name === 'number') return issueByNumber(name);
      const [, number, stage = name] = /^(\d+)\/(.+)$/.exec(name) ?? [];
      const found = checklist(stage, number === undefined ? undefined : issueByNumber(Number(number)));
      if (found === undefined) throw new Error(`there is no checklist issue “${name}”`);
      return found;
    },
    checklist,
    comment(issue, count, author) {
      const there = written.filter((comment) => comment.issue === issue);
      const candidates = [there, written, issue.comments]
        .map((comments) => comments[count - 1])
        .filter((candidate) => candidate !== undefined);
      const { login } = personOf(github.platform, author);
      const comment = candidates.find((candidate) => candidate.author.login === login) ?? candidates[0];
      if (comment === undefined) {
        throw new Error(`people wrote ${there.length} comments on issue ${issue.number}, not ${count}`);
      }
      return comment;
    },
    peopleComments: (issue) => issue.comments.filter((comment) => comment.author !== bot),
    remember(comment) {
      written.push(comment);
    },
  };
}

/** Whether a title such as `Stage A: Canary — the plan's title` begins with the stage, by its name or its id. */
function namesStage(title: string, stage: string): boolean {
  const words = (text: string) =>
    text
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word !== '')
      .join(' ');
  const [head = ''] = title.split(' — ');
  return ` ${words(head)} `.includes(` ${words(stage)} `);
}
