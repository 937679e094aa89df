/** The app in a process of its own, for tests that kill it. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { GitHubSandbox } from '../../src/sandbox/github/start-github.ts';

export interface AppProcess {
  readonly child: ChildProcessByStdio<Writable, Readable, null>;
  readonly webhookUrl: string;
  /** Resolves with the first line on its output that has this message, from now on. */
  says(message: string): Promise<{ readonly port?: number }>;
}

export interface ProcessOptions {
  /** The program and its arguments. */
  readonly words: readonly string[];
  readonly dataDir: string;
  readonly databaseUrl?: string | undefined;
}

/** Resolves when it is ready; webhooks go to it from then on. */
export async function startProcess(github: GitHubSandbox, options: ProcessOptions): Promise<AppProcess> {
  const { words, dataDir, databaseUrl } = options;
  const child = spawn(process.execPath, ['--import', 'tsx', ...words], {
    env: {
      PATH: process.env['PATH'],
      APP_ID: String(github.app.id),
      PRIVATE_KEY: github.privateKey,
      WEBHOOK_SECRET: github.webhookSecret,
      GHE_HOST: new URL(github.url).host,
      GHE_PROTOCOL: 'http',
      ROLLCALL_DATA_DIR: dataDir,
      HOST: '127.0.0.1',
      PORT: '0',
      ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  // It must not outlive a test that failed before it ended it.
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
  const lines = createInterface({ input: child.stdout });
  const says = (message: string) => hear(lines, message);
  const { port } = await says('ready');
  const webhookUrl = `http://127.0.0.1:${port}/api/github/webhooks`;
  github.sendWebhooksTo(webhookUrl);
  return { child, webhookUrl, says };
}

/** Longer than the lease of a process that is gone, which only PostgreSQL keeps. */
const leaseMs = 31_000;

/** Starts `dying-process.ts`, each time with a clock that is so much faster that no lease of the one before is in the way. */
export function dyingProcesses(
  github: GitHubSandbox,
  options: Omit<ProcessOptions, 'words'>,
): () => Promise<AppProcess> {
  const program = fileURLToPath(new URL('./dying-process.ts', import.meta.url));
  let starts = 0;
  return () => {
    starts += 1;
    return startProcess(github, { ...options, words: [program, String(starts * leaseMs)] });
  };
}

function hear(lines: Interface, message: string): Promise<{ readonly port?: number }> {
  return new Promise((resolve, reject) => {
    lines.on('line', (line) => {
      const entry = JSON.parse(line);
      if (entry.msg === message) resolve(entry);
    });
    lines.once('close', () => reject(new Error(`the process ended before it said ${message}`)));
  });
}

/** Resolves with the exit code. */
export async function kill({ child }: AppProcess, signal: NodeJS.Signals): Promise<number | null> {
  const gone = once(child, 'exit');
  child.kill(signal);
  const [code] = await gone;
  return code;
}

export async function until(what: () => boolean | Promise<boolean>): Promise<void> {
  for (let tried = 0; tried < 1_200; tried += 1) {
    if (await what()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('it did not happen in half a minute');
}

/** Nothing waits in the database, and nothing is on its way to the app. */
export async function comeToRest(github: GitHubSandbox, app: AppProcess): Promise<void> {
  await until(() => isAtRest(app));
  await github.quiet();
  await until(() => isAtRest(app));
}

async function isAtRest({ webhookUrl }: AppProcess): Promise<boolean> {
  const { queue } = Object(await (await fetch(new URL('/readyz', webhookUrl))).json());
  return queue.events === 0 && queue.effects === 0;
}

/** What was not acknowledged is delivered again, as the app itself asks for a minute later. */
export async function deliverAgain({ deliveries }: GitHubSandbox, { webhookUrl }: AppProcess, text: string) {
  const last = deliveries.findLast((one) => one.body.includes(text));
  if (last === undefined || last.statusCode === 200) return;
  await fetch(webhookUrl, { method: 'POST', headers: last.headers, body: last.body });
}
