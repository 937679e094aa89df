/**
 * The stage machine: every state answers every move. A new state or a new move does not compile until it has its row or
 * its column. docs/architecture.md prints this table.
 */
import type { Position } from '../rollout.ts';
import { advanceFromPlanning, advanceFromRolledBack, advanceFromStage } from './advance.ts';
import { changeShare } from './change-share.ts';
import { type Move, type MoveContext, type Moved, refuse } from './move.ts';
import { rollBack } from './roll-back.ts';

type Answer<At extends Position['at'], Kind extends Move['kind']> = (
  from: Extract<Position, { at: At }>,
  move: Extract<Move, { kind: Kind }>,
  context: MoveContext,
) => Moved;

type Table = { readonly [At in Position['at']]: { readonly [Kind in Move['kind']]: Answer<At, Kind> } };

export const machine: Table = {
  planning: {
    advance: advanceFromPlanning,
    share: notStarted,
    hold: notStarted,
    resume: notOnHold,
    rollback: nothingToRollBack,
    complete: notLiveYet,
    cancel,
  },
  stage: {
    advance: advanceFromStage,
    share: changeShare,
    hold,
    resume,
    rollback: rollBack,
    complete: notLiveYet,
    cancel,
  },
  'rolled-back': {
    advance: advanceFromRolledBack,
    share: isRolledBack,
    hold: isRolledBack,
    resume: notOnHold,
    rollback: rollBack,
    complete: notLiveYet,
    cancel,
  },
  live: {
    advance: noFurtherStage,
    share: changeShare,
    hold: noFurtherStage,
    resume: notOnHold,
    rollback: rollBack,
    complete,
    cancel,
  },
  complete: ended('complete'),
  cancelled: ended('cancelled'),
};

/** Answers a move in the state the rollout is in. */
export function answerMove(position: Position, move: Move, context: MoveContext): Moved {
  // The table's type pairs each state and move with its own function; TypeScript cannot follow the two lookups at once.
  const answer = machine[position.at][move.kind] as (from: Position, move: Move, context: MoveContext) => Moved;
  return answer(position, move, context);
}

function moved(position: Position, share: number | undefined): Moved {
  return { kind: 'moved', position, share, against: undefined };
}

function hold(
  from: Extract<Position, { at: 'stage' }>,
  move: Extract<Move, { kind: 'hold' }>,
  { share, now, by }: MoveContext,
): Moved {
  return moved({ ...from, hold: { by, why: move.why, since: from.hold?.since ?? now } }, share);
}

function resume(from: Extract<Position, { at: 'stage' }>, _move: Move, { share }: MoveContext): Moved {
  return from.hold === undefined ? notOnHold() : moved({ ...from, hold: undefined }, share);
}

function complete(_from: Position, _move: Move, { share, now }: MoveContext): Moved {
  return moved({ at: 'complete', since: now }, share);
}

function cancel(_from: Position, move: Extract<Move, { kind: 'cancel' }>, { share, now }: MoveContext): Moved {
  return moved({ at: 'cancelled', since: now, why: move.why }, share);
}

function notStarted(_from: Position, _move: Move, { stages }: MoveContext): Moved {
  return refuse({ reason: 'not-started', first: stages[0]?.id });
}

function isRolledBack(from: Extract<Position, { at: 'rolled-back' }>): Moved {
  return refuse({ reason: 'rolled-back', from: from.from });
}

function notOnHold(): Moved {
  return refuse({ reason: 'not-on-hold' });
}

function nothingToRollBack(): Moved {
  return refuse({ reason: 'nothing-to-roll-back' });
}

function notLiveYet(): Moved {
  return refuse({ reason: 'not-live-yet' });
}

function noFurtherStage(from: Extract<Position, { at: 'live' }>): Moved {
  return refuse({ reason: 'no-further-stage', current: from.stage });
}

function ended<At extends 'complete' | 'cancelled'>(how: At): Table[At] {
  const answer = (from: { readonly since: number }): Moved =>
    refuse({ reason: 'already-ended', how, since: from.since });
  return {
    advance: answer,
    share: answer,
    hold: answer,
    resume: answer,
    rollback: answer,
    complete: answer,
    cancel: answer,
  };
}
