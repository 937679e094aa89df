import type { Refusal } from '../refusal.ts';
import type { Position } from '../rollout.ts';

/** Why nothing can be decided any more; undefined while the release goes on. */
export function alreadyEnded(position: Position): Refusal | undefined {
  if (position.at !== 'complete' && position.at !== 'cancelled') return undefined;
  return { reason: 'already-ended', how: position.at, since: position.since };
}
