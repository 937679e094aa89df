import type { Proportion, Sample } from '../../statistics/interval.ts';
import { multiplier, tightestAt } from '../../statistics/look-plan.ts';
import { guardedWilson } from '../../statistics/wilson.ts';
import { compare, confirms, refutes } from '../comparison.ts';
import { isCountTarget, judgeCount } from '../count-rule.ts';
import type { Comparator, Criterion } from '../criterion.ts';
import type { Finding } from '../draft-verdict.ts';
import { eventInterval, eventsOf, rateUnitOf } from '../event-figures.ts';
import { type Evidence, newestTreated } from '../evidence.ts';
import type { JudgeContext } from '../judge-context.ts';
import { meanInterval, sampleOf } from '../mean-figures.ts';
import { proportionOf } from '../observation.ts';
import { cannotJudge, judgePlain, lastTwo, valueIn } from '../plain-values.ts';
import { isCounted, wholeIn } from '../quantity.ts';
import { type CriterionKindRule, type TargetedCriterion, writtenTarget } from './criterion-kind.ts';

/** A number is wanted of the value itself: "error rate < 5%", "zero lost files", "at least 50 submissions". */
export const thresholdKind = {
  kind: 'threshold',
  isNumeric: true,
  target: writtenTarget,
  judge: judgeThreshold,
} satisfies CriterionKindRule;

function judgeThreshold(criterion: TargetedCriterion, evidence: Evidence, context: JudgeContext): Finding {
  const { op, value, unit } = criterion;
  const rated = judgeRate(criterion, { op, value }, evidence, context);
  if (rated) return rated;
  if (isCountTarget(criterion, evidence)) return judgeCount({ op, value }, evidence, context);
  const newest = newestTreated(evidence);
  const counts = proportionOf(newest) ? evidence.treated : undefined;
  const whole = wholeIn(unit);
  if (counts && whole !== undefined && criterion.window === undefined && context.bar !== 'shown') {
    return judgeShare({ op, value, unit, whole }, counts, need(criterion, context), evidence, context);
  }
  const sample = sampleOf(newest, unit);
  if (sample && criterion.window === undefined && context.bar !== 'shown') {
    return judgeMean({ op, value, unit }, sample, need(criterion, context), context);
  }
  return judgeValues({ op, value, unit }, need(criterion, context), evidence, context);
}

function need(criterion: Criterion, context: JudgeContext): number | undefined {
  return criterion.min?.n ?? context.stageMin;
}

interface ShareTarget {
  readonly op: Comparator;
  readonly value: number;
  readonly unit: string | undefined;
  /** What a share of 1 is in the unit. */
  readonly whole: number;
}

/** Hits of n against a share, by Wilson's interval: harm first, then the sample, then the target. */
function judgeShare(
  target: ShareTarget,
  counts: Proportion,
  needed: number | undefined,
  evidence: Evidence,
  context: JudgeContext,
): Finding {
  const c = multiplier(context.treatedLooks, counts.n, context.alpha);
  const { lower, upper } = guardedWilson(counts, c, context.alpha);
  const { whole, unit } = target;
  const interval = [whole * lower, whole * upper] as const;
  const figures = {
    observed: (whole * counts.hits) / counts.n,
    interval,
    unit,
    changeUnit: unit,
    hits: counts.hits,
    n: counts.n,
    need: needed,
    people: counts.n,
    limit: target.value,
    rule: 'target',
    method: 'wilson',
    as: evidence.mode,
    multiplier: c,
    alpha: context.alpha,
    tightestAt: tightestAt(context.treatedLooks),
  } as const;
  return { ...judgeInterval(interval, target, counts.n, needed), ...figures };
}

/** A mean of n values against its target, by Student's interval with the multiplier of the look plan. */
function judgeMean(
  target: { readonly op: Comparator; readonly value: number; readonly unit: string | undefined },
  sample: Sample,
  needed: number | undefined,
  context: JudgeContext,
): Finding {
  const { interval, multiplier: c } = meanInterval(sample, context.treatedLooks, context.alpha);
  return {
    ...judgeInterval(interval, target, sample.n, needed),
    observed: sample.mean,
    interval,
    unit: target.unit,
    changeUnit: target.unit,
    n: sample.n,
    need: needed,
    people: sample.n,
    limit: target.value,
    rule: 'target',
    method: 'mean',
    multiplier: c,
    alpha: context.alpha,
    tightestAt: tightestAt(context.treatedLooks),
  };
}

/** Events in some hours against a number per hour or day; undefined where either is not such a rate. */
function judgeRate(
  criterion: Criterion,
  target: { readonly op: Comparator; readonly value: number },
  evidence: Evidence,
  context: JudgeContext,
): Finding | undefined {
  const rate = eventsOf(newestTreated(evidence));
  const unit = isCounted(criterion.unit) ? rateUnitOf(criterion) : undefined;
  if (rate === undefined || unit === undefined) return undefined;
  const figures = {
    observed: (unit.hours * rate.events) / rate.exposure,
    unit: unit.name,
    changeUnit: unit.name,
    limit: target.value,
    rule: 'target',
  } as const;
  const needed = need(criterion, context);
  if (context.bar === 'shown')
    return { ...judgePlain([compare(figures.observed, target)], needed, context), ...figures };
  const { interval, multiplier: c } = eventInterval(rate, context.hourLooks, context.alpha);
  const limits = [unit.hours * interval.lower, unit.hours * interval.upper] as const;
  return {
    ...judgeInterval(limits, target, context.stageUsers ?? 0, needed),
    ...figures,
    interval: limits,
    need: needed,
    people: context.stageUsers,
    method: 'events',
    multiplier: c,
    alpha: context.alpha,
    tightestAt: tightestAt(context.hourLooks),
  };
}

function judgeInterval(
  interval: readonly [low: number, high: number],
  target: { readonly op: Comparator; readonly value: number },
  n: number,
  needed: number | undefined,
): Pick<Finding, 'result' | 'why'> {
  if (refutes(interval, target)) return { result: 'FAIL', why: 'not-met' };
  if (n < (needed ?? 0)) return { result: 'INSUFFICIENT', why: 'sample-short' };
  return confirms(interval, target) ? { result: 'PASS', why: 'met' } : { result: 'INCONCLUSIVE', why: 'not-shown' };
}

/** Values without a sample size: compared as they are. */
function judgeValues(
  target: { readonly op: Comparator; readonly value: number; readonly unit: string | undefined },
  needed: number | undefined,
  evidence: Evidence,
  context: JudgeContext,
): Finding {
  const newest = newestTreated(evidence);
  const observed = valueIn(newest, target.unit);
  if (observed === undefined) return cannotJudge('unit-mismatch', evidence);
  const counts = proportionOf(newest);
  const figures = {
    observed,
    unit: target.unit,
    limit: target.value,
    rule: 'target',
    hits: counts?.hits,
    n: counts?.n,
  } as const;
  // "Expecting about 20%" has no tolerance that anybody wrote down.
  if (target.op === '=' && observed !== target.value && target.value !== 0) {
    return { result: 'MANUAL', why: 'needs-person', ...figures };
  }
  const values = lastTwo(evidence, ({ treated }) => valueIn(treated?.treated, target.unit));
  const isRight = values.map((value) => compare(value, target));
  return { ...figures, ...judgePlain(isRight, needed, context) };
}
