import { type ParseArgsConfig, parseArgs } from 'node:util';
import { CommandLineError } from './command-line-error.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

/** Flags and files of a subcommand. Throws `CommandLineError` for a flag it does not know. */
export function readArguments<const Known extends Options>(args: readonly string[], options: Known) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    const [message] = (error instanceof Error ? error.message : String(error)).split('. ');
    throw new CommandLineError(`${message}.`.replace(/\.+$/, '.'), { showsUsage: true, cause: error });
  }
}
