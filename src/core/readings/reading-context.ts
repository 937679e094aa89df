import type { Instant } from '../instant.ts';
import { knownMetrics } from '../known-metrics.ts';
import type { Period, Rollout } from '../rollout.ts';
import { currentStage } from '../stages/ladder.ts';
import type { Reading, ReadingSource } from './reading.ts';

/** What a reader of numbers has to know besides the text. */
export interface ReadingContext {
  /** Every metric that the plan speaks of. */
  readonly known: readonly string[];
  readonly stage: string | undefined;
  readonly share: number | undefined;
  /** The moment a number holds for when it does not say. */
  readonly at: Instant;
  /** No number is of a later moment. */
  readonly now: Instant;
  readonly timeZone: string;
  /** Where a number with a date of its own belongs; undefined when all belong to `stage`. */
  readonly periods: readonly Period[] | undefined;
  readonly source: ReadingSource;
  readonly kind: Reading['kind'];
}

type Given = Pick<ReadingContext, 'stage' | 'at' | 'now' | 'timeZone' | 'source' | 'kind'>;

/** Numbers given for the stage under way may be of an earlier one; those on another stage's checklist may not. */
export function readingContext(rollout: Rollout, given: Given): ReadingContext {
  const isUnderWay = given.stage === currentStage(rollout)?.id;
  return {
    ...given,
    known: knownMetrics(rollout),
    share: rollout.share,
    periods: isUnderWay ? rollout.periods : undefined,
  };
}
