import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { type Instant, minuteMs } from '../../core/instant.ts';
import type { AppUnderTest } from '../app-under-test.ts';
import { driver } from '../driver.ts';
import { readAppManifest } from '../github/app-manifest.ts';
import type { GitHubSandbox } from '../github/start-github.ts';
import type { Account, Repository } from '../github/state/world.ts';
import { startRollcall } from '../start-rollcall.ts';
import { startSandbox } from '../start-sandbox.ts';
import type { DemoRelease } from './demo-release.ts';

/** The sandbox's GitHub and the real app beside it, as the page uses them. */
export interface SandboxWorld {
  readonly github: GitHubSandbox;
  readonly app: AppUnderTest;
  readonly repository: Repository;
  /** The app's own account. */
  readonly bot: Account;
  /** Login of the person whom one is to begin with. */
  readonly firstPerson: string;
  /** Does something a minute after what was done last, and lets everything that follows from it happen. */
  act<T>(deed: () => T): Promise<T>;
  /** Moves the clock; what falls due on the way happens at its own moment, in order. */
  moveClock(to: (now: Instant) => Instant): Promise<void>;
  /** When the app will next do something by itself. */
  nextDueAt(): Promise<Instant | undefined>;
  /** Tells that something may look different now; the returned function cancels. */
  onChange(callback: () => void): () => void;
  stop(): Promise<void>;
}

const manifestFile = fileURLToPath(new URL('../../../app.yml', import.meta.url));

/** Starts GitHub and the app and opens the demo's release. Links that the app writes begin with `webUrl`. */
export async function startWorld(demo: DemoRelease, options: { webUrl: string; log: Logger }): Promise<SandboxWorld> {
  const { github, app, cast, stop } = await startSandbox({
    scenario: demo.scenario,
    startApp: startRollcall,
    manifest: await readAppManifest(manifestFile),
    ...options,
  });
  const { clock } = github;
  const listeners = new Set<() => void>();
  const changed = () => {
    for (const listener of listeners) listener();
  };
  github.onChange(changed);
  const drive = driver(github, app, changed);
  let last: Promise<unknown> = Promise.resolve();

  /** One after the other, whoever asks. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = last.then(work);
    last = done.catch(() => undefined).then(changed);
    return done;
  }

  const world: SandboxWorld = {
    github,
    app,
    repository: cast.repository,
    bot: cast.bot,
    firstPerson: demo.opening.as,
    act: (deed) =>
      inTurn(async () => {
        await drive.waitUntil(clock.now() + minuteMs);
        const result = deed();
        changed();
        await drive.settle();
        return result;
      }),
    moveClock: (to) => inTurn(() => drive.waitUntil(to(clock.now()))),
    async nextDueAt() {
      return (await app.nextWake()).timerAt;
    },
    onChange(callback) {
      listeners.add(callback);
      return () => listeners.delete(callback);
    },
    async stop() {
      await last;
      await stop();
    },
  };
  const { as, title, body = '', labels = [] } = demo.opening;
  await world.act(() => cast.as(as).openIssue(cast.repository, { title, body, labels }));
  return world;
}
