import { publishCheck } from '../adapters/github/check-run.ts';
import type { Clients } from '../adapters/github/clients.ts';
import { readHeadFiles, touches } from '../adapters/github/pull-request-files.ts';
import type { PullRequestRef } from '../adapters/github/pull-request-payload.ts';
import { type Clock, GitHubFailure } from '../ports.ts';
import { checkSettings, settingsPath, templatesFolder } from './check-settings.ts';
import type { Log } from './log.ts';

/** Looks at a pull request; says what came of it. Rejects where trying again can help. */
export type CheckPullRequest = (pull: PullRequestRef) => Promise<'checked' | 'settings-untouched' | 'check-refused'>;

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

  return (pull) => {
    const before = lanes.get(pull.repositoryId) ?? Promise.resolve();
    const result = before.then(() => check(pull));
    const done = result.catch(() => undefined);
    lanes.set(pull.repositoryId, done);
    void done.then(() => {
      if (lanes.get(pull.repositoryId) === done) lanes.delete(pull.repositoryId);
    });
    return result;
  };

  async function check(pull: PullRequestRef) {
    const octokit = clients.forInstallation(pull.installationId);
    try {
      if (!(await touches(octokit, pull, isOurs, clock.now()))) return 'settings-untouched';
      const files = await readHeadFiles(octokit, pull, clock.now());
      const result = await checkSettings(files);
      await publishCheck(octokit, pull, result, clock.now());
      log.info({ pull: `${pull.owner}/${pull.repository}#${pull.number}`, conclusion: result.conclusion }, 'checked');
      return 'checked';
    } catch (error) {
      if (!(error instanceof GitHubFailure) || error.retry !== undefined) throw error;
      // An installation may not have accepted the permission yet. Asking again would be answered the same.
      log.warn({ pull: `${pull.owner}/${pull.repository}#${pull.number}`, err: error }, 'settings not checked');
      return 'check-refused';
    }
  }
}

function isOurs(path: string): boolean {
  return path === settingsPath || path.startsWith(templatesFolder);
}
