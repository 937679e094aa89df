import type { CheckRequest } from '../adapters/github/check-request.ts';
import { publishCheck } from '../adapters/github/check-run.ts';
import type { Clients } from '../adapters/github/clients.ts';
import { readHeadFiles, touches } from '../adapters/github/pull-request-files.ts';
import { type Clock, GitHubFailure } from '../ports.ts';
import { checkSettings, headLimits, settingsPath, templatesFolder } from './check-settings.ts';
import type { Log } from './log.ts';

/** Looks at a pull request; says what came of it. Rejects where trying again can help. */
export type CheckPullRequest = (request: CheckRequest) => Promise<'checked' | 'settings-untouched' | 'check-refused'>;

interface PullRequestChecksOptions {
  readonly clients: Pick<Clients, 'forInstallation'>;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Checks the settings and templates of pull requests that change them. A repository's pull requests are looked at one
 * after the other. Nothing is kept here: GitHub delivers again what was not answered well, and a check that was
 * published is not published twice. See docs/adr/0005-pull-requests-without-a-lane.md.
 */
export function createPullRequestChecks({ clients, clock, log }: PullRequestChecksOptions): CheckPullRequest {
  const lanes = new Map<number, Promise<unknown>>();

  return (request) => {
    const before = lanes.get(request.repositoryId) ?? Promise.resolve();
    const result = before.then(() => check(request));
    const done = result.catch(() => undefined);
    lanes.set(request.repositoryId, done);
    void done.then(() => {
      if (lanes.get(request.repositoryId) === done) lanes.delete(request.repositoryId);
    });
    return result;
  };

  async function check(request: CheckRequest) {
    const octokit = clients.forInstallation(request.installationId);
    const { owner, repository, pull, headSha } = request;
    const commit = `${owner}/${repository}@${headSha}`;
    try {
      const isUntouched =
        pull !== undefined && !(await touches(octokit, { owner, repository, number: pull }, isOurs, clock.now()));
      if (isUntouched) return 'settings-untouched';
      const result = await checkSettings(await readHeadFiles(octokit, request, headLimits, clock.now()));
      if (!(await publishCheck(octokit, request, result, clock.now()))) return 'settings-untouched';
      log.info({ commit, pull, conclusion: result.conclusion }, 'checked');
      return 'checked';
    } catch (error) {
      if (!(error instanceof GitHubFailure) || error.retry !== undefined) throw error;
      // An installation may not have accepted the permission yet. Asking again would be answered the same.
      log.warn({ commit, pull, err: error }, 'settings not checked');
      return 'check-refused';
    }
  }
}

function isOurs(path: string): boolean {
  return path === settingsPath || path.startsWith(templatesFolder);
}
