/** What goes wrong in a simulated run, drawn from its seed. Each run has its own choice of troubles, and an end to them. */
import { minuteMs } from '../../src/core/instant.ts';

/**
 * - `refused`: GitHub answers 502 and has done nothing; `answer-lost`: it answers 502 and has done it.
 * - `never-arrives`: nothing happens until the client gives up; `late`: the same, and then it is done after all.
 * - `limited`: 403 with `Retry-After`; `partial`: one field of a GraphQL document fails; `stale`: a read of an earlier moment.
 * - `duplicate`, `dropped` (GitHub knows), `lost` (GitHub calls it delivered), `delayed`: webhooks.
 * - `store-before`, `store-after`: the connection to the database is lost before or after the commit.
 * - `crash`: the process is killed; `freeze`: it stands still for longer than its leases last.
 */
export const troubles = [
  'refused',
  'answer-lost',
  'never-arrives',
  'late',
  'limited',
  'partial',
  'stale',
  'duplicate',
  'dropped',
  'lost',
  'delayed',
  'store-before',
  'store-after',
  'crash',
  'freeze',
] as const;

export type Trouble = (typeof troubles)[number];

export interface Faults {
  /** Whether this trouble comes now. */
  strike(trouble: Trouble): boolean;
  /** The first of the troubles that comes now. */
  strikeOne(candidates: readonly Trouble[]): Trouble | undefined;
  /** Whether it may come at all in this run. */
  knows(trouble: Trouble): boolean;
  /** From now on nothing goes wrong any more. */
  end(): void;
  readonly ended: boolean;
  /** How many there have been, by kind. */
  readonly counts: ReadonlyMap<Trouble, number>;
}

/** Webhook troubles cost no attempt; the others together stay below the ten after which work is set aside. */
const mostAttempts = 9;
const free: readonly Trouble[] = ['duplicate', 'dropped', 'lost', 'delayed'];

/** `only`: these troubles and no others, often. */
export function drawFaults(draw: () => number, isShared: boolean, only?: readonly Trouble[]): Faults {
  const rates = new Map<Trouble, number>();
  for (const trouble of troubles) {
    const possible = isShared || !trouble.startsWith('store-');
    const rare = trouble === 'crash' || trouble === 'freeze' || trouble.startsWith('store-');
    const rate = rare ? [0.002, 0.01, 0.03] : [0.03, 0.1, 0.3];
    if (only?.includes(trouble)) rates.set(trouble, rare ? 0.08 : 0.4);
    else if (only === undefined && possible && draw() < 0.5) rates.set(trouble, rate[Math.floor(draw() * 3)] ?? 0);
  }
  const counts = new Map<Trouble, number>();
  let left = Math.floor(draw() * (mostAttempts + 1));
  let ended = false;

  function strike(trouble: Trouble): boolean {
    const rate = rates.get(trouble);
    if (ended || rate === undefined || draw() >= rate) return false;
    if (!free.includes(trouble)) {
      if (left === 0) return false;
      left -= 1;
    }
    counts.set(trouble, (counts.get(trouble) ?? 0) + 1);
    return true;
  }

  return {
    strike,
    strikeOne: (candidates) => candidates.find(strike),
    knows: (trouble) => rates.has(trouble),
    end() {
      ended = true;
    },
    get ended() {
      return ended;
    },
    counts,
  };
}

/** For how long something takes, in milliseconds: mostly short, now and then long. */
export function drawDelay(draw: () => number, usual: number): number {
  const long = draw() < 0.1 ? 10 : 1;
  return Math.floor(draw() * usual * long);
}

/** A process that stands still: longer than a lease of half a minute, or not. */
export const freezeMs = (draw: () => number) => 10_000 + draw() * 2 * minuteMs;
/** A request that got through after all. */
export const lateMs = (draw: () => number) => 16_000 + draw() * 6 * minuteMs;
