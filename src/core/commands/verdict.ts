import { evaluateNow } from '../evaluate-now.ts';
import { verdictsModel } from '../reports/verdicts-model.ts';
import { type Command, done, refused } from './command.ts';

export const verdict: Command = {
  name: 'verdict',
  usage: '/verdict [--explain]',
  examples: ['/verdict', '/verdict --explain'],
  permission: 'read',
  flags: { explain: 'switch' },
  run({ flags }, { draft, snapshot }) {
    const evaluation = evaluateNow(draft, snapshot);
    if (evaluation === undefined) return refused({ reason: 'not-started', first: draft.rollout.plan.stages[0]?.id });
    const explain = flags['explain'] !== undefined;
    const model = verdictsModel(draft, snapshot, evaluation, { explain, before: undefined });
    return done(draft, { view: 'verdicts', model }, evaluation.recommendation.result);
  },
};
