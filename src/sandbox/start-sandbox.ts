import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { AppUnderTest, StartApp } from './app-under-test.ts';
import { buildWorld } from './build-world.ts';
import { type Cast, castOf } from './cast.ts';
import type { AppManifest } from './github/app-manifest.ts';
import { type GitHubSandbox, startGitHub } from './github/start-github.ts';
import { movableClock } from './movable-clock.ts';
import type { Scenario } from './scenario-schema.ts';

/** A GitHub with people in it, and the app running against it. */
export interface Sandbox {
  readonly github: GitHubSandbox;
  readonly app: AppUnderTest;
  readonly cast: Cast;
  /** Stops both and deletes the app's data. */
  stop(): Promise<void>;
}

export interface SandboxOptions {
  /** Its steps are not taken here. */
  readonly scenario: Scenario;
  readonly startApp: StartApp;
  /** Of the app's app.yml. */
  readonly manifest: AppManifest;
  readonly log: Logger;
  /** Of GitHub; any free one by default. */
  readonly port?: number | undefined;
  /** Address that links to GitHub's pages begin with. */
  readonly webUrl?: string | undefined;
  /** Real milliseconds for every request to GitHub. */
  readonly latencyMs?: number | undefined;
  /** PostgreSQL instead of the embedded database. */
  readonly databaseUrl?: string | undefined;
}

const appSlug = 'rollcall';
const webhookSecret = 'sandbox-secret-that-is-long-enough';

/** Starts a fresh GitHub with a scenario's people and files, and the app. To move them along, see driver.ts. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { scenario, log, databaseUrl, port, webUrl, latencyMs } = options;
  const clock = movableClock(Date.parse(scenario.clock));
  const github = await startGitHub({
    clock,
    organization: scenario.repository.split('/')[0] ?? '',
    app: { slug: appSlug, name: 'Rollcall', ...options.manifest },
    webhookSecret,
    ...(port === undefined ? {} : { port }),
    ...(webUrl === undefined ? {} : { webUrl }),
    ...(latencyMs === undefined ? {} : { latencyMs }),
  });
  const dataDir = await mkdtemp(join(tmpdir(), 'rollcall-sandbox-'));
  async function clear(): Promise<void> {
    await github.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
  try {
    const cast = castOf(github, buildWorld(github, scenario));
    const keys = { appId: github.app.id, privateKey: github.privateKey, webhookSecret, githubUrl: github.url };
    const app = await options.startApp({ ...keys, clock, dataDir, databaseUrl, log });
    github.sendWebhooksTo(app.webhookUrl);
    return {
      github,
      app,
      cast,
      async stop() {
        await app.stop();
        await clear();
      },
    };
  } catch (error) {
    await clear();
    throw error;
  }
}
