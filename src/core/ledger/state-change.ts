/**
 * What a decision changes in a release's state, small enough to be kept with each entry of the ledger: a list that grows
 * is written as what was added to it.
 */
import { sameValue } from './same-value.ts';

/** A rollout by its fields, whatever they are in this version. */
export type StateFields = Readonly<Record<string, unknown>>;

export interface StateChange {
  /** Fields that are something else now. */
  readonly set?: StateFields;
  /** Names of fields that have no value any more. */
  readonly unset?: readonly string[];
  /** Lists of which the first `keep` items stay and the others are `items` now. */
  readonly lists?: Readonly<Record<string, ListChange>>;
}

interface ListChange {
  readonly keep: number;
  readonly items: readonly unknown[];
}

/** The difference between two states; undefined where there is none. */
export function changeOf(before: StateFields, after: StateFields): StateChange | undefined {
  const set: Record<string, unknown> = {};
  const lists: Record<string, ListChange> = {};
  const unset = Object.keys(before).filter((name) => before[name] !== undefined && after[name] === undefined);
  for (const [name, value] of Object.entries(after)) {
    const earlier = before[name];
    if (value === undefined || sameValue(earlier, value)) continue;
    const keep = Array.isArray(earlier) && Array.isArray(value) ? commonLength(earlier, value) : 0;
    if (keep > 0 && Array.isArray(value)) lists[name] = { keep, items: value.slice(keep) };
    else set[name] = value;
  }
  const change: StateChange = {
    ...(Object.keys(set).length === 0 ? {} : { set }),
    ...(unset.length === 0 ? {} : { unset }),
    ...(Object.keys(lists).length === 0 ? {} : { lists }),
  };
  return Object.keys(change).length === 0 ? undefined : change;
}

export function applyChange(before: StateFields, { set = {}, unset = [], lists = {} }: StateChange): StateFields {
  const kept = Object.entries(before).filter(([name]) => !unset.includes(name));
  const changed = Object.entries(lists).map(([name, { keep, items }]) => {
    const earlier = before[name];
    return [name, [...(Array.isArray(earlier) ? earlier.slice(0, keep) : []), ...items]] as const;
  });
  return { ...Object.fromEntries(kept), ...set, ...Object.fromEntries(changed) };
}

function commonLength(before: readonly unknown[], after: readonly unknown[]): number {
  const shorter = Math.min(before.length, after.length);
  for (let index = 0; index < shorter; index += 1) if (!sameValue(before[index], after[index])) return index;
  return shorter;
}
