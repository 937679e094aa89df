import type { Cast } from './cast.ts';
import type { CheckRun, Issue, IssueComment } from './github/state/world.ts';

/** Something that the app did, found by comparing the world with how it was. */
export type Change =
  | { readonly kind: 'issue-opened'; readonly issue: Issue }
  | { readonly kind: 'comment-posted'; readonly comment: IssueComment; readonly isCard: boolean }
  | { readonly kind: 'comment-edited'; readonly comment: IssueComment; readonly isCard: boolean }
  | { readonly kind: 'comment-hidden' | 'comment-deleted'; readonly comment: IssueComment }
  | { readonly kind: 'reacted'; readonly subject: Issue | IssueComment; readonly content: string }
  | {
      readonly kind: 'labels';
      readonly issue: Issue;
      readonly added: readonly string[];
      readonly removed: readonly string[];
    }
  | { readonly kind: 'checked'; readonly run: CheckRun }
  | { readonly kind: 'retitled' | 'closed' | 'reopened' | 'body-edited'; readonly issue: Issue };

interface Seen {
  readonly labels: ReadonlySet<string>;
  readonly title: string;
  readonly body: string;
  readonly state: string;
}

/** Tells what has changed since it was asked last. People's own deeds count too: `forget` them by asking. */
export function changeWatch(cast: Cast): () => Change[] {
  const issues = new Map<Issue, Seen>();
  const comments = new Map<IssueComment, { readonly body: string; readonly hidden: boolean }>();
  const reactions = new Set<string>();
  const checked = new Set<CheckRun>();

  function lookAtIssue(issue: Issue): Change[] {
    const before = issues.get(issue);
    const labels = new Set([...issue.labels].map((label) => label.name));
    issues.set(issue, { labels, title: issue.title, body: issue.body ?? '', state: issue.state });
    const changes: Change[] = [];
    if (before === undefined) changes.push({ kind: 'issue-opened', issue });
    const old = before?.labels ?? new Set<string>();
    const added = [...labels].filter((name) => !old.has(name));
    const removed = [...old].filter((name) => !labels.has(name));
    if (added.length + removed.length > 0) changes.push({ kind: 'labels', issue, added, removed });
    if (before === undefined) return changes;
    if (before.title !== issue.title) changes.push({ kind: 'retitled', issue });
    if (before.body !== (issue.body ?? '')) changes.push({ kind: 'body-edited', issue });
    if (before.state !== issue.state) changes.push({ kind: issue.state === 'closed' ? 'closed' : 'reopened', issue });
    return changes;
  }

  function lookAtComments(issue: Issue): Change[] {
    const changes: Change[] = [];
    for (const comment of issue.comments) {
      const before = comments.get(comment);
      const isCard = comment === cardOf(cast, issue);
      comments.set(comment, { body: comment.body, hidden: comment.minimizedAs !== undefined });
      if (before === undefined) changes.push({ kind: 'comment-posted', comment, isCard });
      else if (before.body !== comment.body) changes.push({ kind: 'comment-edited', comment, isCard });
      if (before?.hidden === false && comment.minimizedAs !== undefined)
        changes.push({ kind: 'comment-hidden', comment });
    }
    return changes;
  }

  function lookAtReactions(subject: Issue | IssueComment): Change[] {
    const changes: Change[] = [];
    for (const reaction of subject.reactions) {
      if (reaction.author !== cast.bot || reactions.has(reaction.nodeId)) continue;
      reactions.add(reaction.nodeId);
      changes.push({ kind: 'reacted', subject, content: reaction.content });
    }
    return changes;
  }

  function lookAtChecks(): Change[] {
    const changes: Change[] = [];
    for (const run of cast.repository.checkRuns.values()) {
      if (run.status !== 'completed' || checked.has(run)) continue;
      checked.add(run);
      changes.push({ kind: 'checked', run });
    }
    return changes;
  }

  function lookForDeleted(): Change[] {
    const changes: Change[] = [];
    for (const comment of comments.keys()) {
      if (comment.issue.comments.includes(comment)) continue;
      comments.delete(comment);
      changes.push({ kind: 'comment-deleted', comment });
    }
    return changes;
  }

  return () => {
    const all = [...cast.repository.issues.values()];
    const subjects = all.flatMap((issue) => [issue, ...issue.comments]);
    const issueChanges = all.flatMap(lookAtIssue);
    return [
      ...subjects.flatMap(lookAtReactions),
      ...issueChanges.filter((change) => change.kind === 'issue-opened'),
      ...issueChanges.filter((change) => change.kind !== 'issue-opened'),
      ...all.flatMap(lookAtComments),
      ...lookForDeleted(),
      ...lookAtChecks(),
    ];
  };
}

/** The status card: the app's first comment on the issue. */
export function cardOf(cast: Cast, issue: Issue): IssueComment | undefined {
  return issue.parent === undefined ? issue.comments.find((comment) => comment.author === cast.bot) : undefined;
}
