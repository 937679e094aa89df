import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backUp } from '../adapters/database/backup.ts';
import { type OpenStore, openStore } from '../adapters/database/open-store.ts';
import { StoreFailure } from '../adapters/database/store-failure.ts';
import { loadEnvFile } from '../main.ts';
import type { ReleaseSummary } from '../ports.ts';
import { readArguments } from './arguments.ts';
import { CommandLineError } from './command-line-error.ts';

/** Prints what is known of a release: state, ledger, readings. Looks at a copy, so Rollcall may be running. */
export async function releaseShow(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(args, { json: { type: 'boolean' } });
  const name = readIssueName(positionals, 'rollcall release show OWNER/REPO#N [--json]');
  loadEnvFile();
  await withStore(async (store) => {
    const release = await findRelease(store, name);
    const shown = {
      ...release,
      readings: (await store.load(release.issue)).readings,
      ledger: await store.ledger(release.issue),
    };
    const check = await store.checkLedger(release.issue);
    if (values.json === true) process.stdout.write(`${JSON.stringify({ ...shown, check }, undefined, 2)}\n`);
    else process.stdout.write(describe(shown, check));
  });
  return 0;
}

interface IssueName {
  readonly owner: string;
  readonly repository: string;
  readonly number: number;
}

export function readIssueName(positionals: readonly string[], usage: string): IssueName {
  const [, owner, repository, number] = /^([^/\s]+)\/([^#\s]+)#([1-9]\d{0,8})$/.exec(positionals[0] ?? '') ?? [];
  if (owner === undefined || repository === undefined || positionals.length !== 1) {
    throw new CommandLineError(`usage: ${usage}`);
  }
  return { owner, repository, number: Number(number) };
}

async function withStore(use: (store: OpenStore) => Promise<void>): Promise<void> {
  const databaseUrl = process.env['DATABASE_URL'];
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const copy = databaseUrl === undefined ? await mkdtemp(join(tmpdir(), 'rollcall-show-')) : undefined;
  try {
    if (copy !== undefined) backUp(process.env['ROLLCALL_DATA_DIR'] ?? '.rollcall', join(copy, 'rollcall.db'));
    const store = await openStore({ databaseUrl, dataDir: copy ?? '.', log });
    await use(store).finally(() => store.close());
  } catch (error) {
    if (error instanceof StoreFailure) throw new CommandLineError(error.message, { cause: error });
    throw error;
  } finally {
    if (copy !== undefined) await rm(copy, { recursive: true, force: true });
  }
}

async function findRelease(store: OpenStore, { owner, repository, number }: IssueName): Promise<ReleaseSummary> {
  const found = (await store.releases()).find(
    ({ issue }) =>
      issue.number === number &&
      `${issue.owner}/${issue.repository}`.toLowerCase() === `${owner}/${repository}`.toLowerCase(),
  );
  if (found === undefined) throw new CommandLineError(`${owner}/${repository}#${number} is not known here.`);
  return found;
}

type LedgerCheck = Awaited<ReturnType<OpenStore['checkLedger']>>;

type Shown = ReleaseSummary &
  Pick<Awaited<ReturnType<OpenStore['load']>>, 'readings'> & {
    readonly ledger: Awaited<ReturnType<OpenStore['ledger']>>;
  };

function describe({ issue, rollout, readings, ledger }: Shown, { brokenAt, differs }: LedgerCheck): string {
  const { position, share, suspended, openedAt } = rollout;
  const stage = 'stage' in position ? ` ${position.stage}` : '';
  const lines = [
    `${issue.owner}/${issue.repository}#${issue.number}`,
    `state: ${position.at}${stage}${share === undefined ? '' : `, ${share}%`}${suspended === undefined ? '' : `, ${suspended}`}`,
    `since: ${when(openedAt)}`,
    `ledger: ${ledger.length} entries${brokenAt === undefined ? '' : `, changed by somebody at entry ${brokenAt}`}`,
    `state by the ledger: ${differs === undefined || differs.length === 0 ? 'the same' : `another in ${differs.join(', ')}`}`,
    ...ledger.map((row) =>
      `  ${when(row.at)}  ${row.actor}  ${row.action}: ${row.outcome} ${row.detail ?? ''}`.trimEnd(),
    ),
    `readings: ${readings.length}`,
    ...readings.map((reading) => `  ${when(reading.at)}  ${reading.metric} = ${reading.figure.text}`),
  ];
  return `${lines.join('\n')}\n`;
}

function when(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
}
