import type { World } from './state/world.ts';

/**
 * What can go wrong, switched on for the `next` so many, or until it is switched off.
 * - deliveries: `duplicate` sends twice under one id; `delayed` sends `byMinutes` later; `reordered` lets the following
 *   one overtake; `dropped` fails in the log; `lost` is "OK" in the log and never arrives.
 * - writes: `fail-before` answers 502 and does nothing, `fail-after` does it and answers 502; `secondary-limit` is 403
 *   and `too-many` 429, both with `retryAfterSeconds`.
 * - requests: the same for reads and writes alike; `fail` is 502.
 * - graphql: `partial` answers with an error for one field (`field`, or the last root field) and data for the rest.
 * - reads: `stale` answers from the moment at which it was switched on.
 */
export interface FaultSwitch {
  readonly deliveries?: 'duplicate' | 'delayed' | 'reordered' | 'dropped' | 'lost' | undefined;
  readonly writes?: 'fail-before' | 'fail-after' | 'secondary-limit' | 'too-many' | undefined;
  readonly requests?: 'fail' | 'secondary-limit' | 'too-many' | undefined;
  readonly graphql?: 'partial' | undefined;
  readonly reads?: 'stale' | undefined;
  readonly next?: number | undefined;
  readonly byMinutes?: number | undefined;
  readonly retryAfterSeconds?: number | undefined;
  readonly field?: string | undefined;
}

type Channel = 'deliveries' | 'writes' | 'requests' | 'graphql' | 'reads';

interface Active<Mode> {
  readonly mode: Mode;
  readonly options: FaultSwitch;
}

export interface Faults {
  switchOn(fault: FaultSwitch): void;
  /** All of them. */
  switchOff(): void;
  /** The fault that strikes this one, if any; counts it. */
  strike<C extends Channel>(channel: C): Active<NonNullable<FaultSwitch[C]>> | undefined;
  /** The world that a stale read is answered from; counts it. */
  staleWorld(): World | undefined;
}

const channels: readonly Channel[] = ['deliveries', 'writes', 'requests', 'graphql', 'reads'];

export function faultSwitches(world: World): Faults {
  const active = new Map<Channel, { fault: FaultSwitch; left: number }>();
  let frozen: World | undefined;

  function strike<C extends Channel>(channel: C): Active<NonNullable<FaultSwitch[C]>> | undefined {
    const found = active.get(channel);
    const mode = found?.fault[channel];
    if (found === undefined || mode === undefined) return undefined;
    found.left -= 1;
    if (found.left <= 0) active.delete(channel);
    return { mode, options: found.fault };
  }

  return {
    switchOn(fault) {
      for (const channel of channels) {
        if (fault[channel] !== undefined) active.set(channel, { fault, left: fault.next ?? Number.POSITIVE_INFINITY });
      }
      if (fault.reads !== undefined) frozen = structuredClone(world);
    },
    switchOff() {
      active.clear();
      frozen = undefined;
    },
    strike,
    staleWorld: () => (strike('reads') === undefined ? undefined : frozen),
  };
}
