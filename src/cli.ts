#!/usr/bin/env node
import { CommandLineError } from './cli/command-line-error.ts';
import { findSubcommand, usage } from './cli/subcommands.ts';

/** Runs one subcommand; its code is loaded only then, so that a quick check starts quickly. */
async function main(words: readonly string[]): Promise<number> {
  const found = findSubcommand(words);
  if (found === undefined) {
    const asked = words[0] === undefined || words[0] === 'help' || words[0] === '--help';
    (asked ? process.stdout : process.stderr).write(usage());
    return asked ? 0 : 2;
  }
  try {
    return await found.run(found.rest);
  } catch (error) {
    if (!(error instanceof CommandLineError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return error.exitCode;
  }
}

process.exitCode = await main(process.argv.slice(2));
