import { finishedPlanModel } from '../reports/finished-plan.ts';
import { type Command, done } from './command.ts';

export const exportPlan: Command = {
  name: 'export',
  usage: '/export',
  examples: ['/export'],
  permission: 'read',
  run(_args, { draft, snapshot }) {
    return done(draft, { view: 'finished-plan', model: finishedPlanModel(draft, snapshot) });
  },
};
