import { request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { appCredentials } from '../app-credentials.ts';
import { freePort, residentMegabytes, startProgram, stopChild } from '../child.ts';
import { below, type Figure, type Measure } from '../figure.ts';
import { median } from '../sample.ts';
import { scriptWords } from '../script-words.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const idleMs = 5_000;
const laterStarts = 3;

/** `npm start` until it takes webhooks, with GitHub away, and what it holds when it is idle. */
export const start: Figure = {
  name: 'start',
  async measure() {
    const ours = await startRepeatedly(scriptWords('start'), '/readyz');
    const theirs = await startRepeatedly(referenceCommand(), '/ping');
    const empty = 'an empty Probot app';
    const measures: Measure[] = [
      {
        what: 'first start until ready',
        value: ours.first,
        unit: 's',
        reference: { what: empty, value: theirs.first },
        bar: below(2),
      },
      {
        what: 'later starts until ready',
        value: ours.later,
        unit: 's',
        reference: { what: empty, value: theirs.later },
        bar: below(1),
      },
    ];
    if (ours.idle === undefined || theirs.idle === undefined) return measures;
    return [
      ...measures,
      {
        what: 'memory after 5 s idle',
        value: ours.idle,
        unit: 'MB',
        reference: { what: empty, value: theirs.idle },
        bar: below(150),
      },
    ];
  },
};

interface Starts {
  /** Seconds, with nothing cached. */
  readonly first: number;
  readonly later: number;
  /** Megabytes. */
  readonly idle: number | undefined;
}

async function startRepeatedly(command: readonly string[], path: string): Promise<Starts> {
  // What a TypeScript runner caches it keeps in the folder for temporary files.
  const env = { TMPDIR: temporaryFolder(), ROLLCALL_DATA_DIR: temporaryFolder() };
  const first = await startOnce(command, path, env, 0);
  const later: number[] = [];
  for (let count = 1; count < laterStarts; count += 1) later.push((await startOnce(command, path, env, 0)).seconds);
  const last = await startOnce(command, path, env, idleMs);
  later.push(last.seconds);
  return { first: first.seconds, later: median(later.sort((a, b) => a - b)), idle: last.megabytes };
}

async function startOnce(
  command: readonly string[],
  path: string,
  env: Readonly<Record<string, string>>,
  waitMs: number,
) {
  const port = await freePort();
  const started = performance.now();
  const child = startProgram(command, {
    ...env,
    APP_ID: String(appCredentials.appId),
    PRIVATE_KEY: appCredentials.privateKey,
    WEBHOOK_SECRET: appCredentials.webhookSecret,
    HOST: '127.0.0.1',
    PORT: String(port),
    // Nobody listens there: GitHub is away.
    GHE_HOST: `127.0.0.1:${await freePort()}`,
    GHE_PROTOCOL: 'http',
    LOG_LEVEL: 'error',
  });
  while (!(await answersOk(port, path))) {
    if (child.exitCode !== null) throw new Error(`${command.join(' ')} ended with ${child.exitCode}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const seconds = (performance.now() - started) / 1000;
  if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
  const megabytes = waitMs > 0 ? residentMegabytes(child.pid) : undefined;
  await stopChild(child);
  return { seconds, megabytes };
}

function answersOk(port: number, path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = request({ host: '127.0.0.1', port, path, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    asked.on('error', () => resolve(false));
    asked.end();
  });
}

/** As Probot's own command runs an app. */
function referenceCommand(): readonly string[] {
  return [process.execPath, fileURLToPath(new URL('../servers/empty-probot.js', import.meta.url))];
}
