import { notFound } from '../github-error.ts';
import { newIdentity, type Platform, register } from '../platform.ts';
import { type Caller, demand } from './roles.ts';
import type { Issue, IssueComment, Reaction, ReactionContent, Repository } from './world.ts';

export const reactionContents: readonly ReactionContent[] = [
  '+1',
  '-1',
  'laugh',
  'confused',
  'heart',
  'hooray',
  'rocket',
  'eyes',
];

/** GraphQL's names for them. */
export const graphqlReactions: Readonly<Record<string, ReactionContent>> = {
  THUMBS_UP: '+1',
  THUMBS_DOWN: '-1',
  LAUGH: 'laugh',
  CONFUSED: 'confused',
  HEART: 'heart',
  HOORAY: 'hooray',
  ROCKET: 'rocket',
  EYES: 'eyes',
};

/** The reaction, and whether it is new: the same one twice is the first one. No webhook tells of reactions. */
export function react(
  platform: Platform,
  caller: Caller,
  subject: Issue | IssueComment,
  content: ReactionContent,
): { readonly reaction: Reaction; readonly isNew: boolean } {
  demand(platform.world, caller, repositoryOf(subject), 'react');
  const known = findReaction(subject, caller, content);
  if (known !== undefined) return { reaction: known, isNew: false };
  const reaction: Reaction = register(platform.world, {
    kind: 'Reaction',
    ...newIdentity(platform.world, 'Reaction'),
    content,
    author: caller.account,
    subject,
    createdAt: platform.clock.now(),
  });
  subject.reactions.push(reaction);
  return { reaction, isNew: true };
}

/** Takes the caller's own reaction off; 404 when there is none. */
export function unreact(
  platform: Platform,
  caller: Caller,
  subject: Issue | IssueComment,
  content: ReactionContent,
): Reaction {
  demand(platform.world, caller, repositoryOf(subject), 'react');
  const known = findReaction(subject, caller, content);
  if (known === undefined) throw notFound('Could not find reaction');
  subject.reactions.splice(subject.reactions.indexOf(known), 1);
  platform.world.nodes.delete(known.nodeId);
  return known;
}

export function repositoryOf(subject: Issue | IssueComment): Repository {
  return subject.kind === 'Issue' ? subject.repository : subject.issue.repository;
}

function findReaction(subject: Issue | IssueComment, caller: Caller, content: ReactionContent): Reaction | undefined {
  return subject.reactions.find((one) => one.author === caller.account && one.content === content);
}
