import { describe, expect, it } from 'vitest';
import type { Recommendation } from '../../../src/core/criteria/verdict.ts';
import type { Stage } from '../../../src/core/plan/plan.ts';
import type { Position } from '../../../src/core/rollout.ts';
import { answerMove, machine } from '../../../src/core/stages/machine.ts';
import type { Move, MoveContext } from '../../../src/core/stages/move.ts';
import { canary, goLive, ladder, moderate } from '../ladder.ts';
import { hold, recommend } from '../recommendations.ts';

const now = Date.parse('2021-03-01T14:00:00Z');
const go = recommend('GO');

const positions: Readonly<Record<string, Position>> = {
  planning: { at: 'planning' },
  canary: { at: 'stage', stage: 'canary', since: now, by: 'product-manager', hold: undefined },
  moderate: { at: 'stage', stage: 'moderate', since: now, by: 'product-manager', hold: undefined },
  held: {
    at: 'stage',
    stage: 'canary',
    since: now,
    by: 'product-manager',
    hold: { by: 'engineer', why: 'alarms', since: now },
  },
  'rolled back': { at: 'rolled-back', from: 'moderate', since: now, why: 'errors' },
  live: { at: 'live', stage: 'go-live', since: now, by: 'product-manager' },
  complete: { at: 'complete', since: now },
  cancelled: { at: 'cancelled', since: now, why: 'not needed' },
};

const advance = (to?: Stage, more: Partial<Extract<Move, { kind: 'advance' }>> = {}): Move => ({
  kind: 'advance',
  to,
  share: undefined,
  force: undefined,
  ...more,
});

function ask(from: string, move: Move, recommendation: Recommendation = go, share = 10): unknown {
  const position = positions[from];
  if (position === undefined) throw new Error(`no position ${from}`);
  const context: MoveContext = {
    stages: ladder,
    share,
    now,
    by: 'product-manager',
    evidence: { recommendation, verdicts: [] },
  };
  const answer = answerMove(position, move, context);
  if (answer.kind === 'refused') return answer.refusal.reason;
  const { at } = answer.position;
  const where = at === 'stage' || at === 'live' ? answer.position.stage : at;
  return `${where} ${answer.share}%`;
}

describe('the stage machine', () => {
  it.each([
    ['planning', 'the first stage needs no evidence', advance(), 'canary 10%'],
    ['planning', 'a named first stage', advance(canary), 'canary 10%'],
    ['planning', 'a stage cannot be skipped', advance(moderate), 'skips-a-stage'],
    ['planning', 'skipping takes a reason', advance(moderate, { force: 'agreed' }), 'moderate 30%'],
    ['canary', 'the next stage', advance(), 'moderate 30%'],
    ['canary', 'where it is already', advance(canary), 'already-there'],
    ['canary', 'a share inside the range', advance(moderate, { share: 45 }), 'moderate 45%'],
    ['planning', 'a share that the sample rule allows', advance(canary, { share: 20 }), 'canary 20%'],
    ['planning', 'a share that the next stage begins above', advance(canary, { share: 31 }), 'share-outside-range'],
    ['canary', 'a share outside the range', advance(moderate, { share: 70 }), 'share-outside-range'],
    ['canary', 'two stages on', advance(goLive), 'skips-a-stage'],
    ['moderate', 'back is not forward', advance(canary), 'backwards'],
    ['moderate', 'go-live', advance(), 'go-live 100%'],
    ['held', 'nothing moves on while it is held', advance(), 'on-hold'],
    ['held', 'not even with a reason', advance(undefined, { force: 'agreed' }), 'on-hold'],
    ['rolled back', 'on again where it was taken back from', advance(), 'moderate 30%'],
    ['rolled back', 'or lower', advance(canary), 'canary 10%'],
    ['rolled back', 'but not higher', advance(goLive), 'skips-a-stage'],
    ['live', 'there is nothing after live', advance(), 'no-further-stage'],
    ['complete', 'what has ended does not move', advance(), 'already-ended'],
    ['cancelled', 'what has ended does not move', advance(), 'already-ended'],
  ] as const)('%s: %s', (from, _what, move, expected) => {
    expect(ask(from, move)).toBe(expected);
  });

  it('refuses to advance on HOLD and on NO-GO, and does it with a reason', () => {
    expect(ask('canary', advance(), hold)).toBe('not-recommended');
    expect(ask('canary', advance(), recommend('NO-GO'))).toBe('not-recommended');
    expect(ask('canary', advance(undefined, { force: 'agreed in the meeting' }), hold)).toBe('moderate 30%');
  });

  it.each([
    ['canary', 'to a share', 0, 'rolled-back 0%'],
    ['canary', 'to a share above the present one', 20, 'rollback-raises'],
    ['canary', 'without a target from the first stage', undefined, 'rolled-back 0%'],
    ['moderate', 'without a target', undefined, 'canary 10%'],
    ['moderate', 'to a stage', canary, 'canary 10%'],
    ['moderate', 'to the stage it is in', moderate, 'nothing-to-roll-back'],
    ['held', 'also while held', 0, 'rolled-back 0%'],
    ['live', 'from live', moderate, 'moderate 30%'],
    ['rolled back', 'further down', 0, 'rolled-back 0%'],
    ['planning', 'before anything has started', 0, 'nothing-to-roll-back'],
    ['complete', 'after the end', 0, 'already-ended'],
  ] as const)('%s: rolls back %s', (from, _what, to, expected) => {
    expect(ask(from, { kind: 'rollback', to, why: 'errors' }, go, from === 'canary' ? 10 : 30)).toBe(expected);
  });

  it.each([
    ['moderate', 45, 30, 'moderate 45%'],
    ['moderate', 30, 30, 'share-unchanged'],
    ['moderate', 20, 30, 'share-lowers'],
    ['moderate', 80, 30, 'share-outside-range'],
    ['canary', 30, 10, 'canary 30%'],
    ['canary', 31, 10, 'share-outside-range'],
    ['planning', 10, 0, 'not-started'],
    ['held', 20, 10, 'on-hold'],
    ['live', 100, 100, 'share-unchanged'],
  ] as const)('%s: /share %d%% at %d%% gives %s', (from, share, current, expected) => {
    expect(ask(from, { kind: 'share', share }, go, current)).toBe(expected);
  });

  it.each([
    ['canary', { kind: 'hold', why: 'alarms' }, 'canary 10%'],
    ['live', { kind: 'hold', why: 'alarms' }, 'no-further-stage'],
    ['held', { kind: 'resume' }, 'canary 10%'],
    ['canary', { kind: 'resume' }, 'not-on-hold'],
    ['live', { kind: 'complete' }, 'complete 10%'],
    ['moderate', { kind: 'complete' }, 'not-live-yet'],
    ['planning', { kind: 'cancel', why: 'not needed' }, 'cancelled 10%'],
    ['complete', { kind: 'cancel', why: 'not needed' }, 'already-ended'],
  ] as const)('%s answers %j with %s', (from, move, expected) => {
    expect(ask(from, move)).toBe(expected);
  });

  it('answers every move in every state', () => {
    const moves = new Set(Object.values(machine).flatMap((row) => Object.keys(row)));
    for (const [state, row] of Object.entries(machine)) expect([state, ...Object.keys(row)]).toEqual([state, ...moves]);
  });
});
