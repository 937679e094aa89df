import { loadEnvFile, main } from '../main.ts';

/** The server process; it ends by a signal. */
export async function start(): Promise<number> {
  loadEnvFile();
  await main(process.env);
  return 0;
}
