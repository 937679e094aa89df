import { type Command, done } from './command.ts';

export const plan: Command = {
  name: 'plan',
  usage: '/plan',
  examples: ['/plan'],
  permission: 'read',
  run(_args, { draft }) {
    const { rollout } = draft;
    return done(draft, { view: 'plan', model: { plan: rollout.plan, findings: rollout.findings } });
  },
};
