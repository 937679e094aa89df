import { notFound } from '../github-error.ts';
import {
  addLabels,
  createLabel,
  deleteLabel,
  labelsByName,
  removeLabels,
  setLabels,
  updateLabel,
} from '../state/labels.ts';
import { demand } from '../state/roles.ts';
import type { Issue, Label } from '../state/world.ts';
import { presentLabel } from './present-label.ts';
import {
  created,
  issueOf,
  labelNames,
  malformed,
  noContent,
  ok,
  page,
  type RestAnswer,
  type RestRequest,
  type Route,
  repositoryOf,
  requiredText,
  text,
} from './route.ts';

const ofIssue = '/repos/{owner}/{repo}/issues/{issue_number}/labels';
const ofRepository = '/repos/{owner}/{repo}/labels';

export const labelRoutes: readonly Route[] = [
  { method: 'GET', path: ofIssue, auth: 'installation', answer: listOfIssue },
  { method: 'POST', path: ofIssue, auth: 'installation', answer: addToIssue },
  { method: 'PUT', path: ofIssue, auth: 'installation', answer: replaceOnIssue },
  { method: 'DELETE', path: ofIssue, auth: 'installation', answer: clearIssue },
  { method: 'DELETE', path: `${ofIssue}/{name}`, auth: 'installation', answer: removeFromIssue },
  { method: 'GET', path: ofRepository, auth: 'installation', answer: listOfRepository },
  { method: 'POST', path: ofRepository, auth: 'installation', answer: postLabel },
  { method: 'GET', path: `${ofRepository}/{name}`, auth: 'installation', answer: getLabel },
  { method: 'PATCH', path: `${ofRepository}/{name}`, auth: 'installation', answer: patchLabel },
  { method: 'DELETE', path: `${ofRepository}/{name}`, auth: 'installation', answer: removeLabel },
];

function listed(request: RestRequest, issue: Issue): RestAnswer {
  return page(request, [...issue.labels], (label) => presentLabel(request.platform, label));
}

function listOfIssue(request: RestRequest): RestAnswer {
  return listed(request, issueOf(request));
}

/** Labels that do not exist yet are created. */
function wantedLabels(request: RestRequest, issue: Issue): Label[] {
  const { platform, caller, body } = request;
  demand(platform.world, caller, issue.repository, 'label');
  const names = labelNames(Array.isArray(body) ? body : body['labels']);
  if (names === undefined) throw malformed('"labels" wasn\'t supplied.');
  return labelsByName(platform, caller, issue.repository, names);
}

function addToIssue(request: RestRequest): RestAnswer {
  const issue = issueOf(request);
  addLabels(request.platform, request.caller, issue, wantedLabels(request, issue));
  return { ...listed(request, issue), headers: {} };
}

function replaceOnIssue(request: RestRequest): RestAnswer {
  const issue = issueOf(request);
  setLabels(request.platform, request.caller, issue, wantedLabels(request, issue));
  return { ...listed(request, issue), headers: {} };
}

function clearIssue(request: RestRequest): RestAnswer {
  const issue = issueOf(request);
  removeLabels(request.platform, request.caller, issue, [...issue.labels]);
  return noContent;
}

function removeFromIssue(request: RestRequest): RestAnswer {
  const issue = issueOf(request);
  demand(request.platform.world, request.caller, issue.repository, 'label');
  const name = (request.params['name'] ?? '').toLowerCase();
  const label = [...issue.labels].find((one) => one.name.toLowerCase() === name);
  if (label === undefined) throw notFound('Label does not exist');
  removeLabels(request.platform, request.caller, issue, [label]);
  return { ...listed(request, issue), headers: {} };
}

function listOfRepository(request: RestRequest): RestAnswer {
  return page(request, [...repositoryOf(request).labels.values()], (label) => presentLabel(request.platform, label));
}

function postLabel(request: RestRequest): RestAnswer {
  const { platform, caller } = request;
  const label = createLabel(platform, caller, repositoryOf(request), {
    name: requiredText(request, 'name'),
    color: text(request, 'color'),
    description: text(request, 'description'),
  });
  return created(presentLabel(platform, label));
}

function labelOf(request: RestRequest): Label {
  const label = repositoryOf(request).labels.get((request.params['name'] ?? '').toLowerCase());
  if (label === undefined) throw notFound();
  return label;
}

function getLabel(request: RestRequest): RestAnswer {
  return ok(presentLabel(request.platform, labelOf(request)));
}

function patchLabel(request: RestRequest): RestAnswer {
  const name = text(request, 'new_name');
  const color = text(request, 'color');
  const description = text(request, 'description');
  const label = updateLabel(request.platform, request.caller, labelOf(request), {
    ...(name === undefined ? {} : { name }),
    ...(color === undefined ? {} : { color }),
    ...(description === undefined ? {} : { description }),
  });
  return ok(presentLabel(request.platform, label));
}

function removeLabel(request: RestRequest): RestAnswer {
  deleteLabel(request.platform, request.caller, labelOf(request));
  return noContent;
}
