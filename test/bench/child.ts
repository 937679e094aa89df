import { type ChildProcess, execFileSync, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Starts a program whose output nobody reads. It ends with this process at the latest. */
export function startProgram(words: readonly string[], env: Readonly<Record<string, string>>): ChildProcess {
  const [program = '', ...args] = words;
  return track(spawn(program, args, { env: { ...bareEnv(), ...env }, stdio: ['ignore', 'pipe', 'inherit'] }));
}

/** Starts a TypeScript file and waits for what it says first. Its log, on standard output, goes nowhere. */
export async function startServer<Said>(
  file: URL,
  given: unknown,
  flags: readonly string[] = [],
): Promise<{ readonly child: ChildProcess; readonly said: Said }> {
  const child = track(
    fork(file, {
      execArgv: ['--import', 'tsx', ...flags],
      env: bareEnv(),
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    }),
  );
  child.send({ given });
  return { child, said: await nextMessage<Said>(child) };
}

/** What the child says next; it is trusted to say what its caller expects. */
export async function nextMessage<Said>(child: ChildProcess): Promise<Said> {
  const ended = new AbortController();
  const gone = once(child, 'exit', { signal: ended.signal }).then(() => {
    throw new Error(`${child.spawnfile} ended with ${child.exitCode ?? child.signalCode}`);
  });
  try {
    const [said] = await Promise.race([once(child, 'message', { signal: ended.signal }), gone]);
    return said;
  } finally {
    ended.abort();
    gone.catch(() => {});
  }
}

export async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await gone;
  clearTimeout(force);
}

/** Memory that a process holds, in megabytes; undefined where the system does not say. */
export function residentMegabytes(pid: number | undefined): number | undefined {
  try {
    return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;
  } catch {
    return undefined;
  }
}

/** Processor time that a process has used, in milliseconds; undefined where the system does not say. */
export function processorMs(pid: number | undefined): number | undefined {
  try {
    // Fields 14 and 15 of proc(5) stat, in ticks of 10 ms; the name before them may contain anything.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return undefined;
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** As a server has it: no settings of this shell. */
function bareEnv(): Record<string, string> {
  return { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '' };
}

function track(child: ChildProcess): ChildProcess {
  running.add(child);
  child.stdout?.resume();
  child.once('exit', () => running.delete(child));
  return child;
}
