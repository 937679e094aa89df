import { withSlot } from '../reports/slots.ts';
import { type Command, done } from './command.ts';

/** The summary is a comment of its own that is kept up to date; asking again posts a new one. */
export const summary: Command = {
  name: 'summary',
  usage: '/summary',
  examples: ['/summary'],
  permission: 'read',
  run(_args, { draft, comment }) {
    return done(withSlot(draft, 'summary', `summary:${comment.id}`));
  },
};
