import { openStore } from '../adapters/database/open-store.ts';
import { StoreFailure } from '../adapters/database/store-failure.ts';
import { createClients } from '../adapters/github/clients.ts';
import { readAppIdentity } from '../adapters/github/deliveries.ts';
import { findIssue } from '../adapters/github/find-issue.ts';
import { createGitHub } from '../adapters/github/github.ts';
import { readPostedComments } from '../adapters/github/posted-comments.ts';
import { readEnv } from '../app/env.ts';
import { NothingToMake, rebuildRelease } from '../app/rebuild-release.ts';
import { createSetups } from '../app/repository-setup.ts';
import { systemClock } from '../app/system-clock.ts';
import { loadEnvFile } from '../main.ts';
import { GitHubFailure } from '../ports.ts';
import { readArguments } from './arguments.ts';
import { CommandLineError } from './command-line-error.ts';
import { readIssueName } from './release-show.ts';

/** Makes a release anew from its issue, after the database was lost. Rollcall must be stopped. */
export async function releaseRebuild(args: readonly string[]): Promise<number> {
  const { positionals } = readArguments(args, {});
  const name = readIssueName(positionals, 'rollcall release rebuild OWNER/REPO#N');
  loadEnvFile();
  try {
    await rebuild(name);
  } catch (error) {
    if (error instanceof StoreFailure || error instanceof GitHubFailure || error instanceof NothingToMake) {
      throw new CommandLineError(error.message, { cause: error });
    }
    throw error;
  }
  return 0;
}

async function rebuild(name: ReturnType<typeof readIssueName>): Promise<void> {
  const { appId, privateKey, githubUrl, webhookSecret, previousSecret, databaseUrl, dataDir } = readEnv(process.env);
  const clock = systemClock;
  const clients = createClients({ appId, privateKey, baseUrl: githubUrl });
  const app = await readAppIdentity(clients.forApp(), clock);
  const issue = await findIssue(clients, clock, name);
  const secrets: [string, ...string[]] = [webhookSecret, ...(previousSecret === undefined ? [] : [previousSecret])];
  const github = createGitHub({ clients, clock, app, secrets, cutNote: '' });
  const readPosted: Parameters<typeof rebuildRelease>[0]['readPosted'] = (of, since) =>
    readPostedComments(clients.forInstallation(of.installationId), of, { since, now: clock.now(), slug: app.slug });
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const store = await openStore({ databaseUrl, dataDir, log });
  try {
    const setupOf = createSetups(store, new Map());
    const { rollout, comments, otherLabels } = await rebuildRelease(
      { store, github, readPosted, setupOf, clock },
      issue,
    );
    const { position, share } = rollout;
    const stage = 'stage' in position ? ` ${position.stage}` : '';
    process.stdout.write(`${position.at}${stage}, ${share ?? '?'}%, from ${comments} comments\n`);
    for (const label of otherLabels) {
      process.stdout.write(
        `The issue has the label “${label}”, which does not fit. Move the release there if it is right.\n`,
      );
    }
  } finally {
    await store.close();
  }
}
