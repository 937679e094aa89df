import { newestFirst } from '../readings/chain.ts';
import type { Figure } from '../readings/reading.ts';
import type { Finding } from './draft-verdict.ts';
import { type Evidence, newestTreated, sourceOf } from './evidence.ts';
import type { JudgeContext } from './judge-context.ts';
import { proportionOf } from './observation.ts';
import { convert, wholeIn } from './quantity.ts';
import type { Tally } from './tally.ts';
import type { VerdictReason } from './verdict.ts';

/** The figure as a number in `unit`; hits of n are a share. Undefined when it is in another unit. */
export function valueIn(figure: Figure | undefined, unit: string | undefined): number | undefined {
  if (figure === undefined) return undefined;
  const counts = proportionOf(figure);
  const whole = wholeIn(unit);
  if (counts && whole !== undefined) return counts.n > 0 ? (whole * counts.hits) / counts.n : undefined;
  if (figure.value === undefined) return undefined;
  return convert(figure.value, figure.unit, unit);
}

/** The newest value as it was written, for lines without a rule. */
export function latestValue(evidence: Evidence): Partial<Finding> {
  const figure = newestTreated(evidence);
  if (figure === undefined) return {};
  const counts = proportionOf(figure);
  const unit = counts ? '%' : figure.unit;
  return { observed: valueIn(figure, unit), unit, hits: counts?.hits, n: counts?.n };
}

/** The newest value cannot be judged: the answer links to where it was said. */
export function cannotJudge(why: VerdictReason, evidence: Evidence): Finding {
  const reading = evidence.tallies?.value.treated?.reading;
  return { result: 'ERROR', why, ...latestValue(evidence), sources: reading ? [sourceOf(reading)] : [] };
}

/** Readings that say nothing are passed over, but not more than so many. */
const mostPassedOver = 100;

/**
 * What is read from the newest two numbers that have it, the older one first: from the tally as it was when the next
 * number came, so that a control group of its own may come after the number it belongs to.
 */
export function lastTwo<T>({ tallies }: Evidence, read: (tally: Tally) => T | undefined): readonly T[] {
  const found: T[] = [];
  let looked = 0;
  let isComplete = true;
  for (const tally of newestFirst(tallies)) {
    const value = isComplete ? read(tally) : undefined;
    if (value !== undefined) found.unshift(value);
    looked += 1;
    if (found.length === 2 || looked === mostPassedOver) break;
    isComplete = tally.observation.treated !== undefined;
  }
  return found;
}

/**
 * Bare values, oldest first, each right or wrong: the newest decides, but one wrong reading alone is not a FAIL, because
 * single readings flap. Where people are to be counted and nobody was, they are too few.
 */
export function judgePlain(
  isRight: readonly boolean[],
  need: number | undefined,
  context: JudgeContext,
): Pick<Finding, 'result' | 'why' | 'need' | 'people'> {
  const { stageUsers: people = 0 } = context;
  if (people < (need ?? 0)) return { result: 'INSUFFICIENT', why: 'sample-short', need, people };
  if (isRight.at(-1) === true) return { result: 'PASS', why: 'met-plain' };
  if (isRight.at(-2) === false) return { result: 'FAIL', why: 'not-met-plain' };
  return { result: 'INCONCLUSIVE', why: 'one-reading' };
}
