import { readFile } from 'node:fs/promises';
import { CommandLineError } from './command-line-error.ts';

/** The file's text; `-` is standard input. Throws `CommandLineError` when it cannot be read. */
export async function readTextFile(path: string): Promise<string> {
  try {
    return await readFile(path === '-' ? '/dev/stdin' : path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : error;
    throw new CommandLineError(`${path} cannot be read (${code}).`, { cause: error });
  }
}
