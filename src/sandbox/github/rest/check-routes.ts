import { notFound } from '../github-error.ts';
import { fullName } from '../platform.ts';
import { type CheckRunInput, createCheckRun, updateCheckRun } from '../state/check-runs.ts';
import { resolveRef } from '../state/repositories.ts';
import { demand } from '../state/roles.ts';
import type { CheckAnnotation, CheckRun } from '../state/world.ts';
import { presentCheckRun } from './present-check-run.ts';
import {
  created,
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

const run = '/repos/{owner}/{repo}/check-runs/{check_run_id}';

export const checkRoutes: readonly Route[] = [
  { method: 'POST', path: '/repos/{owner}/{repo}/check-runs', auth: 'installation', answer: postRun },
  { method: 'GET', path: run, auth: 'installation', answer: (one) => ok(presentCheckRun(one.platform, runOf(one))) },
  { method: 'PATCH', path: run, auth: 'installation', answer: patchRun },
  { method: 'GET', path: `${run}/annotations`, auth: 'installation', answer: listAnnotations },
  { method: 'GET', path: '/repos/{owner}/{repo}/commits/{ref}/check-runs', auth: 'installation', answer: listRuns },
];

function postRun(request: RestRequest): RestAnswer {
  const name = requiredText(request, 'name');
  const headSha = requiredText(request, 'head_sha');
  const input = { ...readInput(request), name, headSha };
  return created(
    presentCheckRun(request.platform, createCheckRun(request.platform, request.caller, repositoryOf(request), input)),
  );
}

function patchRun(request: RestRequest): RestAnswer {
  const found = runOf(request);
  updateCheckRun(request.platform, request.caller, found, { ...readInput(request), name: text(request, 'name') });
  return ok(presentCheckRun(request.platform, found));
}

function runOf(request: RestRequest): CheckRun {
  const repository = repositoryOf(request);
  demand(request.platform.world, request.caller, repository, 'read-checks');
  const found = repository.checkRuns.get(Number(request.params['check_run_id']));
  if (found === undefined) throw notFound();
  return found;
}

function listRuns(request: RestRequest): RestAnswer {
  const repository = repositoryOf(request);
  demand(request.platform.world, request.caller, repository, 'read-checks');
  const commit = resolveRef(repository, request.params['ref'] ?? '');
  if (commit === undefined) throw malformed(`No commit found for SHA: ${request.params['ref']}`);
  const name = request.query.get('check_name');
  const found = [...repository.checkRuns.values()].filter(
    (one) => one.headSha === commit.sha && (name === null || one.name === name),
  );
  const listed = page(request, found, (one) => presentCheckRun(request.platform, one));
  return { ...listed, body: { total_count: found.length, check_runs: listed.body } };
}

function listAnnotations(request: RestRequest): RestAnswer {
  const found = runOf(request);
  const blob = `${request.platform.urls.web}/${fullName(found.repository)}/blob/${found.headSha}`;
  return page(request, found.annotations, (one) => ({
    path: one.path,
    blob_href: `${blob}/${one.path}`,
    start_line: one.startLine,
    start_column: one.startColumn ?? null,
    end_line: one.endLine,
    end_column: one.endColumn ?? null,
    annotation_level: one.level,
    title: one.title ?? null,
    message: one.message,
    raw_details: null,
  }));
}

function readInput(request: RestRequest): CheckRunInput {
  const output = request.body['output'];
  const inside: RestRequest = { ...request, body: isRecord(output) ? output : {} };
  const given = inside.body['annotations'];
  if (isRecord(output)) requiredText(inside, 'summary');
  return {
    status: text(request, 'status'),
    conclusion: text(request, 'conclusion'),
    externalId: text(request, 'external_id'),
    detailsUrl: text(request, 'details_url'),
    title: text(inside, 'title'),
    summary: text(inside, 'summary'),
    text: text(inside, 'text'),
    annotations: Array.isArray(given) ? given.map(readAnnotation) : [],
  };
}

function readAnnotation(value: unknown): CheckAnnotation {
  const given = isRecord(value) ? value : {};
  const { path, start_line, end_line, start_column, end_column, annotation_level, message, title } = given;
  if (typeof path !== 'string' || typeof start_line !== 'number' || typeof end_line !== 'number') {
    throw malformed('An annotation needs path, start_line and end_line.');
  }
  const levels = ['notice', 'warning', 'failure'];
  if (typeof annotation_level !== 'string' || !levels.includes(annotation_level) || typeof message !== 'string') {
    throw malformed('An annotation needs annotation_level and message.');
  }
  const column = (one: unknown) => (typeof one === 'number' && start_line === end_line ? one : undefined);
  return {
    path,
    startLine: start_line,
    endLine: end_line,
    startColumn: column(start_column),
    endColumn: column(end_column),
    level: annotation_level,
    message,
    title: typeof title === 'string' ? title : undefined,
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
