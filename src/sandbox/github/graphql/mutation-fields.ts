import { forbidden, invalid, notFound } from '../github-error.ts';
import { addComment, deleteComment, editComment, minimizeComment, unminimizeComment } from '../state/comments.ts';
import { closeIssue, deleteIssue, editIssue, openIssue, reopenIssue } from '../state/issues.ts';
import { addLabels, createLabel, deleteLabel, removeLabels, setLabels, updateLabel } from '../state/labels.ts';
import { graphqlReactions, react, unreact } from '../state/reactions.ts';
import { demand } from '../state/roles.ts';
import { addSubIssue, removeSubIssue } from '../state/sub-issues.ts';
import type { Issue, Label, ReactionContent } from '../state/world.ts';
import { type Args, commentNode, type GraphqlContext, issueNode, labelNodes, subjectNode } from './fields.ts';
import { groupReactions } from './issue-fields.ts';
import { branchMutations, repositoryNode } from './pull-request-fields.ts';

/** A mutation: its `input`, and what its payload says. `clientMutationId` is added where it is called. */
type Mutation = (input: Args, context: GraphqlContext) => object;

/** In a document they run one after the other; one that fails does not stop the next, nor undo the one before. */
export const mutations: Readonly<Record<string, Mutation>> = {
  createIssue(input, context) {
    const repository = repositoryNode(context, input['repositoryId']);
    forbidUnmodelled(input, [
      'assigneeIds',
      'milestoneId',
      'projectIds',
      'projectV2Ids',
      'issueTypeId',
      'issueTemplate',
    ]);
    const labels = given(input['labelIds']) ? labelNodes(context, input['labelIds']) : [];
    const parent = given(input['parentIssueId']) ? issueNode(context, input['parentIssueId']) : undefined;
    const fields = { title: String(input['title']), body: optional(input['body']), labels, parent };
    return { issue: openIssue(context.platform, context.caller, repository, fields) };
  },

  updateIssue(input, context) {
    const issue = issueNode(context, input['id']);
    forbidUnmodelled(input, ['assigneeIds', 'milestoneId', 'projectIds']);
    const labels = given(input['labelIds']) ? labelNodes(context, input['labelIds']) : undefined;
    editIssue(context.platform, context.caller, issue, {
      title: optional(input['title']),
      body: optional(input['body']),
    });
    if (labels !== undefined) setLabels(context.platform, context.caller, issue, labels);
    if (input['state'] === 'CLOSED') closeIssue(context.platform, context.caller, issue);
    if (input['state'] === 'OPEN') reopenIssue(context.platform, context.caller, issue);
    return { issue, actor: context.caller.account };
  },

  closeIssue(input, context) {
    const issue = issueNode(context, input['issueId']);
    const reasons = { COMPLETED: 'completed', NOT_PLANNED: 'not_planned', DUPLICATE: 'duplicate' } as const;
    const reason = Object.entries(reasons).find(([name]) => name === input['stateReason'])?.[1];
    closeIssue(context.platform, context.caller, issue, reason);
    return { issue };
  },

  reopenIssue(input, context) {
    const issue = issueNode(context, input['issueId']);
    reopenIssue(context.platform, context.caller, issue);
    return { issue };
  },

  deleteIssue(input, context) {
    const issue = issueNode(context, input['issueId']);
    deleteIssue(context.platform, context.caller, issue);
    return { repository: issue.repository };
  },

  addComment(input, context) {
    const issue = issueNode(context, input['subjectId']);
    const comment = addComment(context.platform, context.caller, issue, String(input['body']));
    const edge = { node: comment, cursor: Buffer.from(`cursor:v2:${issue.comments.length - 1}`).toString('base64') };
    return { subject: issue, commentEdge: edge, timelineEdge: edge };
  },

  updateIssueComment(input, context) {
    const comment = commentNode(context, input['id']);
    editComment(context.platform, context.caller, comment, String(input['body']));
    return { issueComment: comment };
  },

  deleteIssueComment(input, context) {
    deleteComment(context.platform, context.caller, commentNode(context, input['id']));
    return {};
  },

  minimizeComment(input, context) {
    const comment = commentNode(context, input['subjectId']);
    minimizeComment(context.platform, context.caller, comment, String(input['classifier']));
    return { minimizedComment: comment };
  },

  unminimizeComment(input, context) {
    const comment = commentNode(context, input['subjectId']);
    unminimizeComment(context.platform, context.caller, comment);
    return { unminimizedComment: comment };
  },

  addReaction(input, context) {
    const subject = subjectNode(context, input['subjectId']);
    const { reaction } = react(context.platform, context.caller, subject, contentOf(input));
    return { reaction, subject, reactionGroups: groupReactions(subject) };
  },

  removeReaction(input, context) {
    const subject = subjectNode(context, input['subjectId']);
    const reaction = unreact(context.platform, context.caller, subject, contentOf(input));
    return { reaction, subject, reactionGroups: groupReactions(subject) };
  },

  addLabelsToLabelable(input, context) {
    const { labelable, labels } = labelling(input, context);
    addLabels(context.platform, context.caller, labelable, labels);
    return { labelable };
  },

  removeLabelsFromLabelable(input, context) {
    const { labelable, labels } = labelling(input, context);
    removeLabels(context.platform, context.caller, labelable, labels);
    return { labelable };
  },

  clearLabelsFromLabelable(input, context) {
    const labelable = issueNode(context, input['labelableId']);
    removeLabels(context.platform, context.caller, labelable, [...labelable.labels]);
    return { labelable };
  },

  createLabel(input, context) {
    const repository = repositoryNode(context, input['repositoryId']);
    const fields = {
      name: String(input['name']),
      color: String(input['color']),
      description: optional(input['description']),
    };
    return { label: createLabel(context.platform, context.caller, repository, fields) };
  },

  updateLabel(input, context) {
    const label = labelNode(context, input['id']);
    const fields: Record<string, string> = {};
    for (const name of ['name', 'color', 'description']) if (given(input[name])) fields[name] = String(input[name]);
    return { label: updateLabel(context.platform, context.caller, label, fields) };
  },

  deleteLabel(input, context) {
    deleteLabel(context.platform, context.caller, labelNode(context, input['id']));
    return {};
  },

  addSubIssue(input, context) {
    const parent = issueNode(context, input['issueId']);
    if (!given(input['subIssueId'])) throw invalid('The sandbox needs a subIssueId');
    const child = issueNode(context, input['subIssueId']);
    addSubIssue(context.platform, context.caller, parent, child, { replaceParent: input['replaceParent'] === true });
    return { issue: parent, subIssue: child };
  },

  removeSubIssue(input, context) {
    const parent = issueNode(context, input['issueId']);
    const child = issueNode(context, input['subIssueId']);
    removeSubIssue(context.platform, context.caller, parent, child);
    return { issue: parent, subIssue: child };
  },

  ...branchMutations,
};

function given(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function optional(value: unknown): string | undefined {
  return given(value) ? String(value) : undefined;
}

/** Things of an issue that the sandbox has none of: their ids cannot be right. */
function forbidUnmodelled(input: Args, names: readonly string[]): void {
  for (const name of names) {
    const value = input[name];
    const id: unknown = Array.isArray(value) ? value[0] : value;
    if (given(id)) throw notFound(`Could not resolve to a node with the global id of '${String(id)}'.`);
  }
}

function labelNode(context: GraphqlContext, id: unknown): Label {
  const [label] = labelNodes(context, [id]);
  if (label === undefined) throw notFound();
  return label;
}

function labelling(input: Args, context: GraphqlContext): { labelable: Issue; labels: Label[] } {
  const labelable = issueNode(context, input['labelableId']);
  demand(context.platform.world, context.caller, labelable.repository, 'label');
  return { labelable, labels: labelNodes(context, input['labelIds']) };
}

function contentOf(input: Args): ReactionContent {
  const content = graphqlReactions[String(input['content'])];
  if (content === undefined) throw forbidden('Unknown reaction');
  return content;
}
