import { cardModel } from '../card.ts';
import { type Command, done } from './command.ts';

export const status: Command = {
  name: 'status',
  usage: '/status',
  examples: ['/status'],
  permission: 'read',
  run(_args, { draft, snapshot }) {
    return done(draft, { view: 'card', model: cardModel(draft, snapshot) });
  },
};
