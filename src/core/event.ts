import type { Instant } from './instant.ts';

/** Something that happened on a tracking issue or one of its checklist issues, in our own words. */
export type Event = Happening | SetAside;

export type Happening =
  | (IssueEvent & { readonly kind: 'issue-opened' })
  | (IssueEvent & { readonly kind: 'issue-edited'; readonly bodyBefore: string | undefined })
  | (IssueEvent & { readonly kind: 'issue-labeled' | 'issue-unlabeled'; readonly label: string })
  | (IssueEvent & { readonly kind: 'issue-closed' | 'issue-reopened' | 'issue-deleted' | 'issue-transferred' })
  | (IssueEvent & { readonly kind: 'comment-created'; readonly comment: CommentFacts })
  | (IssueEvent & {
      readonly kind: 'comment-edited';
      readonly comment: CommentFacts;
      readonly bodyBefore: string | undefined;
    })
  | (IssueEvent & { readonly kind: 'comment-deleted'; readonly comment: CommentFacts })
  /** A timer of this release fell due. */
  | { readonly kind: 'timer'; readonly timer: string; readonly dueAt: Instant; readonly at: Instant }
  /** Nothing happened that we know of: look again and put right what is not as it should be. */
  | { readonly kind: 'sync'; readonly at: Instant };

/** What followed from another event could not be done, although it was tried again: whoever asked is told. */
export interface SetAside {
  readonly kind: 'set-aside';
  readonly at: Instant;
  readonly of: Happening;
  readonly deliveryId: string;
  /** Kinds of the effects that could not be applied; undefined when the event could not even be decided. */
  readonly undone: readonly string[] | undefined;
  readonly attempts: number;
  /** The failure's code, where it has one. */
  readonly code: string | undefined;
}

export interface IssueEvent {
  readonly at: Instant;
  readonly actor: Actor;
  /** The issue it happened on: the tracking issue itself or one of its checklist issues. */
  readonly issueNumber: number;
  /** Labels of that issue as the event carried them. */
  readonly issueLabels: readonly string[];
}

export interface Actor {
  readonly id: number;
  readonly login: string;
  readonly isBot: boolean;
}

export interface CommentFacts {
  readonly id: number;
  readonly nodeId: string;
  readonly url: string;
  readonly body: string;
  readonly author: Actor;
  readonly createdAt: Instant;
}

/** Who caused it, if anybody did. */
export function actorOf(event: Event): Actor | undefined {
  if (event.kind === 'set-aside') return actorOf(event.of);
  return 'actor' in event ? event.actor : undefined;
}
