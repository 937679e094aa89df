import { type Chain, newestFirst } from '../readings/chain.ts';
import type { Figure, Reading } from '../readings/reading.ts';
import type { Proportion } from '../statistics/interval.ts';
import type { Stratum } from '../statistics/stratified.ts';
import { countArm, figureIn, sumCounts } from './arm-tally.ts';
import { isImpossible, type Observation } from './observation.ts';
import type { Tally } from './tally.ts';
import type { Verdict, VerdictSource } from './verdict.ts';

/** What the readings of one stage say about one criterion. */
export interface Evidence {
  /** Of the stage's readings, the newest one last; undefined when there are none. */
  readonly tallies: Chain<Tally> | undefined;
  /** Counts of everybody with the change in the stage, where readings have them. */
  readonly treated: Proportion | undefined;
  /** Both arms, period by period of constant share, where readings have both. */
  readonly strata: readonly Stratum[];
  /** What a change is measured against where there is no control group at the same time. */
  readonly reference: Reference | undefined;
  readonly mode: CountMode;
  readonly mixedShares: boolean;
  /** The newest reading from before the stage, when the stage itself has none. */
  readonly stale: Reading | undefined;
  /** The first figure that cannot be, and the comment that said it. */
  readonly impossible: Impossible | undefined;
  /** The readings that count, newest first. */
  readonly used: readonly Observation[];
}

/** Whether numbers are totals since the stage began or of separate days; `guessed` when no reading says. */
export interface CountMode {
  readonly mode: 'total' | 'daily';
  readonly guessed: boolean;
}

export interface Reference {
  readonly from: NonNullable<Verdict['against']>;
  readonly figure: Figure;
  /** The comment that said it; undefined for the plan's own figures. */
  readonly source: VerdictSource | undefined;
}

export interface Impossible {
  readonly figure: Figure;
  readonly source: VerdictSource | undefined;
}

const noMode: CountMode = { mode: 'total', guessed: true };

export const noEvidence: Evidence = {
  tallies: undefined,
  treated: undefined,
  strata: [],
  reference: undefined,
  mode: noMode,
  mixedShares: false,
  stale: undefined,
  impossible: undefined,
  used: [],
};

/** The newest number of people with the change. */
export function newestTreated({ tallies }: Evidence): Figure | undefined {
  return tallies?.value.treated?.treated;
}

/** The newest number of people without the change, of the same constant-share period. */
export function controlBeside({ tallies }: Evidence): Figure | undefined {
  const period = tallies?.value.treated?.period;
  return period === undefined ? undefined : figureIn(tallies?.value.controlArm, period);
}

/** Takes no longer for many readings than for few: everything that is asked of all of them has been tallied. */
export function gatherEvidence(
  tallies: Chain<Tally> | undefined,
  reference: Reference | undefined,
  stale: Reading | undefined,
): Evidence {
  if (tallies === undefined) return { ...noEvidence, reference, stale, impossible: impossibleIn(reference) };
  const { value: last } = tallies;
  const mode = readCountMode(last);
  const treated = countArm(last.treatedArm, mode.mode);
  const control = countArm(last.controlArm, mode.mode);
  const strata: Stratum[] = [];
  for (const [period, counts] of treated.byPeriod) {
    const other = control.byPeriod.get(period);
    if (other && other.n > 0 && counts.n > 0) strata.push({ treated: counts, control: other });
  }
  const impossible = impossibleOf(last, mode) ?? (strata.length > 0 ? undefined : impossibleIn(reference));
  return {
    tallies,
    treated: sumCounts(treated),
    strata,
    reference,
    mode,
    mixedShares: treated.mixed || control.mixed,
    stale: undefined,
    impossible,
    used: usedReadings(tallies, mode),
  };
}

/**
 * Totals only ever grow: numbers that fall within a period are of separate days. One reading alone is a total. Where a
 * reading says it is a total, it is believed before the others.
 */
function readCountMode({ as, treatedArm, controlArm }: Tally): CountMode {
  if (as !== undefined) return { mode: as, guessed: false };
  const growsOnly = (treatedArm?.growsOnly ?? true) && (controlArm?.growsOnly ?? true);
  return { mode: growsOnly ? 'total' : 'daily', guessed: true };
}

/** A corrected total takes the wrong one back; of separate days every one counts. */
function impossibleOf(last: Tally, { mode, guessed }: CountMode): Impossible | undefined {
  const { treated, control } = last;
  const own = treated?.treated && { figure: treated.treated, reading: treated.reading };
  const newest = [own, control].find((said) => said !== undefined && isImpossible(said.figure));
  const said = mode === 'daily' && !guessed ? last.impossible : newest;
  return said && { figure: said.figure, source: sourceOf(said.reading) };
}

function impossibleIn(reference: Reference | undefined): Impossible | undefined {
  return reference && isImpossible(reference.figure) ? reference : undefined;
}

/** More than this are of no use to anybody who reads an explanation. */
const mostReadings = 100;

/** Newest first: of separate days all; of totals the last of each arm in each period, and the two that decide bare values. */
function usedReadings(tallies: Chain<Tally>, { mode }: CountMode): readonly Observation[] {
  const used: Observation[] = [];
  const seen = new Set<string>();
  let looked = 0;
  for (const { observation } of newestFirst(tallies)) {
    if (looked === mostReadings) break;
    const { period, treated, control } = observation;
    const keys = [...(treated ? [`${period} treated`] : []), ...(control ? [`${period} control`] : [])];
    const isNew = keys.some((key) => !seen.has(key));
    for (const key of keys) seen.add(key);
    if (mode === 'daily' || isNew || looked < 2) used.push(observation);
    looked += 1;
  }
  return used;
}

const mostSources = 6;

/** Where the newest of the readings that count were said; where there are none, the newest from before the stage. */
export function sourcesOf({ used, stale }: Evidence): readonly VerdictSource[] {
  if (stale !== undefined) return [sourceOf(stale)];
  return used.slice(0, mostSources).map(({ reading }) => sourceOf(reading));
}

export function sourceOf({ figure, control, source, at }: Reading): VerdictSource {
  const text = control === undefined ? figure.text : `${figure.text} vs ${control.text}`;
  return { url: source.url, by: source.author, at, text };
}
