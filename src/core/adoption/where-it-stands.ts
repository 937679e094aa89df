import type { CalendarDate } from '../calendar/calendar-date.ts';
import type { Plan, Stage } from '../plan/plan.ts';

/** What in a plan tells that a stage has begun: its results are filled in, or its dates have come. */
export interface StageEvidence {
  readonly stage: Stage;
  readonly why: 'results-filled' | 'dates-passed' | 'dates-running';
}

export interface Standing {
  /** The last stage that something tells of; undefined: nothing has begun. */
  readonly stage: Stage | undefined;
  /** In the order of the ladder. */
  readonly evidence: readonly StageEvidence[];
}

/**
 * Where a release stands that was begun without Rollcall, as far as its plan tells. The release is taken to be in the
 * last stage with evidence, not beyond it: going on is for people. The planned date of the go-live alone is no evidence,
 * as it is only what was wished for.
 */
export function whereItStands(plan: Plan, today: CalendarDate): Standing {
  const evidence = plan.stages.flatMap((stage): readonly StageEvidence[] => {
    const why = evidenceOf(plan, stage, today);
    return why === undefined ? [] : [{ stage, why }];
  });
  return { stage: evidence.at(-1)?.stage, evidence };
}

function evidenceOf({ filled }: Plan, stage: Stage, today: CalendarDate): StageEvidence['why'] | undefined {
  if (stage.goLive) return filled.oneWeek.length + filled.oneMonth.length > 0 ? 'results-filled' : undefined;
  const isFilled = filled.stages.some((results) => results.stage === stage.id && results.answers.length > 0);
  if (isFilled) return 'results-filled';
  const { from, to = from } = stage.dates ?? {};
  if (from === undefined || from > today) return undefined;
  return to !== undefined && to < today ? 'dates-passed' : 'dates-running';
}
