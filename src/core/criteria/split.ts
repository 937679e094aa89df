import { sequentialSplit } from '../statistics/split-check.ts';
import type { Evidence } from './evidence.ts';
import type { StageRun } from './stage-run.ts';

/** An imbalance of less than this is of no consequence, however surely it is there. */
const material = 0.005;
/** Fewer people expected in an arm than this are not tested. */
const leastExpected = 5;

/**
 * p-value, valid at every look, of "people fell into the arms as the share says", from the criterion with most people.
 * The control group may be everybody else or as large as the treated one: the alarm is for what fits neither. Undefined
 * where there is nothing to check.
 */
export function checkSplit(evidence: readonly Evidence[], run: StageRun): number | undefined {
  let largest: Evidence | undefined;
  for (const one of evidence) if (one.strata.length > 0 && sizeOf(one) > sizeOf(largest)) largest = one;
  if (largest === undefined || largest.strata.length !== run.periods.length) return undefined;
  let p = 0;
  for (const isEqual of [false, true]) {
    const design = designP(largest, run, isEqual);
    // Of so few people nobody can say that they do not fit.
    if (design === undefined) return undefined;
    p = Math.max(p, design);
  }
  return p;
}

function sizeOf(evidence: Evidence | undefined): number {
  return evidence?.treated?.n ?? 0;
}

function designP({ strata }: Evidence, run: StageRun, isEqual: boolean): number | undefined {
  let evidence: number | undefined;
  let isMaterial = false;
  for (const [i, { treated, control }] of strata.entries()) {
    const share = run.periods[i]?.share ?? 0;
    if (share <= 0 || share >= 100) continue;
    const expected = isEqual ? 0.5 : share / 100;
    const all = treated.n + control.n;
    if (all * Math.min(expected, 1 - expected) < leastExpected) continue;
    evidence = (evidence ?? 0) + sequentialSplit([treated.n, control.n], [expected, 1 - expected], [1, 1]);
    isMaterial ||= Math.abs(treated.n / all - expected) > material;
  }
  if (evidence === undefined) return undefined;
  return isMaterial ? Math.min(1, Math.exp(-evidence)) : 1;
}
