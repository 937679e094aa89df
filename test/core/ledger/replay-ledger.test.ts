import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differences, type RecordedChange, replayLedger } from '../../../src/core/ledger/replay-ledger.ts';
import { sameValue } from '../../../src/core/ledger/same-value.ts';
import { applyChange, changeOf, type StateFields } from '../../../src/core/ledger/state-change.ts';
import { open } from '../story.ts';

const value = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.array(fc.record({ stage: fc.constantFrom('canary', 'moderate'), share: fc.nat(2) }), { maxLength: 4 }),
  fc.constant(undefined),
);
const state: fc.Arbitrary<StateFields> = fc.dictionary(fc.constantFrom('position', 'share', 'periods', 'told'), value);

/** As it comes back from the database. */
function stored<T>(written: T): T {
  return JSON.parse(JSON.stringify(written));
}

describe('a change of state', () => {
  it('leads from any state to any other, also after it was stored', () => {
    fc.assert(
      fc.property(state, state, (before, after) => {
        const change = changeOf(stored(before), stored(after));
        const reached = change === undefined ? before : applyChange(stored(before), stored(change));
        expect(sameValue(reached, stored(after))).toBe(true);
      }),
    );
  });

  it('is none where nothing differs', () => {
    fc.assert(
      fc.property(state, (before) => {
        expect(changeOf(before, stored(before))).toBeUndefined();
      }),
    );
  });

  it('says of a list that grows only what is new', () => {
    const [first, second] = [{ stage: 'canary' }, { stage: 'moderate' }];
    expect(changeOf({ periods: [first] }, { periods: [first, second] })).toEqual({
      lists: { periods: { keep: 1, items: [second] } },
    });
    expect(changeOf({ told: first, share: 10 }, { share: 20 })).toEqual({ set: { share: 20 }, unset: ['told'] });
  });
});

describe('the same value', () => {
  it.each([
    ['fields in another order', { a: 1, b: 2 }, { b: 2, a: 1 }, true],
    ['a field without a value', { a: 1, b: undefined }, { a: 1 }, true],
    ['another field without a value', { a: undefined }, { b: 1 }, false],
    ['one field more', { a: 1 }, { a: 1, b: 2 }, false],
    ['a list and an object', [], {}, false],
    ['null and an object', null, {}, false],
    ['a longer list', [1], [1, 2], false],
    ['a number and its text', 1, '1', false],
    ['a zero below nought, which JSON does not know', -0, 0, true],
  ])('%s', (_what, a, b, same) => {
    expect(sameValue(a, b)).toBe(same);
    expect(sameValue(b, a)).toBe(same);
  });
});

describe('a replay', () => {
  it('gives the state and the readings that the changes lead to', () => {
    const stories = [
      (story = open()) => story.comment('product-manager', '/advance canary'),
      (story = open()) => story.comment('analyst', '/metric Error rate = 2/205', { id: 7 }),
      (story = open()) => story.comment('analyst', '/metric Error rate = 3/205', { id: 8 }),
      (story = open()) => story.remove('analyst', 'analyst', 7, '/metric Error rate = 2/205'),
      (story = open()) => story.comment('product-manager', '/hold alarms').wait(8),
    ];
    let story = open();
    let before: StateFields = {};
    const changes: RecordedChange[] = [];
    let known: readonly string[] = [];
    for (const next of [() => story, ...stories]) {
      story = next(story);
      const after = stored({ ...story.rollout });
      const { put } = story.decision.readings;
      const gone = known.filter((id) => !story.readings.some((reading) => reading.id === id));
      known = story.readings.map(({ id }) => id);
      changes.push(stored({ state: changeOf(before, after), put, gone }));
      before = after;
    }
    const kept = { rollout: stored({ ...story.rollout }), readings: stored(story.readings) };
    expect(story.readings).toHaveLength(1);
    expect(differences(replayLedger(changes), kept)).toEqual([]);
    expect(differences(replayLedger(changes.slice(0, -1)), kept)).toContain('position');
    expect(differences(replayLedger(changes.slice(0, 2)), kept)).toContain('readings');
  });

  it('knows of no state without changes', () => {
    expect(replayLedger([])).toEqual({ rollout: undefined, readings: [] });
    expect(differences(replayLedger([]), { rollout: { share: 10 }, readings: [] })).toEqual(['share']);
  });
});
