import { invalid, notFound } from '../github-error.ts';
import { closeIssue, editIssue, openIssue, reopenIssue } from '../state/issues.ts';
import { labelsByName, setLabels } from '../state/labels.ts';
import { demand, may } from '../state/roles.ts';
import { addSubIssue, removeSubIssue } from '../state/sub-issues.ts';
import type { Issue } from '../state/world.ts';
import { presentAccount } from './present-account.ts';
import { presentIssue } from './present-issue.ts';
import {
  created,
  integer,
  issueOf,
  labelNames,
  malformed,
  ok,
  page,
  type RestAnswer,
  type RestRequest,
  type Route,
  repositoryOf,
  requiredText,
  text,
} from './route.ts';

const issue = '/repos/{owner}/{repo}/issues/{issue_number}';

export const issueRoutes: readonly Route[] = [
  { method: 'GET', path: '/repos/{owner}/{repo}/issues', auth: 'installation', answer: listIssues },
  { method: 'POST', path: '/repos/{owner}/{repo}/issues', auth: 'installation', answer: createIssue },
  { method: 'GET', path: issue, auth: 'installation', answer: (request) => ok(presentFull(request, issueOf(request))) },
  { method: 'PATCH', path: issue, auth: 'installation', answer: updateIssue },
  { method: 'GET', path: `${issue}/sub_issues`, auth: 'installation', answer: listSubIssues },
  { method: 'POST', path: `${issue}/sub_issues`, auth: 'installation', answer: postSubIssue },
  { method: 'DELETE', path: `${issue}/sub_issue`, auth: 'installation', answer: deleteSubIssue },
  { method: 'GET', path: `${issue}/parent`, auth: 'installation', answer: getParent },
];

/** A single issue says who closed it; lists and webhooks do not. */
function presentFull(request: RestRequest, shown: Issue) {
  const closedBy = shown.closedBy === undefined ? null : presentAccount(request.platform, shown.closedBy);
  return { ...presentIssue(request.platform, shown), closed_by: closedBy };
}

function listIssues(request: RestRequest): RestAnswer {
  const { query, platform } = request;
  const repository = repositoryOf(request);
  demand(platform.world, request.caller, repository, 'read-issues');
  const state = query.get('state') ?? 'open';
  const labels = (query.get('labels') ?? '').split(',').filter((name) => name !== '');
  const creator = query.get('creator')?.toLowerCase();
  const since = Date.parse(query.get('since') ?? '1970-01-01T00:00:00Z');
  const by = query.get('sort') === 'updated' ? 'updatedAt' : 'createdAt';
  const found = [...repository.issues.values()].filter(
    (one) =>
      (state === 'all' || one.state === state) &&
      labels.every((name) => [...one.labels].some((label) => label.name.toLowerCase() === name.toLowerCase())) &&
      (creator === undefined || one.author.login.toLowerCase() === creator) &&
      one.updatedAt >= since,
  );
  found.sort((a, b) => a[by] - b[by] || a.number - b.number);
  if (query.get('direction') !== 'asc') found.reverse();
  return page(request, found, (one) => presentIssue(platform, one));
}

function createIssue(request: RestRequest): RestAnswer {
  const { platform, caller, body } = request;
  const repository = repositoryOf(request);
  demand(platform.world, caller, repository, 'open-issue');
  const title = requiredText(request, 'title');
  const names = may(platform.world, caller, repository, 'label') ? (labelNames(body['labels']) ?? []) : [];
  const labels = labelsByName(platform, caller, repository, names);
  return created(
    presentFull(request, openIssue(platform, caller, repository, { title, body: text(request, 'body'), labels })),
  );
}

function updateIssue(request: RestRequest): RestAnswer {
  const { platform, caller, body } = request;
  const found = issueOf(request);
  demand(platform.world, caller, found.repository, 'comment');
  editIssue(platform, caller, found, { title: text(request, 'title'), body: text(request, 'body') });
  const names = labelNames(body['labels']);
  if (names !== undefined) setLabels(platform, caller, found, labelsByName(platform, caller, found.repository, names));
  const state = text(request, 'state');
  const reason = text(request, 'state_reason');
  if (state === 'closed') closeIssue(platform, caller, found, closedReason(reason));
  else if (state === 'open') reopenIssue(platform, caller, found);
  else if (state !== undefined)
    throw malformed(`For 'properties/state', ${state} is not a member of ["open", "closed"].`);
  return ok(presentFull(request, found));
}

function closedReason(reason: string | undefined): 'completed' | 'not_planned' | 'duplicate' {
  if (reason === undefined || reason === 'completed') return 'completed';
  if (reason === 'not_planned' || reason === 'duplicate') return reason;
  throw invalid('Invalid state reason', { resource: 'Issue', field: 'state_reason', code: 'invalid' });
}

function listSubIssues(request: RestRequest): RestAnswer {
  return page(request, issueOf(request).subIssues, (one) => presentIssue(request.platform, one));
}

function postSubIssue(request: RestRequest): RestAnswer {
  const parent = issueOf(request);
  const replaceParent = request.body['replace_parent'] === true;
  addSubIssue(request.platform, request.caller, parent, childOf(request), { replaceParent });
  return created(presentIssue(request.platform, parent));
}

function deleteSubIssue(request: RestRequest): RestAnswer {
  const parent = issueOf(request);
  removeSubIssue(request.platform, request.caller, parent, childOf(request));
  return ok(presentIssue(request.platform, parent));
}

/** `sub_issue_id` is a database id, not a number. */
function childOf(request: RestRequest): Issue {
  const id = integer(request, 'sub_issue_id');
  if (id === undefined) throw malformed('"sub_issue_id" wasn\'t supplied.');
  for (const repository of request.platform.world.repositories.values()) {
    for (const candidate of repository.issues.values()) {
      if (candidate.id === id && may(request.platform.world, request.caller, repository, 'read-issues'))
        return candidate;
    }
  }
  throw notFound('The provided sub-issue does not exist');
}

function getParent(request: RestRequest): RestAnswer {
  const { parent } = issueOf(request);
  if (parent === undefined) throw notFound('No parent issue found');
  return ok(presentFull(request, parent));
}
