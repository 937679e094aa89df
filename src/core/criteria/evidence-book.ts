import type { Instant } from '../instant.ts';
import type { Chain } from '../readings/chain.ts';
import type { Reading } from '../readings/reading.ts';
import type { Period } from '../rollout.ts';
import { draftUpTo, enterReadings } from './book-draft.ts';
import type { Criterion } from './criterion.ts';
import { inOrder } from './observation.ts';
import { latestRun, previousRun, type StageRun } from './stage-run.ts';
import type { Tally } from './tally.ts';

/**
 * The readings of a release, entered where they belong. A value: a book with one more reading shares all else with the
 * one before, so that the 10,000th reading costs what the 10th did.
 */
export interface EvidenceBook {
  /** What has been entered, sorted by the moments they hold for. */
  readonly readings: readonly Reading[];
  /** What decided where: the criteria's names and the stays in stages. */
  readonly order: string;
  /** In the order in which they first came. */
  readonly names: readonly BookedName[];
  /** The stays that are judged or compared with. */
  readonly stays: readonly BookedStay[];
  /**
   * Ids of all that was ever entered in this book and those it was made from. Only grows, and books made one from
   * another have the same: an id that is not here is of no reading, one that is here may be of one that no longer counts.
   */
  readonly everEntered: Set<string>;
}

/** Readings of one metric under one name, each chain in the order of `inOrder`. */
export interface BookedName {
  readonly key: string;
  /** As written. */
  readonly metric: string;
  readonly isControl: boolean;
  readonly isPeople: boolean;
  /** Indexes of the criteria that the name means. */
  readonly criteria: readonly number[];
  readonly measured: Chain<Reading> | undefined;
  readonly baselines: Chain<Reading> | undefined;
}

/** Readings of one uninterrupted stay in a stage. */
export interface BookedStay {
  readonly run: StageRun;
  /** How many people there are in the stage. */
  readonly people: Chain<Reading> | undefined;
  /** One for each criterion, in their order. */
  readonly tallies: readonly (Chain<Tally> | undefined)[];
}

export interface BookInput {
  readonly criteria: readonly Criterion[];
  readonly periods: readonly Period[];
  /** In any order; sorted by their moments, they need not be sorted again. */
  readonly readings: readonly Reading[];
}

/**
 * The book of all readings. With the one kept `before`, only what that has not is entered; of what came late, was edited
 * or withdrawn, everything from its moment on. The answer is the same without it.
 */
export function keepBook(input: BookInput, before?: EvidenceBook): EvidenceBook {
  const { criteria, readings } = input;
  const order = orderOf(input);
  const base = before?.order === order ? before : emptyBook(input, order);
  const start = commonStart(base.readings, readings);
  if (!isSortedFrom(start, readings)) return keepBook({ ...input, readings: readings.toSorted(inOrder) }, before);
  const since = earlier(base.readings[start]?.at, readings[start]?.at);
  if (since === undefined) return base;
  const draft = draftUpTo(since, base);
  enterReadings(readings.slice(placeOf(since, readings)), draft, criteria);
  return { readings, order, ...draft };
}

/** The readings of one stay; undefined when it is not one of those that are judged. */
export function findStay({ stays }: EvidenceBook, { stage, from }: StageRun): BookedStay | undefined {
  return stays.find(({ run }) => run.stage === stage && run.from === from);
}

function orderOf({ criteria, periods }: BookInput): string {
  const names = criteria.map(({ metric, id, scope, against }) => [metric, id, scope, against === 'previous-stage']);
  return JSON.stringify([names, periods.map(({ stage, share, from, until }) => [stage, share, from, until])]);
}

function emptyBook({ criteria, periods }: BookInput, order: string): EvidenceBook {
  const looksBack = criteria.some(({ against }) => against === 'previous-stage');
  const stays: BookedStay[] = [];
  const runs = [...new Set(periods.map(({ stage }) => stage))].flatMap((stage) => latestRun(periods, stage) ?? []);
  const compared = looksBack ? runs.flatMap((run) => previousRun(periods, run) ?? []) : [];
  for (const run of [...runs, ...compared]) {
    if (stays.some((stay) => stay.run.stage === run.stage && stay.run.from === run.from)) continue;
    stays.push({ run, people: undefined, tallies: criteria.map(() => undefined) });
  }
  return { readings: [], order, names: [], stays, everEntered: new Set() };
}

/** How many readings the two begin with in common. */
function commonStart(one: readonly Reading[], other: readonly Reading[]): number {
  const most = Math.min(one.length, other.length);
  let start = 0;
  while (start < most && one[start] === other[start]) start += 1;
  return start;
}

function isSortedFrom(start: number, readings: readonly Reading[]): boolean {
  for (let i = Math.max(1, start); i < readings.length; i += 1) {
    if ((readings[i]?.at ?? 0) < (readings[i - 1]?.at ?? 0)) return false;
  }
  return true;
}

function earlier(one: Instant | undefined, other: Instant | undefined): Instant | undefined {
  return one === undefined || other === undefined ? (one ?? other) : Math.min(one, other);
}

/** Index of the first reading of this moment or later. */
function placeOf(moment: Instant, readings: readonly Reading[]): number {
  let place = readings.length;
  while (place > 0 && (readings[place - 1]?.at ?? 0) >= moment) place -= 1;
  return place;
}
