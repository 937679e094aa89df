import { fullName, iso, isoOrNull, type Platform } from '../platform.ts';
import type { CheckRun } from '../state/world.ts';
import { presentApp } from './present-account.ts';
import { presentCommit } from './present-commit.ts';

export function presentCheckRun(platform: Platform, shown: CheckRun) {
  const url = `${platform.urls.api}/repos/${fullName(shown.repository)}/check-runs/${shown.id}`;
  const html = `${platform.urls.web}/${fullName(shown.repository)}/runs/${shown.id}`;
  return {
    id: shown.id,
    node_id: shown.nodeId,
    head_sha: shown.headSha,
    name: shown.name,
    external_id: shown.externalId,
    url,
    html_url: html,
    details_url: shown.detailsUrl ?? html,
    status: shown.status,
    conclusion: shown.conclusion ?? null,
    started_at: iso(shown.startedAt),
    completed_at: isoOrNull(shown.completedAt),
    output: {
      title: shown.title ?? null,
      summary: shown.summary ?? null,
      text: shown.text ?? null,
      annotations_count: shown.annotations.length,
      annotations_url: `${url}/annotations`,
    },
    check_suite: { id: shown.suite.id },
    app: presentApp(platform, shown.app),
    // Of pull requests from forks GitHub names none here, and the sandbox names none at all.
    pull_requests: [],
  };
}

/** All runs of an app on a commit, as the webhook about them has it; of those, one. */
export function presentCheckSuite(platform: Platform, run: CheckRun) {
  const { repository, suite, headSha } = run;
  const runs = [...repository.checkRuns.values()].filter((one) => one.suite === suite);
  const url = `${platform.urls.api}/repos/${fullName(repository)}/check-suites/${suite.id}`;
  const commit = repository.commits.get(headSha);
  return {
    id: suite.id,
    node_id: suite.nodeId,
    head_branch: null,
    head_sha: headSha,
    status: 'queued',
    conclusion: null,
    url,
    before: commit?.parent ?? null,
    after: headSha,
    pull_requests: [],
    app: presentApp(platform, run.app),
    created_at: iso(run.startedAt),
    updated_at: iso(platform.clock.now()),
    rerequestable: true,
    runs_rerequestable: true,
    latest_check_runs_count: runs.length,
    check_runs_url: `${url}/check-runs`,
    head_commit: commit === undefined ? null : presentCommit(platform, repository, commit, {}),
  };
}
