import { type Evaluation, evaluate } from './criteria/evaluate.ts';
import { type EvidenceBook, keepBook } from './criteria/evidence-book.ts';
import type { Draft } from './draft.ts';
import type { Snapshot } from './snapshot.ts';
import { currentStage } from './stages/ladder.ts';

/** Verdicts and recommendation for the stage under way; undefined when there is none. */
export function evaluateNow(draft: Draft, snapshot: Snapshot): Evaluation | undefined {
  const stage = currentStage(draft.rollout);
  return stage === undefined ? undefined : evaluateStage(draft, snapshot, stage.id);
}

/** Verdicts and recommendation for any stage, as things stand now. */
export function evaluateStage(draft: Draft, snapshot: Snapshot, stage: string): Evaluation {
  return evaluate({
    rollout: draft.rollout,
    readings: draft.readings,
    settings: snapshot.settings,
    now: snapshot.now,
    stage,
    book: draft.book,
  });
}

/** The readings of the draft, entered where they belong. */
export function bookOf({ rollout, readings, book }: Draft): EvidenceBook {
  return keepBook({ criteria: rollout.plan.criteria, periods: rollout.periods, readings }, book);
}
