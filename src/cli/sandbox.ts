import { pino } from 'pino';
import { readArguments } from './arguments.ts';
import { CommandLineError } from './command-line-error.ts';

/** Serves the sandbox's page until it is stopped. */
export async function sandbox(args: readonly string[]): Promise<number> {
  const { values } = readArguments(args, { port: { type: 'string', default: '4000' } });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new CommandLineError('--port takes a number from 0 to 65535.');
  const log = pino({ level: process.env['LOG_LEVEL'] ?? 'warn' }, pino.destination(2));
  // It renders pages with packages that are not installed in production.
  const { startSandboxPage } = await import('../sandbox/page/start-sandbox-page.ts');
  const page = await startSandboxPage({ port, log }).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    throw new CommandLineError(`Port ${port} is taken; choose another one with --port.`, { cause: error });
  });
  process.stdout.write(
    `The sandbox is at ${page.url}\nA release is open there already: type /advance canary.\nStop it with Ctrl-C; nothing is kept.\n`,
  );
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await page.stop();
  return 0;
}
