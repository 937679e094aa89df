import type { Instant } from '../../instant.ts';
import type { PlanSource } from '../parts/plan-source.ts';
import type { StageDraft } from '../parts/stage-draft.ts';
import type { Finding, Plan } from '../plan.ts';
import { baselineFindings } from './baseline-findings.ts';
import { copiedFindings, type OtherPlan } from './copied-findings.ts';
import { criteriaFindings } from './criteria-findings.ts';
import { dateFindings } from './date-findings.ts';
import { peopleFindings } from './people-findings.ts';
import { placeholderFindings } from './placeholder-findings.ts';
import { sampleFindings } from './sample-findings.ts';
import { stageFindings } from './stage-findings.ts';
import { toggleFindings } from './toggle-findings.ts';

/** A plan and the text it was read from. */
export interface ReadPlan {
  readonly source: PlanSource;
  readonly plan: Plan;
  readonly drafts: readonly StageDraft[];
  /** The ladder comes from the exact block, not from the prose. */
  readonly exactStages: boolean;
  /** Other plans of the repository. */
  readonly others: readonly OtherPlan[];
  /** When the release was opened; now, while it is not. */
  readonly openedAt: Instant;
}

const weight = { error: 0, warning: 1, note: 2 } as const;

/**
 * What the author should know on opening the plan, most important first: errors, then warnings, then notes, each in
 * the order in which they matter. One finding for each thing that is open, however often it occurs.
 */
export function findProblems(read: ReadPlan): readonly Finding[] {
  if (read.source.lines.length === 0 && read.source.fences.length === 0) {
    return [{ code: 'plan-empty', severity: 'warning', line: 1, column: 1, facts: {} }];
  }
  const findings = [
    ...stageFindings(read),
    ...criteriaFindings(read),
    ...sampleFindings(read),
    ...dateFindings(read),
    ...copiedFindings(read),
    ...toggleFindings(read),
    ...peopleFindings(read),
    ...baselineFindings(read),
    ...placeholderFindings(read),
  ];
  return findings.sort((a, b) => weight[a.severity] - weight[b.severity]);
}
