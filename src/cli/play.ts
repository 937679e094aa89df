import { playFile } from '../sandbox/play-file.ts';
import { readArguments } from './arguments.ts';
import { CommandLineError } from './command-line-error.ts';

/** Plays a scenario file; the exit code is 1 when an expectation did not hold. */
export async function play(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(args, { json: { type: 'string' } });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) {
    throw new CommandLineError('Which scenario? One file is wanted.', { showsUsage: true });
  }
  const logLevel = process.env['LOG_LEVEL'];
  return playFile(file, { json: values.json, write: (line) => process.stdout.write(`${line}\n`), logLevel });
}
