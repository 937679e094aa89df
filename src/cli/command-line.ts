import { EnvError } from '../app/env.ts';
import { CommandLineError } from './command-line-error.ts';
import { findSubcommand, suggestion, usage, usageOf } from './subcommands.ts';

/** The exit code of a process that was told the wrong things: sysexits.h calls it EX_CONFIG. */
const configurationError = 78;

const helpWords = new Set(['help', '--help', '-h']);

/** Runs one subcommand and resolves with the exit code; its code is loaded only then, so that a quick check starts quickly. */
export async function runCommandLine(words: readonly string[]): Promise<number> {
  const [first] = words;
  const asksForHelp = first === undefined || helpWords.has(first);
  const found = findSubcommand(asksForHelp ? words.slice(1) : words);
  if (found === undefined) {
    if (asksForHelp) process.stdout.write(usage());
    else process.stderr.write(`There is no command ${first}.${suggestion(words)}\n\n${usage()}`);
    return asksForHelp ? 0 : 2;
  }
  const { command, rest } = found;
  if (asksForHelp || rest.some((word) => word === '--help' || word === '-h')) {
    process.stdout.write(usageOf(command));
    return 0;
  }
  try {
    return await command.run(rest);
  } catch (error) {
    if (error instanceof EnvError) {
      process.stderr.write(`${error.message}\n`);
      return configurationError;
    }
    if (!(error instanceof CommandLineError)) throw error;
    process.stderr.write(`${error.message}\n${error.showsUsage ? usageOf(command) : ''}`);
    return error.exitCode;
  }
}
