import type { Comparator, Criterion } from '../../criteria/criterion.ts';
import { lowerIsBetter } from '../../criteria/metric-polarity.ts';

const otherwise: Readonly<Record<Comparator, Comparator>> = { '<': '>=', '<=': '>', '>': '<=', '>=': '<', '=': '=' };

/** What is unwanted is turned round; of a heading or a line that says when to stop also what only it tells. */
export function toGuardrail(criterion: Criterion, isTrigger: boolean): Criterion {
  const { kind, op, metric } = criterion;
  const guardrail = { ...criterion, role: 'guardrail' as const };
  if (op === undefined || op === '=' || kind === 'named' || kind === 'boolean') return guardrail;
  const upward = op.startsWith('>');
  const isBad = upward === lowerIsBetter(metric);
  // "success rate < 95%" is bad whatever the heading says; of "jobs in the queue > 9" only the heading tells.
  const isUnwanted = isTrigger
    ? isBad || upward
    : isBad && (upward || /\b(?:success\w*|uptime|completion)\b/i.test(metric));
  return isUnwanted ? { ...guardrail, op: otherwise[op] } : guardrail;
}
