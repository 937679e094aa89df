import { compare } from './comparison.ts';
import type { Comparator } from './criterion.ts';
import type { Finding } from './draft-verdict.ts';
import type { Evidence } from './evidence.ts';
import type { JudgeContext } from './judge-context.ts';
import type { TargetedCriterion } from './kinds/criterion-kind.ts';
import { isCounted, wholeIn } from './quantity.ts';
import { countOf } from './tally.ts';

/**
 * Whether things are counted over the whole stage: a whole number is wanted ("< 2 calls"), or none or all of the people
 * ("zero failures" with 0/205), and the readings are counts.
 */
export function isCountTarget({ window, op, value, unit }: TargetedCriterion, { tallies }: Evidence): boolean {
  const isNone = value === 0 && (op === '=' || op === '<=') && wholeIn(unit) !== undefined;
  if (window !== undefined || !Number.isInteger(value) || !(isCounted(unit) || isNone)) return false;
  return countOf(tallies?.value.treated?.treated) !== undefined && tallies?.value.count.isWhole === true;
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

/** Totals: the last one. Separate days: their sum. */
function countAll({ tallies, mode }: Evidence): { readonly count: number; readonly mode: Evidence['mode'] } {
  const { last = 0, falls = false, today = 0, daysBefore = 0 } = tallies?.value.count ?? {};
  const isDaily = mode.guessed ? falls : mode.mode === 'daily';
  if (!isDaily) return { count: last, mode: { mode: 'total', guessed: mode.guessed } };
  return { count: daysBefore + today, mode: { mode: 'daily', guessed: mode.guessed } };
}
