import { signOff } from '../roll-call/sign-off.ts';
import { type Command, refused } from './command.ts';

const example = '/no-go as Engineering: the error budget is spent';

export const noGo: Command = {
  name: 'no-go',
  usage: '/no-go [as role:] why',
  examples: [example],
  permission: 'role',
  run({ text }, context) {
    const { role, why } = readNoGo(text);
    if (why === '') return refused({ reason: 'reason-missing', example });
    return signOff({ role, answer: 'no-go', text: why }, context);
  },
};

function readNoGo(text: string): { role: string | undefined; why: string } {
  if (!/^as\s/i.test(text)) return { role: undefined, why: text };
  const colon = text.indexOf(':');
  if (colon === -1) return { role: text.slice(3).trim(), why: '' };
  return { role: text.slice(3, colon).trim(), why: text.slice(colon + 1).trim() };
}
