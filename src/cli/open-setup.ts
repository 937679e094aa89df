import { createPersonalClient } from '../adapters/github/clients.ts';
import { type Proposed, proposeFiles } from '../adapters/github/propose-files.ts';
import { gitHubUrlOf } from '../app/env.ts';
import { systemClock } from '../app/system-clock.ts';
import { GitHubFailure } from '../ports.ts';
import { createRenderer } from '../views/render.ts';
import { CommandLineError } from './command-line-error.ts';

const branch = 'rollcall-setup';
const title = 'Set up Rollcall';

type Variables = Readonly<Record<string, string | undefined>>;

const needs = 'with the permissions Contents: write and Pull requests: write';

/**
 * Opens a pull request with the files that a team begins with; returns what to print. It takes a person's own token:
 * Rollcall itself may read code and never write it.
 */
export async function openSetup(
  name: string,
  files: Readonly<Record<string, string>>,
  variables: Variables,
): Promise<string> {
  const [, owner, repository] = /^([\w.-]+)\/([\w.-]+)$/.exec(name) ?? [];
  if (owner === undefined || repository === undefined) {
    throw new CommandLineError(`${name} is no repository; one is written OWNER/REPO.`, { showsUsage: true });
  }
  const token = variables['GITHUB_TOKEN'] || variables['GH_TOKEN'];
  if (token === undefined || token === '') {
    const advice = `Set it to a token of yours ${needs} on ${name}; the App's own credentials cannot write files.`;
    throw new CommandLineError(`GITHUB_TOKEN is not set. ${advice}`, { exitCode: 78 });
  }
  const octokit = createPersonalClient(gitHubUrlOf(variables), token);
  const proposal = { owner, repository, branch, title, files, body: describe };
  try {
    return tell(name, await proposeFiles(octokit, proposal, systemClock.now()));
  } catch (error) {
    if (!(error instanceof GitHubFailure)) throw error;
    throw new CommandLineError(explain(name, error), { exitCode: 1, cause: error });
  }
}

function describe(added: readonly string[], kept: readonly string[]): string {
  const call = { view: 'set-up', model: { added, kept } } as const;
  return createRenderer().render(call, { links: {}, zone: 'UTC' });
}

function tell(name: string, proposed: Proposed): string {
  switch (proposed.kind) {
    case 'opened':
      return [
        ...proposed.added.map((path) => `${path}: in the pull request`),
        ...proposed.kept.map((path) => `${path}: is there already, and is left as it is`),
        proposed.url,
        '',
      ].join('\n');
    case 'all-there':
      return `${name} has all of the files already, and they are left as they are.\n`;
    case 'branch-is-there':
      return proposed.url === undefined
        ? `${name} has a branch ${branch} already. Delete it to begin anew, or open a pull request of it.\n`
        : `A pull request is open already: ${proposed.url}\n`;
    case 'empty-repository':
      throw new CommandLineError(`${name} has no commit yet, so there is nothing to open a pull request against.`, {
        exitCode: 1,
      });
  }
}

function explain(name: string, { code, message }: GitHubFailure): string {
  switch (code) {
    case 'unauthorized':
      return `GitHub does not know the token. GITHUB_TOKEN must be one of yours ${needs}.`;
    case 'not-found':
      return `There is no repository ${name}, or the token may not see it.`;
    case 'forbidden':
      return `The token may not write to ${name}; it has to be one ${needs}. (${message})`;
    case 'not-proposed':
      return `The branch ${branch} of ${name} has the files, but the pull request could not be opened. (${message})`;
    default:
      return `${message}.`;
  }
}
