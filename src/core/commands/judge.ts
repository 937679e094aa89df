import type { Criterion } from '../criteria/criterion.ts';
import { withRollout } from '../draft.ts';
import { nearest } from '../nearest.ts';
import { metricKey } from '../readings/metric-key.ts';
import { readMetricName } from '../readings/metric-name.ts';
import { alreadyEnded } from '../stages/already-ended.ts';
import { currentStage } from '../stages/ladder.ts';
import { type Command, done, refused } from './command.ts';

const example = '/judge easy-to-process pass: the office confirmed it';

export const judge: Command = {
  name: 'judge',
  usage: '/judge criterion pass or fail: why',
  examples: [example],
  permission: 'write',
  run({ text }, { draft, now, actor }) {
    const asked = readJudgement(text);
    if (asked === undefined) return refused({ reason: 'bad-usage', problem: text, usage: judge.usage, example });
    const { name, result, why } = asked;
    const { criteria } = draft.rollout.plan;
    const criterion = findCriterion(name, criteria);
    if (criterion === undefined) {
      const ids = criteria.map((candidate) => candidate.id);
      return refused({ reason: 'unknown-criterion', name, nearest: nearest(name.toLowerCase(), ids), criteria: ids });
    }
    const ended = alreadyEnded(draft.rollout.position);
    if (ended !== undefined) return refused(ended);
    const stage = currentStage(draft.rollout);
    if (stage === undefined) return refused({ reason: 'not-started', first: draft.rollout.plan.stages[0]?.id });
    if (why === '') return refused({ reason: 'reason-missing', example });
    const judgement = { criterion: criterion.id, stage: stage.id, result, why, by: actor.login, at: now } as const;
    const judged = withRollout(draft, {
      judgements: [...draft.rollout.judgements, judgement],
      failed: draft.rollout.failed.filter((id) => id !== criterion.id),
    });
    const model = { criterion: criterion.text, result, why } as const;
    return done(judged, { view: 'judged', model }, `${criterion.id} ${result}`);
  },
};

/** By its id, its metric, or words that only one of them has: `support desk`. */
function findCriterion(name: string, criteria: readonly Criterion[]): Criterion | undefined {
  const key = metricKey(name);
  const exact = criteria.find((candidate) => candidate.id === name || metricKey(candidate.metric) === key);
  if (exact !== undefined) return exact;
  const wanted = readMetricName(name).words;
  const found = criteria.filter(({ text }) => {
    const { words } = readMetricName(text);
    return wanted.every((word) => words.includes(word));
  });
  return wanted.length > 0 && found.length === 1 ? found[0] : undefined;
}

/** `<criterion>[:] pass|fail[:] <why>`; the first "pass" or "fail" that stands alone divides. */
function readJudgement(text: string): { name: string; result: 'PASS' | 'FAIL'; why: string } | undefined {
  const words = text.split(/\s+/);
  const at = words.findIndex((word, index) => index > 0 && /^(?:pass|fail)[:,.–—-]?$/i.test(word));
  if (at === -1) return undefined;
  return {
    name: words.slice(0, at).join(' ').replace(/:$/, '').trim(),
    result: words[at]?.toLowerCase().startsWith('pass') ? 'PASS' : 'FAIL',
    why: words
      .slice(at + 1)
      .join(' ')
      .replace(/^[:–—-]\s*/, '')
      .trim(),
  };
}
