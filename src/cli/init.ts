import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readArguments } from './arguments.ts';
import { CommandLineError } from './command-line-error.ts';

/** What a team copies: the same files, at the same paths, as this repository has itself. */
export const teamFiles: readonly string[] = [
  '.github/ISSUE_TEMPLATE/release-plan.yml',
  '.github/ISSUE_TEMPLATE/release-plan.md',
  '.github/rollcall.yml',
];

/** Prints the files that a team begins with, or writes those that are not there yet into the working folder. */
export async function init(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(args, { write: { type: 'boolean' } });
  if (positionals.length > 0) {
    throw new CommandLineError('The files go into the working folder; no other can be named.', { showsUsage: true });
  }
  for (const path of teamFiles) {
    const text = await readFile(ownFile(path), 'utf8');
    process.stdout.write(values.write === true ? `${await place(path, text)}\n` : `==> ${path} <==\n${text}\n`);
  }
  return 0;
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
