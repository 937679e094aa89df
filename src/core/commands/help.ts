import { nearest } from '../nearest.ts';
import type { CommandHelp } from '../view-models.ts';
import { type Command, done, refused } from './command.ts';

export const help: Command = {
  name: 'help',
  usage: '/help [command]',
  examples: ['/help', '/help advance'],
  permission: 'read',
  run({ text }, { draft, commands }) {
    const name = text.replace(/^\//, '').toLowerCase();
    if (name === '') return done(draft, { view: 'help', model: { commands: commands.map(commandHelp) } });
    const command = commands.find((candidate) => candidate.name === name);
    if (command !== undefined) return done(draft, { view: 'help-command', model: { command: commandHelp(command) } });
    const names = commands.map((candidate) => candidate.name);
    return refused({ reason: 'unknown-command', name, nearest: nearest(name, names) });
  },
};

/** What help and the README's table say of a command. */
export function commandHelp({ name, usage, permission, examples }: Command): CommandHelp {
  return { name, usage, permission, examples };
}
