import type { Cast } from './cast.ts';
import type { PullRequest } from './github/state/pull-request.ts';
import { headOf } from './github/state/pull-requests.ts';
import type { CheckRun } from './github/state/world.ts';
import type { Did } from './perform-step.ts';
import type { Actions } from './scenario-schema.ts';

/** Opens a pull request with files, or goes on with the one of the branch: more files, a new check, the end. */
export function changePullRequest(cast: Cast, action: Actions['pull-request']): Did {
  const { branch } = action;
  const open = pullRequestOf(cast, branch);
  const isOpen = open?.state === 'open';
  const done: string[] = [];
  if (action.files !== undefined) done.push(isOpen ? commit(cast, action) : propose(cast, action));
  const pull = pullRequestOf(cast, branch);
  if (pull === undefined) throw new Error(`there is no pull request of a branch ${branch}; \`files\` opens one`);
  const person = cast.as(action.as);
  if (action.rerun === true) {
    const run = newestCheck(pull);
    if (run === undefined) throw new Error(`no check of pull request #${pull.number} can be run again`);
    person.rerequestCheck(run);
    done.push(`asks for the check of pull request #${pull.number} again`);
  }
  if (action.end === 'merge') person.mergePullRequest(pull);
  if (action.end === 'close') person.closePullRequest(pull);
  if (action.end !== undefined) done.push(`${action.end}s pull request #${pull.number}`);
  const texts = Object.entries(action.files ?? {}).map(([path, text]) => `${path}:\n${text ?? '(taken out)'}`);
  return { what: done.join(' and ') || 'does nothing', text: texts.length === 0 ? undefined : texts.join('\n') };
}

/** The newest of a branch; of any branch without one. */
export function pullRequestOf({ repository }: Cast, branch?: string): PullRequest | undefined {
  const pulls = [...repository.pullRequests.values()];
  return pulls.findLast((pull) => branch === undefined || pull.branch === branch);
}

/** What GitHub shows at the head of a pull request: the last run. */
export function newestCheck(pull: PullRequest): CheckRun | undefined {
  const { sha } = headOf(pull);
  return [...pull.repository.checkRuns.values()].findLast((run) => run.headSha === sha);
}

function propose(cast: Cast, action: Actions['pull-request']): string {
  const person = cast.as(action.as);
  const { branch, title = 'Change the settings' } = action;
  const from = action.fork === true ? person.fork(cast.repository) : cast.repository;
  person.commitFiles(from, { branch, files: filesOf(action) });
  const pull = person.openPullRequest(cast.repository, { title, branch, from });
  const where = action.fork === true ? ' from a fork' : '';
  return `opens pull request #${pull.number} “${title}”${where}`;
}

function commit(cast: Cast, action: Actions['pull-request']): string {
  const pull = pullRequestOf(cast, action.branch);
  if (pull === undefined) throw new Error(`there is no pull request of a branch ${action.branch}`);
  cast.as(action.as).commitFiles(pull.head, { branch: pull.branch, files: filesOf(action) });
  return `commits to pull request #${pull.number}`;
}

function filesOf({ files = {} }: Actions['pull-request']): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [path, text ?? undefined]));
}
