import { moveToPostgres } from '../adapters/database/move.ts';
import { StoreFailure } from '../adapters/database/store-failure.ts';
import { loadEnvFile } from '../main.ts';
import { readArguments } from './arguments.ts';
import { CommandLineError } from './command-line-error.ts';

/** Carries everything from the embedded database to PostgreSQL, while Rollcall is stopped. */
export async function move(args: readonly string[]): Promise<number> {
  const { values } = readArguments(args, { to: { type: 'string' } });
  if (values.to === undefined) throw new CommandLineError('usage: rollcall move --to postgres://…');
  loadEnvFile();
  const dataDir = process.env['ROLLCALL_DATA_DIR'] ?? '.rollcall';
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  try {
    const counts = await moveToPostgres({ dataDir, databaseUrl: values.to, log, acceptDataLoss: false });
    for (const [table, rows] of Object.entries(counts)) process.stdout.write(`${table}: ${rows}\n`);
  } catch (error) {
    if (error instanceof StoreFailure) throw new CommandLineError(error.message, { cause: error });
    throw error;
  }
  process.stdout.write('Set DATABASE_URL and start Rollcall again. The embedded database is left as it was.\n');
  return 0;
}
