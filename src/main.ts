import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { run } from 'probot';
import { StoreFailure } from './adapters/database/store-failure.ts';
import { EnvError, isRegistered, readEnv } from './app/env.ts';
import { systemClock } from './app/system-clock.ts';
import { type Role, startApp } from './app/wire.ts';
import { rollcall } from './index.ts';

/** The exit code of a process that was told the wrong things: sysexits.h calls it EX_CONFIG. */
const configurationError = 78;

/** How long a stop may take before the process gives up on what is under way; the next start takes it up again. */
const drainMs = 10_000;

/** The server process. Before the App is registered it serves Probot's set-up page instead, which registers it from app.yml. */
export async function main(variables: NodeJS.ProcessEnv, role: Role = 'all'): Promise<void> {
  if (!isRegistered(variables)) {
    process.stdout.write(
      'No App is registered yet. Open the address below, or the public one that leads to it, to register it on GitHub.\n',
    );
    await run(() => {}, { env: variables });
    return;
  }
  try {
    await start(variables, role);
  } catch (error) {
    if (isPortTaken(error)) {
      process.stderr.write('The port is taken by another process. Set PORT to another one.\n');
      process.exit(1);
    }
    if (!(error instanceof EnvError) && !(error instanceof StoreFailure)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = error instanceof EnvError ? configurationError : 1;
  }
}

function isPortTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}

/** From the flags of the command line. */
export function roleOf(flags: readonly string[]): Role {
  const [web, worker] = ['--web', '--worker'].map((flag) => flags.includes(flag));
  if (web === worker) return 'all';
  return web === true ? 'web' : 'worker';
}

async function start(variables: NodeJS.ProcessEnv, role: Role): Promise<void> {
  const env = readEnv(variables);
  if (role !== 'all' && env.databaseUrl === undefined) {
    throw new EnvError('--web and --worker need DATABASE_URL: the embedded database belongs to one process.');
  }
  const log = pino({
    level: env.logLevel,
    redact: ['req.headers["x-hub-signature-256"]', 'req.headers.authorization'],
  });
  const app = await startApp({ ...env, role, clock: systemClock, log, listen: rollcall });
  log.info({ port: app.port, role, store: env.databaseUrl === undefined ? 'embedded' : 'postgres' }, 'ready');

  const stop = (signal: string) => {
    log.info({ signal }, 'stopping');
    const giveUp = setTimeout(() => process.exit(1), drainMs);
    app
      .stop()
      .then(() => clearTimeout(giveUp))
      .catch((error: unknown) => {
        log.error({ err: error }, 'stopping failed');
        process.exit(1);
      });
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

/** The set-up page leaves the credentials in `.env`; what the environment says itself comes first. */
export function loadEnvFile(path = '.env'): void {
  if (existsSync(path)) process.loadEnvFile(path);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  loadEnvFile();
  await main(process.env, roleOf(process.argv.slice(2)));
}
