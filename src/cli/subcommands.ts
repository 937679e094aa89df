import { nearest } from '../core/nearest.ts';

/** To add a subcommand: write its file, and name it here. */
interface Subcommand {
  /** One or two words. */
  readonly name: string;
  readonly usage: string;
  readonly summary: string;
  /** Resolves with the exit code. */
  readonly run: (args: readonly string[]) => Promise<number>;
}

const subcommands: readonly Subcommand[] = [
  {
    name: 'start',
    usage: 'start [--web] [--worker]',
    summary: 'run the app; without credentials: register it',
    run: async (args) => (await import('./start.ts')).start(args),
  },
  {
    name: 'sandbox',
    usage: 'sandbox [--port 4000]',
    summary: 'open a page with a GitHub of its own, to try everything',
    run: async (args) => (await import('./sandbox.ts')).sandbox(args),
  },
  {
    name: 'play',
    usage: 'play FILE [--json OUT]',
    summary: 'play a scenario and tell it as a story',
    run: async (args) => (await import('./play.ts')).play(args),
  },
  {
    name: 'init',
    usage: 'init [--write | OWNER/REPO --pull-request]',
    summary: 'print the files that a team begins with, put them here, or open a pull request with them',
    run: async (args) => (await import('./init.ts')).init(args),
  },
  {
    name: 'plan check',
    usage: 'plan check FILE… [--json | --sarif]',
    summary: 'read release plans and say what is worth a look',
    run: async (args) => (await import('./plan-check.ts')).planCheck(args),
  },
  {
    name: 'config check',
    usage: 'config check [FILE…] [--json | --sarif]',
    summary: 'check .github/rollcall.yml or the files you name, templates too',
    run: async (args) => (await import('./config-check.ts')).configCheck(args),
  },
  {
    name: 'judge',
    usage: 'judge FILE.json | --criterion TEXT --reading 2/205',
    summary: 'ask the rules what they would say',
    run: async (args) => (await import('./judge.ts')).judge(args),
  },
  {
    name: 'redeliver',
    usage: 'redeliver [--hours 72]',
    summary: 'have GitHub deliver again what did not arrive',
    run: async (args) => (await import('./redeliver.ts')).redeliver(args),
  },
  {
    name: 'release show',
    usage: 'release show OWNER/REPO#N [--json]',
    summary: 'print what is known of a release',
    run: async (args) => (await import('./release-show.ts')).releaseShow(args),
  },
  {
    name: 'release rebuild',
    usage: 'release rebuild OWNER/REPO#N',
    summary: 'make a release anew from its issue, after the database was lost',
    run: async (args) => (await import('./release-rebuild.ts')).releaseRebuild(args),
  },
  {
    name: 'backup',
    usage: 'backup FILE',
    summary: 'copy the embedded database, also while it is in use',
    run: async (args) => (await import('./backup.ts')).backup(args),
  },
  {
    name: 'move',
    usage: 'move --to postgres://…',
    summary: 'carry everything from the embedded database to PostgreSQL',
    run: async (args) => (await import('./move.ts')).move(args),
  },
];

/** The subcommand that the words begin with, and the words behind its name. */
export function findSubcommand(
  words: readonly string[],
): { readonly command: Subcommand; readonly rest: readonly string[] } | undefined {
  for (const command of subcommands) {
    const length = command.name.split(' ').length;
    if (words.slice(0, length).join(' ') === command.name) return { command, rest: words.slice(length) };
  }
  return undefined;
}

/** What was probably meant; nothing when nothing is near. */
export function suggestion(words: readonly string[]): string {
  const names = subcommands.map(({ name }) => name);
  const begun = names.filter((name) => name.startsWith(`${words[0]} `));
  const near = nearest(words.slice(0, 2).join(' '), names) ?? nearest(words[0] ?? '', names) ?? begun[0];
  return near === undefined ? '' : ` Did you mean rollcall ${near}?`;
}

export function usageOf({ usage, summary }: Subcommand): string {
  return `usage: rollcall ${usage}\n       ${summary}\n`;
}

/** All subcommands, one a line. */
export function usage(): string {
  const width = Math.max(...subcommands.map((command) => command.usage.length));
  const lines = subcommands.map((command) => `  rollcall ${command.usage.padEnd(width)}  ${command.summary}`);
  return `usage:\n${lines.join('\n')}\n\nFrom a clone: npm run --silent rollcall -- <command>\n`;
}
