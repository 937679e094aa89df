import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { CommandLineError } from './command-line-error.ts';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'that is a folder, and a file is wanted',
};

/** The file's text; `-` is standard input. Throws `CommandLineError` when it cannot be read. */
export async function readTextFile(path: string): Promise<string> {
  try {
    return path === '-' ? await text(process.stdin) : await readFile(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : error;
    const why = reasons[String(code)] ?? `it cannot be read (${code})`;
    throw new CommandLineError(`${path}: ${why}.`, { cause: error });
  }
}
