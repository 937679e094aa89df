/** GitHub does not know a new issue everywhere at once: that it is not found says nothing for a minute. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { PipelinePorts } from '../../src/app/pipeline.ts';
import { minuteMs } from '../../src/core/instant.ts';
import { GitHubFailure } from '../../src/ports.ts';
import type { Issue } from '../../src/sandbox/github/state/world.ts';
import { labelsOf, startWorld, type World } from './world.ts';

const notFound = new GitHubFailure('Could not resolve to an Issue', { code: 'issue-not-found' });
const away = new GitHubFailure('502', { retry: { notBefore: undefined } });

/** What the next reads fail with, one after the other. */
let failingReads: GitHubFailure[] = [];
/** What the reads fail with that follow the next write, which fails too. */
let afterFailedWrite: GitHubFailure[] | undefined;
/** How long a failing read takes. */
let answersAfterMs = 0;
let world: World;
let issue: Issue;

function between({ store, github }: PipelinePorts): PipelinePorts {
  return {
    store,
    github: {
      async read(...args) {
        const failure = failingReads.shift();
        if (failure === undefined) return await github.read(...args);
        world.github.clock.advance(answersAfterMs);
        throw failure;
      },
      async write(...args) {
        if (afterFailedWrite === undefined) return await github.write(...args);
        failingReads = afterFailedWrite;
        afterFailedWrite = undefined;
        throw away;
      },
    },
  };
}

beforeEach(async () => {
  failingReads = [];
  answersAfterMs = 0;
  afterFailedWrite = undefined;
  world = await startWorld({ app: { between } });
  issue = world.openPlan();
  await world.settle();
});

afterEach(() => world.end());

it('does not let go of a release whose issue is not found after other trouble', async () => {
  failingReads = [away, away, away, notFound];
  world.as('product-manager').comment(issue, '/advance canary');
  await world.settle();
  expect(labelsOf(issue)).toContain('stage: canary');
});

it('does not set effects aside whose issue is not found when they are tried again', async () => {
  afterFailedWrite = [notFound];
  world.as('product-manager').comment(issue, '/advance canary');
  await world.settle();
  expect(labelsOf(issue)).toContain('stage: canary');
});

it('counts the minute until it asked, not until it saw the answer', async () => {
  failingReads = [notFound];
  answersAfterMs = 2 * minuteMs;
  world.as('product-manager').comment(issue, '/advance canary');
  await world.settle();
  expect(labelsOf(issue)).toContain('stage: canary');
});

it('looks for a minute, and then lets go', async () => {
  failingReads = Array.from({ length: 7 }, () => notFound);
  world.as('product-manager').comment(issue, '/advance canary');
  await world.settle();
  expect((await world.app.releases())[0]?.rollout.suspended).toBe('closed');
});
