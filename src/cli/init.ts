import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadEnvFile } from '../main.ts';
import { readArguments } from './arguments.ts';
import { CommandLineError } from './command-line-error.ts';
import { openSetup } from './open-setup.ts';

/** What a team copies: the same files, at the same paths, as this repository has itself. */
export const teamFiles: readonly string[] = [
  '.github/ISSUE_TEMPLATE/release-plan.yml',
  '.github/ISSUE_TEMPLATE/release-plan.md',
  '.github/rollcall.yml',
];

/**
 * Prints the files that a team begins with, or writes those that are not there yet into the working folder, or opens a
 * pull request with them.
 */
export async function init(args: readonly string[]): Promise<number> {
  const options = { write: { type: 'boolean' }, 'pull-request': { type: 'boolean' } } as const;
  const { values, positionals } = readArguments(args, options);
  const [repository, ...more] = positionals;
  const files = await readTeamFiles();
  if (values['pull-request'] === true) {
    if (repository === undefined || more.length > 0 || values.write === true) {
      throw new CommandLineError('In which repository? One is wanted: OWNER/REPO.', { showsUsage: true });
    }
    loadEnvFile();
    process.stdout.write(await openSetup(repository, files, process.env));
    return 0;
  }
  if (repository !== undefined) {
    const advice = `To open a pull request in ${repository} add --pull-request.`;
    throw new CommandLineError(`The files go into the working folder. ${advice}`, { showsUsage: true });
  }
  for (const [path, text] of Object.entries(files)) {
    process.stdout.write(values.write === true ? `${await place(path, text)}\n` : `==> ${path} <==\n${text}\n`);
  }
  return 0;
}

async function readTeamFiles(): Promise<Readonly<Record<string, string>>> {
  const texts = await Promise.all(teamFiles.map(async (path) => [path, await readFile(ownFile(path), 'utf8')]));
  return Object.fromEntries(texts);
}

/** From src/cli/ as well as from dist/cli/. */
function ownFile(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}

async function place(path: string, text: string): Promise<string> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text, { flag: 'wx' });
    return `${path}: written`;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : error;
    if (code === 'EEXIST') return `${path}: is there already, and is left as it is`;
    throw new CommandLineError(`${path} cannot be written (${code}).`, { exitCode: 1, cause: error });
  }
}
