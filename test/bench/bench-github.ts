import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { WriteLimits } from '../../src/adapters/github/write-budget.ts';
import { readAppManifest } from '../../src/sandbox/github/app-manifest.ts';
import { personOf } from '../../src/sandbox/github/person.ts';
import { type GitHubSandbox, startGitHub } from '../../src/sandbox/github/start-github.ts';
import { addUser } from '../../src/sandbox/github/state/accounts.ts';
import { addRepository } from '../../src/sandbox/github/state/repositories.ts';
import type { Issue, Repository } from '../../src/sandbox/github/state/world.ts';
import type { MovableClock } from '../../src/sandbox/movable-clock.ts';
import { runningClock } from './running-clock.ts';

/** Measures what the app can do, not what GitHub allows. */
export const noLimits: WriteLimits = { burst: 1e6, perMinute: 1e7, perHour: 1e8, maxWaitMs: 0 };

export const planText = readFileSync(new URL('../../examples/community-care/plan.md', import.meta.url), 'utf8');

export interface BenchGitHub {
  readonly sandbox: GitHubSandbox;
  readonly repository: Repository;
  /** Goes with the machine's. */
  readonly clock: MovableClock;
}

/** A GitHub with a repository, a product manager and an analyst, whose clock goes. */
export async function startBenchGitHub(latencyMs = 0): Promise<BenchGitHub> {
  const clock = runningClock();
  const sandbox = await startGitHub({
    clock,
    organization: 'acme',
    app: {
      slug: 'rollcall',
      name: 'Rollcall',
      ...(await readAppManifest(fileURLToPath(new URL('../../app.yml', import.meta.url)))),
    },
    webhookSecret: 'bench-secret-that-is-long-enough',
    rateLimit: 10_000_000,
    latencyMs,
  });
  const { platform, organization } = sandbox;
  for (const login of ['product-manager', 'analyst']) addUser(platform, login);
  const repository = addRepository(platform, {
    owner: organization,
    name: 'appointments',
    isPrivate: false,
    collaborators: { 'product-manager': 'write', analyst: 'triage' },
    files: {},
  });
  return { sandbox, repository, clock };
}

/** Has the product manager open a release plan. */
export function openTrackingIssue({ sandbox, repository }: BenchGitHub, count: number): Issue {
  return personOf(sandbox.platform, 'product-manager').openIssue(repository, {
    title: `Release plan ${count}`,
    body: planText,
    labels: ['release-tracking'],
  });
}
