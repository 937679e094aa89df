import { loadEnvFile, main, roleOf } from '../main.ts';
import { readArguments } from './arguments.ts';

/** The server process; it ends by a signal. */
export async function start(args: readonly string[]): Promise<number> {
  readArguments(args, { web: { type: 'boolean' }, worker: { type: 'boolean' } });
  loadEnvFile();
  await main(process.env, roleOf(args));
  return 0;
}
