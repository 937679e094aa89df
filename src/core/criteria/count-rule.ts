import { dayMs } from '../instant.ts';
import { compare } from './comparison.ts';
import type { Comparator, Criterion } from './criterion.ts';
import type { Finding } from './draft-verdict.ts';
import type { Evidence } from './evidence.ts';
import type { JudgeContext } from './judge-context.ts';
import { type Observation, proportionOf } from './observation.ts';
import { convert, isCounted } from './quantity.ts';

/**
 * Whether things are counted over the whole stage: a whole number is wanted ("< 2 calls"), or none or all of the people
 * ("zero failures" with 0/205), and the readings are counts.
 */
export function isCountTarget(criterion: Criterion, { observations }: Evidence): boolean {
  if (criterion.window !== undefined || criterion.value === undefined) return false;
  const isNone = criterion.value === 0 && (criterion.op === '=' || criterion.op === '<=');
  if (!isCounted(criterion.unit) && !(isNone && criterion.unit === '%')) return false;
  if (!Number.isInteger(criterion.value)) return false;
  const newest = observations.findLast(({ treated }) => treated !== undefined);
  if (newest === undefined || countOf(newest) === undefined) return false;
  return observations.every((one) => one.treated === undefined || Number.isInteger(countOf(one) ?? 0));
}

/** Things counted by the observation: the hits of hits of n, or the bare count. */
export function countOf({ treated }: Observation): number | undefined {
  // A mean of counts is no count.
  if (treated === undefined || treated.sd !== undefined) return undefined;
  const counts = proportionOf(treated);
  if (counts) return counts.hits;
  return treated.value === undefined ? undefined : convert(treated.value, treated.unit, 'count');
}

/**
 * The count itself is the outcome. What may not be reached fails the moment it is; what must be reached is met the
 * moment it is; the other answer needs the end of the window.
 */
export function judgeCount(
  target: { readonly op: Comparator; readonly value: number },
  evidence: Evidence,
  context: JudgeContext,
): Finding {
  const { count, mode } = countAll(evidence);
  const figures = { observed: count, unit: 'count', limit: target.value, rule: 'count', as: mode } as const;
  const isRight = compare(count, target);
  const canStillChange = !context.windowOver;
  const wantsMore = target.op === '>' || target.op === '>=';
  if (wantsMore) {
    if (isRight) return { result: 'PASS', why: 'limit-reached', ...figures };
    if (canStillChange) return { result: 'INSUFFICIENT', why: 'window-open', windowEnd: context.windowEnd, ...figures };
    return { result: 'FAIL', why: 'not-met', ...figures };
  }
  const isPast = target.op === '=' ? count > target.value : !isRight;
  if (isPast) return { result: 'FAIL', why: 'limit-reached', ...figures };
  if (canStillChange) return { result: 'INSUFFICIENT', why: 'window-open', windowEnd: context.windowEnd, ...figures };
  return { result: isRight ? 'PASS' : 'FAIL', why: isRight ? 'met' : 'not-met', ...figures };
}

/** Totals: the last one. Separate days: their sum, a second number for a day replacing the first. */
function countAll({ observations, mode }: Evidence): { readonly count: number; readonly mode: Evidence['mode'] } {
  const own = observations.flatMap((one) => {
    const count = countOf(one);
    return count === undefined ? [] : [{ count, day: Math.floor(one.at / dayMs) }];
  });
  const falls = own.some(({ count }, i) => count < (own[i - 1]?.count ?? 0));
  const isDaily = mode.guessed ? falls : mode.mode === 'daily';
  if (!isDaily) return { count: own.at(-1)?.count ?? 0, mode: { mode: 'total', guessed: mode.guessed } };
  const days = new Map(own.map(({ day, count }) => [day, count]));
  let count = 0;
  for (const one of days.values()) count += one;
  return { count, mode: { mode: 'daily', guessed: mode.guessed } };
}
