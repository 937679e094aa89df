import { iso, isoOrNull } from '../platform.ts';
import { commentPage, issuePage, summarizeSubIssues } from '../rest/present-issue.ts';
import { graphqlReactions, repositoryOf } from '../state/reactions.ts';
import { authorAssociation } from '../state/roles.ts';
import type { Issue, IssueComment, Reaction, TimelineItem } from '../state/world.ts';
import { type Args, connection, type Fields, idList } from './fields.ts';

type Written = Issue | IssueComment;

/** What issues and comments have in common. */
const writtenFields: Fields<Written> = {
  id: (written) => written.nodeId,
  databaseId: (written) => written.id,
  fullDatabaseId: (written) => String(written.id),
  author: (written) => written.author,
  authorAssociation: (written) => authorAssociation(repositoryOf(written), written.author),
  body: (written) => written.body ?? '',
  createdAt: (written) => iso(written.createdAt),
  updatedAt: (written) => iso(written.updatedAt),
  publishedAt: (written) => iso(written.createdAt),
  lastEditedAt: (written) => isoOrNull(written.edit?.at),
  editor: (written) => written.edit?.by ?? null,
  includesCreatedEdit: () => false,
  createdViaEmail: () => false,
  viewerDidAuthor: (written, _, { caller }) => written.author === caller.account,
  repository: (written) => repositoryOf(written),
  reactions: (written, args) => connection(args, reactionsWith(written, args)),
  reactionGroups: (written) => groupReactions(written),
};

export const issueFields: Fields<Issue> = {
  ...writtenFields,
  number: (issue) => issue.number,
  title: (issue) => issue.title,
  state: (issue) => issue.state.toUpperCase(),
  stateReason: (issue, args) => stateReason(issue.stateReason, args),
  closed: (issue) => issue.state === 'closed',
  closedAt: (issue) => isoOrNull(issue.closedAt),
  locked: (issue) => issue.locked,
  activeLockReason: () => null,
  isPinned: () => false,
  milestone: () => null,
  url: (issue, _, { platform }) => issuePage(platform, issue),
  resourcePath: (issue, _, { platform }) => issuePage(platform, issue).slice(platform.urls.web.length),
  assignees: (_, args) => connection(args, []),
  labels: (issue, args) => connection(args, [...issue.labels]),
  comments: (issue, args) => connection(args, commentsOrdered(issue, args)),
  parent: (issue) => issue.parent ?? null,
  subIssues: (issue, args) => connection(args, issue.subIssues),
  subIssuesSummary: (issue) => {
    const { total, completed, percent_completed: percentCompleted } = summarizeSubIssues(issue);
    return { total, completed, percentCompleted };
  },
  timelineItems: (issue, args) => connection(args, timelineOf(issue, args)),
};

export const commentFields: Fields<IssueComment> = {
  ...writtenFields,
  issue: (comment) => comment.issue,
  pullRequest: () => null,
  isMinimized: (comment) => comment.minimizedAs !== undefined,
  minimizedReason: (comment) => comment.minimizedAs?.toLowerCase().replace('_', '-') ?? null,
  url: (comment, _, { platform }) => commentPage(platform, comment),
  resourcePath: (comment, _, { platform }) => commentPage(platform, comment).slice(platform.urls.web.length),
};

export const reactionFields: Fields<Reaction> = {
  id: (reaction) => reaction.nodeId,
  databaseId: (reaction) => reaction.id,
  content: (reaction) => graphqlName(reaction),
  createdAt: (reaction) => iso(reaction.createdAt),
  // Typed as a user, so a bot's is nobody's.
  user: (reaction) => (reaction.author.kind === 'User' ? reaction.author : null),
  reactable: (reaction) => reaction.subject,
};

interface ReactionGroup {
  readonly kind: 'ReactionGroup';
  readonly content: string;
  readonly subject: Written;
  readonly reactions: readonly Reaction[];
}

export const reactionGroupFields: Fields<ReactionGroup> = {
  content: (group) => group.content,
  subject: (group) => group.subject,
  createdAt: (group) => isoOrNull(group.reactions[0]?.createdAt),
  viewerHasReacted: (group, _, { caller }) => group.reactions.some((one) => one.author === caller.account),
  reactors: (group, args) => connection(args, authors(group)),
  users: (group, args) =>
    connection(
      args,
      authors(group).filter((author) => author.kind === 'User'),
    ),
};

const eventFields: Fields<TimelineItem> = {
  id: (event) => event.nodeId,
  actor: (event) => event.actor,
  createdAt: (event) => iso(event.createdAt),
};

function onIssue(field: string): Fields<TimelineItem> {
  return { ...eventFields, [field]: (event: TimelineItem) => ('issue' in event ? event.issue : null) };
}

/** The entries of a timeline by their type. Each shows what its record carries. */
export const timelineFields: Readonly<Record<TimelineItem['kind'], Fields<TimelineItem>>> = {
  LabeledEvent: { ...onIssue('labelable'), label: (event) => ('label' in event ? event.label : null) },
  UnlabeledEvent: { ...onIssue('labelable'), label: (event) => ('label' in event ? event.label : null) },
  ClosedEvent: { ...onIssue('closable'), stateReason: ofEvent, closer: () => null },
  ReopenedEvent: { ...onIssue('closable'), stateReason: ofEvent },
  RenamedTitleEvent: {
    ...onIssue('subject'),
    previousTitle: (event) => ('previousTitle' in event ? event.previousTitle : null),
    currentTitle: (event) => ('currentTitle' in event ? event.currentTitle : null),
  },
  CrossReferencedEvent: {
    ...eventFields,
    source: (event) => ('source' in event ? event.source : null),
    target: (event) => ('target' in event ? event.target : null),
    referencedAt: (event) => iso(event.createdAt),
    isCrossRepository: () => false,
    willCloseTarget: () => false,
  },
  SubIssueAddedEvent: { ...eventFields, subIssue: (event) => ('subIssue' in event ? event.subIssue : null) },
  SubIssueRemovedEvent: { ...eventFields, subIssue: (event) => ('subIssue' in event ? event.subIssue : null) },
  ParentIssueAddedEvent: { ...eventFields, parent: (event) => ('parent' in event ? event.parent : null) },
  ParentIssueRemovedEvent: { ...eventFields, parent: (event) => ('parent' in event ? event.parent : null) },
};

function ofEvent(event: TimelineItem): string | null {
  return 'stateReason' in event ? (event.stateReason?.toUpperCase() ?? null) : null;
}

/** DUPLICATE is told only to those who ask for it. */
function stateReason(reason: Issue['stateReason'], args: Args): string | null {
  if (reason === 'duplicate' && args['enableDuplicate'] !== true) return 'NOT_PLANNED';
  return reason?.toUpperCase() ?? null;
}

function commentsOrdered(issue: Issue, args: Args): readonly IssueComment[] {
  const order: Args = typeof args['orderBy'] === 'object' && args['orderBy'] !== null ? { ...args['orderBy'] } : {};
  if (order['field'] !== 'UPDATED_AT') return issue.comments;
  const sorted = [...issue.comments].sort((a, b) => a.updatedAt - b.updatedAt || a.id - b.id);
  return order['direction'] === 'DESC' ? sorted.reverse() : sorted;
}

/** `LABELED_EVENT` for LabeledEvent, as the enum of item types has it. */
function itemType(kind: string): string {
  return kind.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase();
}

function timelineOf(issue: Issue, args: Args): readonly (TimelineItem | IssueComment)[] {
  const types = args['itemTypes'] === undefined || args['itemTypes'] === null ? undefined : idList(args['itemTypes']);
  const since = typeof args['since'] === 'string' ? Date.parse(args['since']) : 0;
  const items = [...issue.timeline, ...issue.comments].filter(
    (item) => (types === undefined || types.includes(itemType(item.kind))) && item.createdAt >= since,
  );
  return items.sort((a, b) => a.createdAt - b.createdAt || a.id - b.id);
}

function reactionsWith(written: Written, args: Args): Reaction[] {
  const { content } = args;
  return written.reactions.filter((reaction) => typeof content !== 'string' || graphqlName(reaction) === content);
}

/** All eight, also those that nobody gave. */
export function groupReactions(subject: Written): ReactionGroup[] {
  return Object.keys(graphqlReactions).map((content) => ({
    kind: 'ReactionGroup',
    content,
    subject,
    reactions: subject.reactions.filter((reaction) => graphqlName(reaction) === content),
  }));
}

function authors(group: ReactionGroup) {
  return group.reactions.map((reaction) => reaction.author);
}

function graphqlName(reaction: Reaction): string {
  for (const [name, content] of Object.entries(graphqlReactions)) if (content === reaction.content) return name;
  return reaction.content;
}
