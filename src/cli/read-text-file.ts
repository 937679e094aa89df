import { readFile } from 'node:fs/promises';
import { CommandLineError } from './command-line-error.ts';

/** The file's text; `-` is standard input. Throws `CommandLineError` when it cannot be read. */
export async function readTextFile(path: string): Promise<string> {
  try {
    return await readFile(path === '-' ? '/dev/stdin' : path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : error;
    const why = code === 'ENOENT' ? 'there is no such file' : `it cannot be read (${code})`;
    throw new CommandLineError(`${path}: ${why}.`, { cause: error });
  }
}
