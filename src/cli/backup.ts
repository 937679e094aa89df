import { backUp } from '../adapters/database/backup.ts';
import { StoreFailure } from '../adapters/database/store-failure.ts';
import { loadEnvFile } from '../main.ts';
import { readArguments } from './arguments.ts';
import { CommandLineError } from './command-line-error.ts';

/** Copies the embedded database into a file, also while Rollcall is running. */
export async function backup(args: readonly string[]): Promise<number> {
  const { positionals } = readArguments(args, {});
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new CommandLineError('usage: rollcall backup FILE');
  loadEnvFile();
  if (process.env['DATABASE_URL'] !== undefined) {
    throw new CommandLineError('DATABASE_URL is set: back PostgreSQL up with its own pg_dump.');
  }
  try {
    backUp(process.env['ROLLCALL_DATA_DIR'] ?? '.rollcall', file);
  } catch (error) {
    if (error instanceof StoreFailure) throw new CommandLineError(error.message, { cause: error });
    throw error;
  }
  process.stdout.write(`${file}\n`);
  return 0;
}
