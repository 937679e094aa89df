import { detectableDrop, sampleForNone, sampleForProportions } from './sample-size.ts';

/** What a stage is planned to be: known before anybody has the change. */
export interface PlannedStage {
  /** Percent of people who will have the change. */
  readonly share: number;
  readonly days: number;
  /** Observations a day, both arms together. */
  readonly perDay: number;
}

export interface Feasibility {
  /** Observations with the change in the stage, rounded up. */
  readonly treated: number;
  readonly control: number;
  /** The smallest drop, in points, that would show; undefined when not even a drop to nothing would. */
  readonly smallestDrop: number | undefined;
}

const alpha = 0.05;
const power = 0.8;
/**
 * Beyond this share the people without the change are what is short: raising it stops helping. The precision of a
 * difference goes with s(1 − s).
 */
export const mostUsefulShare = 60;

/**
 * What a comparison in the planned stage can show at all, with one look at its end, 95% and a power of 80%: a
 * criterion that is read every day shows less. `base` is the rate of people without the change, in percent.
 */
export function feasibilityOf({ share, days, perDay }: PlannedStage, base: number): Feasibility {
  const all = perDay * days;
  const treated = Math.ceil((all * share) / 100 - 1e-9);
  const control = Math.max(0, Math.round(all - treated));
  const drop = detectableDrop(base / 100, treated, control, alpha, power);
  return { treated, control, smallestDrop: drop === undefined ? undefined : 100 * drop };
}

/** Days until `need` observations with the change, at a share in percent; undefined when they never come. */
export function daysToReach(need: number, perDay: number, share: number): number | undefined {
  const rate = (perDay * share) / 100;
  return rate > 0 ? Math.ceil(need / rate - 1e-9) : undefined;
}

/**
 * People with the change needed to show a difference of `points` from `base` (both in percent) at this share, with one
 * look and a power of 80%.
 */
export function sampleToShow(base: number, points: number, share: number): number {
  const ratio = (100 - share) / share;
  return Math.ceil(sampleForProportions((base + points) / 100, base / 100, { alpha, power, ratio }));
}

/** Fewest people with whom a rate "< limit" (percent) can be shown at all, which takes that none of them is hit: 59 for 5%. */
export function sampleToShowBelow(limit: number): number {
  return sampleForNone(limit / 100, alpha);
}
