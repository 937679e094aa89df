import { invalid } from '../github-error.ts';
import { newIdentity, type Platform } from '../platform.ts';
import { presentCheckRun, presentCheckSuite } from '../rest/present-check-run.ts';
import { resolveRef } from './repositories.ts';
import { type Caller, demand } from './roles.ts';
import type { App, CheckAnnotation, CheckRun, Repository } from './world.ts';

/** GitHub takes this many annotations in one request; more come with further updates. */
const mostAnnotations = 50;

export interface CheckRunInput {
  readonly name?: string | undefined;
  readonly status?: string | undefined;
  readonly conclusion?: string | undefined;
  readonly externalId?: string | undefined;
  readonly detailsUrl?: string | undefined;
  readonly title?: string | undefined;
  readonly summary?: string | undefined;
  readonly text?: string | undefined;
  readonly annotations?: readonly CheckAnnotation[] | undefined;
}

export function createCheckRun(
  platform: Platform,
  caller: Caller,
  repository: Repository,
  input: CheckRunInput & { readonly name: string; readonly headSha: string },
): CheckRun {
  const { world, clock } = platform;
  demand(world, caller, repository, 'write-checks');
  if (caller.kind !== 'app') throw invalid('You must authenticate via a GitHub App.');
  if (resolveRef(repository, input.headSha)?.sha !== input.headSha) {
    throw invalid(`No commit found for SHA: ${input.headSha}`);
  }
  const run: CheckRun = {
    ...newIdentity(world, 'CheckRun'),
    repository,
    app: caller.app,
    suite: suiteOf(platform, caller.app, repository, input.headSha),
    headSha: input.headSha,
    name: input.name,
    status: 'queued',
    conclusion: undefined,
    externalId: input.externalId ?? '',
    detailsUrl: undefined,
    title: undefined,
    summary: undefined,
    text: undefined,
    annotations: [],
    startedAt: clock.now(),
    completedAt: undefined,
  };
  applyInput(platform, run, input);
  repository.checkRuns.set(run.id, run);
  return run;
}

/** Annotations are added to those that are there. */
export function updateCheckRun(platform: Platform, caller: Caller, run: CheckRun, input: CheckRunInput): void {
  demand(platform.world, caller, run.repository, 'write-checks');
  if (caller.kind !== 'app' || caller.app !== run.app)
    throw invalid('Invalid app_id `app` - check run can only be modified by the GitHub App that created it.');
  applyInput(platform, run, input);
}

/** What the button “Re-run” of a run does, or that of all of the app's runs on the commit. */
export function rerequestCheck(platform: Platform, caller: Caller, run: CheckRun, which: 'run' | 'suite'): void {
  const { repository } = run;
  demand(platform.world, caller, repository, 'push');
  const payload =
    which === 'run' ? { check_run: presentCheckRun(platform, run) } : { check_suite: presentCheckSuite(platform, run) };
  const event = which === 'run' ? 'check_run' : 'check_suite';
  platform.publish({ event, action: 'rerequested', repository, sender: caller.account, payload });
}

function suiteOf(platform: Platform, app: App, repository: Repository, headSha: string): CheckRun['suite'] {
  const known = [...repository.checkRuns.values()].find((run) => run.app === app && run.headSha === headSha);
  return known?.suite ?? newIdentity(platform.world, 'CheckSuite');
}

function applyInput(platform: Platform, run: CheckRun, input: CheckRunInput): void {
  if ((input.annotations?.length ?? 0) > mostAnnotations) {
    throw invalid(`No more than ${mostAnnotations} annotations may be given in one request.`);
  }
  if (input.status === 'completed' && input.conclusion === undefined && run.conclusion === undefined) {
    throw invalid('A completed check run needs a conclusion.');
  }
  run.name = input.name ?? run.name;
  run.conclusion = input.conclusion ?? run.conclusion;
  run.status = input.conclusion === undefined ? (input.status ?? run.status) : 'completed';
  if (run.status === 'completed') run.completedAt ??= platform.clock.now();
  run.externalId = input.externalId ?? run.externalId;
  run.detailsUrl = input.detailsUrl ?? run.detailsUrl;
  run.title = input.title ?? run.title;
  run.summary = input.summary ?? run.summary;
  run.text = input.text ?? run.text;
  run.annotations.push(...(input.annotations ?? []));
}
