import type { Evaluation } from '../criteria/evaluate.ts';
import type { Draft } from '../draft.ts';
import { withRollout } from '../draft.ts';
import { evaluateNow } from '../evaluate-now.ts';
import type { Refusal } from '../refusal.ts';
import { reportDates } from '../reports/report-dates.ts';
import { withSlot } from '../reports/slots.ts';
import type { Snapshot } from '../snapshot.ts';
import type { MovedModel, ViewCall } from '../view-models.ts';
import { currentStage, findStage, lastBeforeGoLive, plannedEnd, stageRef } from './ladder.ts';
import { answerMove } from './machine.ts';
import type { Move } from './move.ts';
import { enterPeriod } from './periods.ts';

/** A move that was allowed: the draft after it, and what there is to tell about it. */
export type MoveOutcome =
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | {
      readonly kind: 'moved';
      readonly draft: Draft;
      readonly model: MovedModel;
      /** The one comment about it; undefined where the go/no-go summary is that comment. */
      readonly reply: ViewCall | undefined;
    };

/** GitHub's limit for the sub-issues of one issue. */
const subIssueLimit = 100;

/** Makes a move for a command or a label, under the same rules for both. */
export function makeMove(draft: Draft, snapshot: Snapshot, move: Move, by: string): MoveOutcome {
  const { rollout } = draft;
  const { now } = snapshot;
  const evidence: Evaluation | undefined = move.kind === 'advance' ? evaluateNow(draft, snapshot) : undefined;
  const answer = answerMove(rollout.position, move, {
    stages: rollout.plan.stages,
    share: rollout.share,
    now,
    by,
    evidence,
  });
  if (answer.kind === 'refused') return answer;

  const { position, share, against } = answer;
  const target = position.at === 'stage' || position.at === 'live' ? findStage(rollout, position.stage) : undefined;
  if (target !== undefined && !hasRoomFor(target.id, snapshot)) {
    return { kind: 'refused', refusal: { reason: 'sub-issue-limit', limit: subIssueLimit } };
  }
  const from = currentStage(rollout);
  const why = moveReason(move);
  const entered = position.at === 'live' && rollout.position.at !== 'live';
  const wentLiveAt = wentLive(position.at, entered, now, rollout.wentLiveAt);
  const overrides =
    against === undefined || why === undefined
      ? rollout.overrides
      : [
          ...rollout.overrides,
          { by, why, at: now, from: from?.id ?? 'planning', to: target?.id ?? '', recommendation: against },
        ];
  const isNewStage = target !== undefined && target.id !== from?.id;
  const next = withRollout(draft, {
    position,
    share,
    periods: enterPeriod(rollout.periods, { stage: target?.id, share, now }),
    overrides,
    wentLiveAt,
    ...(isNewStage ? { failed: [], told: undefined } : {}),
  });
  const model: MovedModel = {
    kind: movedKind(move, entered),
    from: from === undefined ? undefined : stageRef(from),
    to: target === undefined ? undefined : stageRef(target),
    share,
    by,
    until: target === undefined || target.goLive ? undefined : plannedEnd(target, now),
    checklist: target?.id,
    toggles: rollout.plan.toggles.map((toggle) => toggle.name),
    why,
    forcedAgainst: against,
    results: entered ? reportDates(now, snapshot.settings) : [],
  };
  const callsRoll = move.kind === 'advance' && target !== undefined && target.id === lastBeforeGoLive(rollout)?.id;
  if (callsRoll) return { kind: 'moved', draft: withSlot(next, 'summary', `summary:${now}`), model, reply: undefined };
  return { kind: 'moved', draft: next, model, reply: { view: 'moved', model } };
}

/** A stage is not entered when its checklist issue could not be opened. */
export function hasRoomFor(stage: string, { checklists, subIssueCount }: Snapshot): boolean {
  return subIssueCount < subIssueLimit || checklists.some((checklist) => checklist.stage === stage);
}

function moveReason(move: Move): string | undefined {
  if (move.kind === 'advance') return move.force;
  return move.kind === 'rollback' ? move.why : undefined;
}

function movedKind(move: Move, wentLive: boolean): MovedModel['kind'] {
  if (move.kind === 'rollback') return 'rolled-back';
  return wentLive ? 'went-live' : 'advanced';
}

/** A rollback from live stops the clock of the results: the next go-live starts it anew. */
function wentLive(at: string, entered: boolean, now: number, before: number | undefined): number | undefined {
  if (entered) return now;
  return at === 'stage' || at === 'rolled-back' ? undefined : before;
}
