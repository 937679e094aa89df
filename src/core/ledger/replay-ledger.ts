import type { Reading } from '../readings/reading.ts';
import { sameValue } from './same-value.ts';
import { applyChange, type StateChange, type StateFields } from './state-change.ts';

/** What an entry of the ledger changed, besides saying who asked for what. */
export interface RecordedChange {
  readonly state?: StateChange | undefined;
  /** Readings that count from now on, in the place of those with the same id. */
  readonly put?: readonly Reading[] | undefined;
  /** Ids of readings that count no longer. */
  readonly gone?: readonly string[] | undefined;
}

export interface ReplayedState {
  /** Undefined where the ledger knows of no state. */
  readonly rollout: StateFields | undefined;
  /** By the moment they hold for, those of the same moment in the order they came. */
  readonly readings: readonly Reading[];
}

/** The state that the ledger's entries lead to, oldest first. */
export function replayLedger(changes: Iterable<RecordedChange>): ReplayedState {
  let rollout: StateFields | undefined;
  const readings = new Map<string, Reading>();
  for (const { state, put = [], gone = [] } of changes) {
    if (state !== undefined) rollout = applyChange(rollout ?? {}, state);
    for (const id of gone) readings.delete(id);
    for (const reading of put) {
      // One that takes another's place comes after those that were there.
      readings.delete(reading.id);
      readings.set(reading.id, reading);
    }
  }
  return { rollout, readings: [...readings.values()].sort((a, b) => a.at - b.at) };
}

/** Names of what is not the same in two states, in alphabetical order: fields of the rollout, `readings`. */
export function differences(a: ReplayedState, b: ReplayedState): readonly string[] {
  const [first, second] = [a.rollout ?? {}, b.rollout ?? {}];
  const names = new Set([...Object.keys(first), ...Object.keys(second)]);
  const differing = [...names].filter((name) => !sameValue(first[name], second[name]));
  return [...differing, ...(sameValue(a.readings, b.readings) ? [] : ['readings'])].sort();
}
