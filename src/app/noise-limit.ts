import type { Decision } from '../core/decision.ts';
import { dayMs, hourMs, type Instant, minuteMs } from '../core/instant.ts';
import type { Clock, Lane } from '../ports.ts';
import type { Log } from './log.ts';

/** So many comments on one release in so long a time are not people's doing. Fifty at the same moment may be. */
const mostComments = 100;
const windowMs = 10 * minuteMs;
const longestPauseMs = dayMs;
/** So many releases are watched; it hurts little when one is forgotten. */
const maxWatched = 10_000;

export interface NoiseLimit {
  /** Until when nothing is decided in a lane. */
  pausedUntil(lane: Lane): Instant | undefined;
  /** Counts the comments that a decision posts. The one that is too many says that there is a pause. */
  count(lane: Lane, decision: Decision): Decision;
}

interface Watched {
  readonly postedAt: readonly Instant[];
  readonly pausedUntil: Instant;
  /** How long the next pause is. */
  readonly pauseMs: number;
}

/**
 * Ends what no rule for bots can: a program with a person's account that answers whatever Rollcall says. The pause is an
 * hour, twice as long each time, a day at most; after a day in which it was not needed it is an hour again. Each process
 * counts for itself, and forgets when it ends.
 */
export function createNoiseLimit(clock: Pick<Clock, 'now'>, log: Log): NoiseLimit {
  const lanes = new Map<string, Watched>();

  /** Returns the end of the pause when it is enough now. */
  function spend(lane: string, comments: number, now: Instant): Instant | undefined {
    const before = lanes.get(lane) ?? { postedAt: [], pausedUntil: 0, pauseMs: hourMs };
    const recent = before.postedAt.filter((at) => at > now - windowMs);
    const postedAt = [...recent, ...Array.from({ length: comments }, () => now)];
    const pauseMs = now - before.pausedUntil < dayMs ? before.pauseMs : hourMs;
    const isEnough = postedAt.length >= mostComments;
    if (lanes.size >= maxWatched) lanes.clear();
    lanes.set(
      lane,
      isEnough
        ? { postedAt: [], pausedUntil: now + pauseMs, pauseMs: Math.min(2 * pauseMs, longestPauseMs) }
        : { ...before, postedAt, pauseMs },
    );
    return isEnough ? now + pauseMs : undefined;
  }

  return {
    pausedUntil({ key }) {
      const until = lanes.get(key)?.pausedUntil ?? 0;
      return until > clock.now() ? until : undefined;
    },
    count({ key }, decision) {
      const comments = decision.effects.filter(({ kind }) => kind === 'post-once').length;
      const until = comments === 0 ? undefined : spend(key, comments, clock.now());
      if (until === undefined) return decision;
      log.error(
        { lane: key, until },
        `${mostComments} comments in ten minutes: the release is paused. Is a program answering?`,
      );
      const model = { comments: mostComments, minutes: windowMs / minuteMs, until };
      const notice = { kind: 'post-once', issue: undefined, body: { view: 'noise-paused', model } } as const;
      return { ...decision, effects: [...decision.effects, notice] };
    },
  };
}
