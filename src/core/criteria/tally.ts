import { dayMs, type Instant } from '../instant.ts';
import { addLink, type Chain } from '../readings/chain.ts';
import type { Figure, Reading } from '../readings/reading.ts';
import { type ArmTally, addToArm } from './arm-tally.ts';
import { isImpossible, isNobody, type Observation, proportionOf } from './observation.ts';
import { convert } from './quantity.ts';

/**
 * What the readings of a criterion's metric in a stage come to, up to one of them. Each is made from the one before and
 * the next reading alone, so that one more reading costs the same however many there are.
 */
export interface Tally {
  /** The newest reading … */
  readonly observation: Observation;
  /** … the newest that says something of people with the change … */
  readonly treated: Observation | undefined;
  /** … and the newest number of those without it that has counted anybody. */
  readonly control: SaidFigure | undefined;
  readonly treatedArm: ArmTally | undefined;
  readonly controlArm: ArmTally | undefined;
  readonly count: CountTally;
  /** What some reading says its counts are; that they are totals is believed before the other. */
  readonly as: 'total' | 'daily' | undefined;
  /** Readings of people with the change. */
  readonly looks: number;
  /** One of them has counted somebody. */
  readonly hasPeople: boolean;
  /** The first figure that cannot be. */
  readonly impossible: SaidFigure | undefined;
  /** The moment of the first reading. */
  readonly firstAt: Instant;
}

/** A figure and what said it. */
export interface SaidFigure {
  readonly figure: Figure;
  readonly reading: Reading;
}

/** Things counted, such as calls: of the whole stage, whatever the share. */
interface CountTally {
  /** The newest count. */
  readonly last: number | undefined;
  readonly falls: boolean;
  /** Every number so far is one of whole things. */
  readonly isWhole: boolean;
  /** Counts of separate days so far: of the newest day, and of those before it. */
  readonly day: number | undefined;
  readonly today: number;
  readonly daysBefore: number;
}

const noCount: CountTally = {
  last: undefined,
  falls: false,
  isWhole: true,
  day: undefined,
  today: 0,
  daysBefore: 0,
};

/** The tallies with one more. Observations come in their order: see `inOrder`. */
export function addTally(tallies: Chain<Tally> | undefined, observation: Observation): Chain<Tally> {
  const before = tallies?.value;
  const { treated, control, reading, at } = observation;
  const counted = control && !isNobody(control) ? { figure: control, reading } : before?.control;
  return addLink(tallies, {
    observation,
    treated: treated ? observation : before?.treated,
    control: counted,
    treatedArm: treated ? addToArm(before?.treatedArm, observation, treated) : before?.treatedArm,
    controlArm: control ? addToArm(before?.controlArm, observation, control) : before?.controlArm,
    count: treated ? addCount(before?.count ?? noCount, treated, at) : (before?.count ?? noCount),
    as: before?.as === 'total' ? 'total' : (reading.as ?? before?.as),
    looks: (before?.looks ?? 0) + (treated ? 1 : 0),
    hasPeople: before?.hasPeople === true || (treated !== undefined && !isNobody(treated)),
    impossible: before?.impossible ?? impossibleIn(treated, reading) ?? impossibleIn(control, reading),
    firstAt: before?.firstAt ?? at,
  });
}

function impossibleIn(figure: Figure | undefined, reading: Reading): SaidFigure | undefined {
  return figure && isImpossible(figure) ? { figure, reading } : undefined;
}

function addCount(before: CountTally, figure: Figure, at: Instant): CountTally {
  const count = countOf(figure);
  if (count === undefined) return before;
  const day = Math.floor(at / dayMs);
  const isSameDay = day === before.day;
  return {
    last: count,
    falls: before.falls || count < (before.last ?? 0),
    isWhole: before.isWhole && Number.isInteger(count),
    day,
    // A second number for a day replaces the first.
    today: count,
    daysBefore: isSameDay ? before.daysBefore : before.daysBefore + before.today,
  };
}

/** Things counted: the hits of hits of n, or the bare count. */
export function countOf(figure: Figure | undefined): number | undefined {
  // A mean of counts is no count.
  if (figure === undefined || figure.sd !== undefined) return undefined;
  const counts = proportionOf(figure);
  if (counts) return counts.hits;
  return figure.value === undefined ? undefined : convert(figure.value, figure.unit, 'count');
}
