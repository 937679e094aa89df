/** Power cuts, simulated: a process is stopped under load, and its database is opened as its disk has it at that moment. */
import { type ChildProcessByStdio, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import Database from 'libsql';

/** It needs a C compiler and a C library that takes preloads. CI has both; there it must not go unnoticed if not. */
export function canCutPower(): boolean {
  const possible = process.platform === 'linux' && spawnSync('cc', ['--version']).status === 0;
  if (!possible && process.env['CI'] === 'true') throw new Error('CI has no C compiler for the power cuts');
  return possible;
}

export interface PowerCuts {
  /** How many processes run one after the other, each on what the cut of the one before has left. */
  readonly processes: number;
  /** How often the power fails in the life of each. */
  readonly cuts: number;
  /** SQLite's `synchronous` in the place of the store's own. */
  readonly synchronous?: string;
}

export interface AfterPowerCuts {
  /** What was promised to be on disk by the time of a cut. */
  readonly promised: number;
  /** Promised, and not there after a cut. */
  readonly lost: readonly string[];
  /** What was wrong with files that could not be opened, or whose pages were damaged. */
  readonly damage: readonly string[];
}

/** Every cut is looked into by itself. `folder` is for everything that is written. */
export async function cutPower(folder: string, { processes, cuts, synchronous }: PowerCuts): Promise<AfterPowerCuts> {
  const preload = compileDisk(folder);
  const lost: string[] = [];
  const damage: string[] = [];
  const promised = new Set<string>();
  for (let life = 0; life < processes; life += 1) {
    const [directory, disk] = [join(folder, `data-${life}`), join(folder, `disk-${life}`)];
    const before = join(folder, `disk-${life - 1}`);
    for (const place of [directory, disk]) {
      if (life === 0) mkdirSync(place);
      else cpSync(before, place, { recursive: true });
    }
    // Of every second process the kernel writes back what nobody asked it to.
    const writtenBack = life % 2 === 0 ? 0 : 40;
    const running = start({ directory, disk, preload, writtenBack, prefix: `p${life}`, synchronous });
    await running.promises(50);
    for (let cut = 0; cut < cuts; cut += 1) {
      await running.promises(20 + Math.floor(Math.random() * 120));
      await stopAnywhere();
      const known = [...running.promised];
      running.child.kill(cut === cuts - 1 ? 'SIGKILL' : 'SIGSTOP');
      if (cut === cuts - 1) await once(running.child, 'exit');
      else await untilStopped(running.child.pid ?? 0);
      for (const promise of known) promised.add(promise);
      const image = join(folder, `image-${life}-${cut}`);
      cpSync(disk, image, { recursive: true });
      const found = lookInto(join(image, 'rollcall.db'));
      if (found.damage !== undefined) damage.push(found.damage);
      lost.push(...[...promised].filter((promise) => !found.kept.has(promise)));
      rmSync(image, { recursive: true });
      running.child.kill('SIGCONT');
    }
  }
  return { promised: promised.size, lost, damage };
}

/** Somewhere between two promises: a few hundred microseconds of waiting. */
async function stopAnywhere(): Promise<void> {
  const until = performance.now() + Math.random() * 2;
  while (performance.now() < until) await new Promise((resolve) => setImmediate(resolve));
}

function compileDisk(folder: string): string {
  const source = fileURLToPath(new URL('./disk-after-power-cut.c', import.meta.url));
  const library = join(folder, 'disk-after-power-cut.so');
  execFileSync('cc', ['-shared', '-fPIC', '-O1', '-o', library, source]);
  return library;
}

interface Running {
  readonly child: ChildProcessByStdio<null, Readable, null>;
  readonly promised: readonly string[];
  /** Resolves when so many more promises have been made. */
  promises(count: number): Promise<void>;
}

interface Start {
  readonly directory: string;
  readonly disk: string;
  readonly preload: string;
  readonly writtenBack: number;
  readonly prefix: string;
  readonly synchronous: string | undefined;
}

function start({ directory, disk, preload, writtenBack, prefix, synchronous }: Start): Running {
  const script = fileURLToPath(new URL('./busy-process.ts', import.meta.url));
  const more = synchronous === undefined ? [] : [synchronous];
  const child = spawn(process.execPath, ['--import', 'tsx', script, directory, prefix, ...more], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      LD_PRELOAD: preload,
      POWER_CUT_DIRECTORY: directory,
      POWER_CUT_DISK: disk,
      POWER_CUT_WRITTEN_BACK: String(writtenBack),
    },
  });
  const promised: string[] = [];
  let wanted = Number.POSITIVE_INFINITY;
  let tell = () => {};
  createInterface({ input: child.stdout }).on('line', (line) => {
    promised.push(line);
    if (promised.length >= wanted) tell();
  });
  return {
    child,
    promised,
    promises: (count) =>
      new Promise((resolve, reject) => {
        wanted = promised.length + count;
        tell = resolve;
        child.once('exit', () => reject(new Error('the process ended by itself')));
      }),
  };
}

async function untilStopped(pid: number): Promise<void> {
  while (!/^\d+ \(.*\) T/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Opens a file as the next start does, and reads all of it. */
function lookInto(path: string): { readonly kept: ReadonlySet<string>; readonly damage: string | undefined } {
  const kept = new Set<string>();
  try {
    const database = new Database(path);
    const rows = database.prepare('select delivery_id, state from inbox').all() as {
      readonly delivery_id: string;
      readonly state: string;
    }[];
    for (const row of rows) {
      kept.add(`received ${row.delivery_id}`);
      if (row.state === 'done') kept.add(`decided ${row.delivery_id}`);
    }
    const [check] = database.pragma('integrity_check(1)') as { readonly integrity_check: string }[];
    database.close();
    return { kept, damage: check?.integrity_check === 'ok' ? undefined : (check?.integrity_check ?? 'no answer') };
  } catch (error) {
    return { kept, damage: error instanceof Error ? error.message : String(error) };
  }
}

/** A folder for one test, with its real path: that is how the process's own files are called. */
export function powerCutFolder(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), 'rollcall-power-')));
}
