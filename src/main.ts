import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { run } from 'probot';
import { EnvError, isRegistered, readEnv } from './app/env.ts';
import { systemClock } from './app/system-clock.ts';
import { startApp } from './app/wire.ts';
import { rollcall } from './index.ts';

/** The exit code of a process that was told the wrong things: sysexits.h calls it EX_CONFIG. */
const configurationError = 78;

/** How long a stop may take before the process gives up on what is under way; the next start takes it up again. */
const drainMs = 10_000;

/** The server process. Before the App is registered it serves Probot's set-up page instead, which registers it from app.yml. */
export async function main(variables: NodeJS.ProcessEnv): Promise<void> {
  if (!isRegistered(variables)) {
    await run(() => {}, { env: variables });
    return;
  }
  try {
    await start(variables);
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = configurationError;
  }
}

async function start(variables: NodeJS.ProcessEnv): Promise<void> {
  const env = readEnv(variables);
  const log = pino({
    level: env.logLevel,
    redact: ['req.headers["x-hub-signature-256"]', 'req.headers.authorization'],
  });
  const app = await startApp({ ...env, clock: systemClock, log, listen: rollcall });
  log.info({ port: app.port, store: env.databaseUrl === undefined ? 'embedded' : 'postgres' }, 'ready');

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
  await main(process.env);
}
