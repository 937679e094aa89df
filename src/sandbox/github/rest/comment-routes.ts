import { notFound } from '../github-error.ts';
import { addComment, deleteComment, editComment } from '../state/comments.ts';
import { react, reactionContents, unreact } from '../state/reactions.ts';
import { demand } from '../state/roles.ts';
import type { Issue, IssueComment } from '../state/world.ts';
import { presentComment, presentReaction } from './present-issue.ts';
import {
  commentOf,
  created,
  issueOf,
  malformed,
  noContent,
  ok,
  page,
  type RestAnswer,
  type RestRequest,
  type Route,
  repositoryOf,
  requiredText,
} from './route.ts';

const issue = '/repos/{owner}/{repo}/issues/{issue_number}';
const comment = '/repos/{owner}/{repo}/issues/comments/{comment_id}';

export const commentRoutes: readonly Route[] = [
  { method: 'GET', path: '/repos/{owner}/{repo}/issues/comments', auth: 'installation', answer: listAllComments },
  { method: 'GET', path: `${issue}/comments`, auth: 'installation', answer: listComments },
  { method: 'POST', path: `${issue}/comments`, auth: 'installation', answer: postComment },
  { method: 'GET', path: comment, auth: 'installation', answer: getComment },
  { method: 'PATCH', path: comment, auth: 'installation', answer: patchComment },
  { method: 'DELETE', path: comment, auth: 'installation', answer: removeComment },
  {
    method: 'GET',
    path: `${issue}/reactions`,
    auth: 'installation',
    answer: (one) => listReactions(one, issueOf(one)),
  },
  {
    method: 'POST',
    path: `${issue}/reactions`,
    auth: 'installation',
    answer: (one) => postReaction(one, issueOf(one)),
  },
  {
    method: 'DELETE',
    path: `${issue}/reactions/{reaction_id}`,
    auth: 'installation',
    answer: (one) => deleteReaction(one, issueOf(one)),
  },
  {
    method: 'GET',
    path: `${comment}/reactions`,
    auth: 'installation',
    answer: (one) => listReactions(one, commentOf(one)),
  },
  {
    method: 'POST',
    path: `${comment}/reactions`,
    auth: 'installation',
    answer: (one) => postReaction(one, commentOf(one)),
  },
  {
    method: 'DELETE',
    path: `${comment}/reactions/{reaction_id}`,
    auth: 'installation',
    answer: (one) => deleteReaction(one, commentOf(one)),
  },
];

function listAllComments(request: RestRequest): RestAnswer {
  const repository = repositoryOf(request);
  demand(request.platform.world, request.caller, repository, 'read-issues');
  return page(request, since(request, [...repository.comments.values()]), (one) =>
    presentComment(request.platform, one),
  );
}

function listComments(request: RestRequest): RestAnswer {
  return page(request, since(request, issueOf(request).comments), (one) => presentComment(request.platform, one));
}

function since(request: RestRequest, comments: readonly IssueComment[]): readonly IssueComment[] {
  const from = request.query.get('since');
  return from === null ? comments : comments.filter((one) => one.updatedAt >= Date.parse(from));
}

function postComment(request: RestRequest): RestAnswer {
  const body = requiredText(request, 'body');
  return created(
    presentComment(request.platform, addComment(request.platform, request.caller, issueOf(request), body)),
  );
}

function getComment(request: RestRequest): RestAnswer {
  return ok(presentComment(request.platform, commentOf(request)));
}

function patchComment(request: RestRequest): RestAnswer {
  const found = commentOf(request);
  editComment(request.platform, request.caller, found, requiredText(request, 'body'));
  return ok(presentComment(request.platform, found));
}

function removeComment(request: RestRequest): RestAnswer {
  deleteComment(request.platform, request.caller, commentOf(request));
  return noContent;
}

function listReactions(request: RestRequest, subject: Issue | IssueComment): RestAnswer {
  const content = request.query.get('content');
  const found = subject.reactions.filter((one) => content === null || one.content === content);
  return page(request, found, (one) => presentReaction(request.platform, one));
}

/** 201 for a new one, 200 for one that was there. */
function postReaction(request: RestRequest, subject: Issue | IssueComment): RestAnswer {
  const wanted = requiredText(request, 'content');
  const content = reactionContents.find((one) => one === wanted);
  if (content === undefined) {
    throw malformed(`For 'properties/content', ${wanted} is not a member of ${JSON.stringify(reactionContents)}.`);
  }
  const { reaction, isNew } = react(request.platform, request.caller, subject, content);
  return { status: isNew ? 201 : 200, body: presentReaction(request.platform, reaction) };
}

function deleteReaction(request: RestRequest, subject: Issue | IssueComment): RestAnswer {
  const id = Number(request.params['reaction_id']);
  const found = subject.reactions.find((one) => one.id === id && one.author === request.caller.account);
  if (found === undefined) throw notFound();
  unreact(request.platform, request.caller, subject, found.content);
  return noContent;
}
