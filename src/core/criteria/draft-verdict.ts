import type { Criterion } from './criterion.ts';
import { type Evidence, sourcesOf } from './evidence.ts';
import { storableFigure } from './figure-text.ts';
import type { Verdict, VerdictReason, VerdictResult } from './verdict.ts';

/** Everything of a verdict but what it is about; what is left out is undefined. */
export type Finding = Partial<Omit<Verdict, 'criterion' | 'result' | 'why' | 'readings' | 'looks'>> & {
  readonly result: VerdictResult;
  readonly why: VerdictReason;
};

/** A verdict without figures, to which a finding's are added. */
export function draftVerdict(criterion: Criterion, evidence: Evidence, finding: Finding): Verdict {
  return {
    criterion,
    observed: undefined,
    reference: undefined,
    unit: undefined,
    changeUnit: undefined,
    hits: undefined,
    n: undefined,
    referenceHits: undefined,
    referenceN: undefined,
    need: undefined,
    people: undefined,
    limit: undefined,
    worseWithinMargin: false,
    leansPastMargin: false,
    method: undefined,
    judgement: undefined,
    rule: undefined,
    against: undefined,
    windowEnd: undefined,
    as: undefined,
    periods: undefined,
    mixedShares: undefined,
    multiplier: undefined,
    alpha: undefined,
    tightestAt: undefined,
    strata: undefined,
    looks: evidence.tallies?.value.looks ?? 0,
    referenceSource: undefined,
    readings: evidence.used.map(({ reading }) => reading.id),
    sources: sourcesOf(evidence),
    ...finding,
    change: finding.change === undefined ? undefined : storableFigure(finding.change),
    interval: finding.interval && [storableFigure(finding.interval[0]), storableFigure(finding.interval[1])],
  };
}
