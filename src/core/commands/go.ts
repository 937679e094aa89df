import { signOff } from '../roll-call/sign-off.ts';
import type { Command } from './command.ts';

export const go: Command = {
  name: 'go',
  usage: '/go [as role] [if condition]',
  examples: ['/go as Product owner', '/go as QA if #123 is fixed'],
  permission: 'role',
  run({ text }, context) {
    const { role, condition } = readGo(text);
    const answer = condition === undefined ? 'go' : 'conditional-go';
    return signOff({ role, answer, text: condition }, context);
  },
};

function readGo(text: string): { role: string | undefined; condition: string | undefined } {
  const padded = ` ${text}`;
  const at = padded.search(/\sif\s/i);
  const head = (at === -1 ? padded : padded.slice(0, at)).trim();
  const condition = at === -1 ? undefined : padded.slice(at + 3).trim();
  const role = head.replace(/^as\s+/i, '').trim();
  return { role: role === '' ? undefined : role, condition: condition === '' ? undefined : condition };
}
