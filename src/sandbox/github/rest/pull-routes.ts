import { notFound } from '../github-error.ts';
import { blobOid, fullName } from '../platform.ts';
import type { PullRequest } from '../state/pull-request.ts';
import { changedFiles, headOf } from '../state/pull-requests.ts';
import { demand } from '../state/roles.ts';
import { presentPullRequest } from './present-pull-request.ts';
import { ok, page, type RestAnswer, type RestRequest, type Route, repositoryOf } from './route.ts';

const pull = '/repos/{owner}/{repo}/pulls/{pull_number}';

export const pullRoutes: readonly Route[] = [
  { method: 'GET', path: pull, auth: 'installation', answer: getPull },
  { method: 'GET', path: `${pull}/files`, auth: 'installation', answer: listFiles },
];

function getPull(request: RestRequest): RestAnswer {
  const found = pullOf(request);
  return ok(presentPullRequest(request.platform, found, changedFiles(found)));
}

function listFiles(request: RestRequest): RestAnswer {
  const found = pullOf(request);
  const { api, web } = request.platform.urls;
  const name = fullName(found.repository);
  const { sha } = headOf(found);
  return page(request, changedFiles(found), ({ path, status, text }) => ({
    sha: blobOid(text ?? ''),
    filename: path,
    status,
    additions: status === 'removed' ? 0 : 1,
    deletions: status === 'added' ? 0 : 1,
    changes: status === 'modified' ? 2 : 1,
    blob_url: `${web}/${name}/blob/${sha}/${path}`,
    raw_url: `${web}/${name}/raw/${sha}/${path}`,
    contents_url: `${api}/repos/${name}/contents/${path}?ref=${sha}`,
  }));
}

function pullOf(request: RestRequest): PullRequest {
  const repository = repositoryOf(request);
  demand(request.platform.world, request.caller, repository, 'read-pulls');
  const found = repository.pullRequests.get(Number(request.params['pull_number']));
  if (found === undefined) throw notFound();
  return found;
}
