/** A PostgreSQL server of one's own for a test file, from the binaries that are installed, if any are. */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import pg from 'pg';

export interface PostgresServer {
  /** Makes an empty database and returns its URL. */
  createDatabase(): Promise<string>;
  /** Ends the server at once, as a crash would, and starts it again on the same data. */
  crash(): Promise<void>;
  stop(): Promise<void>;
}

export interface ServerOptions {
  /** Lines for the server's command line, `fsync=on`. Off by default: the data is thrown away. */
  readonly settings?: readonly string[];
}

/** The folder with PostgreSQL's programs, newest version first; undefined when it cannot be run here. */
export function findPostgres(): string | undefined {
  if (process.getuid?.() === 0 && serverUser() === undefined) return undefined;
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map((version) => join(debian, version, 'bin')),
    ...(process.env['PATH'] ?? '').split(delimiter),
  ];
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')));
}

/** Starts a server on a socket in a folder of its own. It is stopped with this process, however that ends. */
export async function startPostgres(programs: string, options: ServerOptions = {}): Promise<PostgresServer> {
  const user = serverUser();
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-pg-'));
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const initdb = ['-D', data, '-U', 'rollcall', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'];
  execFileSync(join(programs, 'initdb'), initdb, { ...user, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  const settings = [
    'fsync=off',
    'listen_addresses=',
    'max_connections=60',
    'shared_buffers=16MB',
    ...(options.settings ?? []),
  ];
  const command = [join(programs, 'postgres'), '-D', data, '-k', folder, ...settings.flatMap((line) => ['-c', line])];
  const url = (database: string) => `postgres://rollcall@${encodeURIComponent(folder)}/${database}`;
  let server = await start(command, user, folder, url('postgres'));
  let databases = 0;
  return {
    async createDatabase() {
      databases += 1;
      await query(url('postgres'), `create database t${databases}`);
      return url(`t${databases}`);
    },
    async crash() {
      await end(server, 'SIGUSR1');
      server = await start(command, user, folder, url('postgres'));
    },
    async stop() {
      await end(server, 'SIGTERM');
    },
  };
}

/** PostgreSQL refuses to run as root. Debian's package has made a user for it. */
function serverUser(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout);
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined;
}

/**
 * A shell stands between: when this process is gone its input ends, and it takes the server and the folder with it.
 * Asked with SIGUSR1 it ends the server without a shutdown and leaves the data.
 */
const keeper = `
"$@" 2>server.log & server=$!
trap 'kill -QUIT $server; wait $server; exit' USR1
trap 'kill -INT $server; wait $server; cd /; rm -rf "$OLDPWD"; exit' TERM
{ cat >/dev/null; kill -TERM $$ 2>/dev/null; } <&3 &
wait $server
`;

async function start(
  command: readonly string[],
  user: ReturnType<typeof serverUser>,
  folder: string,
  url: string,
): Promise<ChildProcess> {
  const child = spawn('sh', ['-c', keeper, 'sh', ...command], {
    ...user,
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
  });
  for (let tried = 0; ; tried += 1) {
    try {
      await query(url, 'select 1');
      return child;
    } catch (error) {
      if (tried > 400 || child.exitCode !== null) throw error;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
  child.stdio[3]?.destroy();
}

async function query(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}
