import type { Instant } from '../instant.ts';
import type { Figure, Reading } from '../readings/reading.ts';
import type { Proportion } from '../statistics/interval.ts';
import type { Stratum } from '../statistics/stratified.ts';
import { type CountMode, countArm, readCountMode, sumCounts } from './arm-counts.ts';
import { isImpossible, type Observation, proportionOf } from './observation.ts';
import type { Verdict, VerdictSource } from './verdict.ts';

/** What the readings of one stage say about one criterion. */
export interface Evidence {
  /** Readings of the stage, oldest first. */
  readonly observations: readonly Observation[];
  /** Counts of everybody with the change in the stage, where readings have them. */
  readonly treated: Proportion | undefined;
  /** Both arms, period by period of constant share, where readings have both. */
  readonly strata: readonly Stratum[];
  /** What a change is measured against where there is no control group at the same time. */
  readonly reference: Reference | undefined;
  readonly mode: CountMode;
  readonly mixedShares: boolean;
  /** The newest reading from before the stage, when the stage itself has none. */
  readonly staleAt: Instant | undefined;
  /** The first reading that cannot be, as written. */
  readonly impossible: Figure | undefined;
  /** The readings that count, newest first. */
  readonly used: readonly Observation[];
}

export interface Reference {
  readonly from: NonNullable<Verdict['against']>;
  readonly figure: Figure;
  /** The comment that said it; undefined for the plan's own figures. */
  readonly source: VerdictSource | undefined;
}

const noMode: CountMode = { mode: 'total', guessed: true };

export const noEvidence: Evidence = {
  observations: [],
  treated: undefined,
  strata: [],
  reference: undefined,
  mode: noMode,
  mixedShares: false,
  staleAt: undefined,
  impossible: undefined,
  used: [],
};

/** Counts of the people with the change, where they can be. */
export const treatedCounts = ({ treated }: Observation): Proportion | undefined => usable(treated);
/** The same of those without it. */
export const controlCounts = ({ control }: Observation): Proportion | undefined => usable(control);

/** Nobody counted yet is no number at all. */
function usable(figure: Figure | undefined): Proportion | undefined {
  const counts = proportionOf(figure);
  return counts && counts.n > 0 && figure && !isImpossible(figure) ? counts : undefined;
}

/** `observations` oldest first; a reading that says nothing of people with the change or of the control is left out. */
export function gatherEvidence(
  observations: readonly Observation[],
  reference: Reference | undefined,
  staleAt: Instant | undefined,
): Evidence {
  const mode = readCountMode(observations, [treatedCounts, controlCounts]);
  const treated = countArm(observations, treatedCounts, mode.mode);
  const control = countArm(observations, controlCounts, mode.mode);
  const strata: Stratum[] = [];
  for (const [period, counts] of treated.byPeriod) {
    const other = control.byPeriod.get(period);
    if (other && other.n > 0 && counts.n > 0) strata.push({ treated: counts, control: other });
  }
  return {
    observations,
    treated: sumCounts(treated),
    strata,
    reference,
    mode,
    mixedShares: treated.mixed || control.mixed,
    staleAt: observations.length === 0 ? staleAt : undefined,
    impossible: [...countingFigures(observations, mode), strata.length > 0 ? undefined : reference?.figure].find(
      (figure) => figure !== undefined && isImpossible(figure),
    ),
    used: usedReadings(observations, mode),
  };
}

/** A corrected total takes the wrong one back; of separate days every one counts. */
function countingFigures(observations: readonly Observation[], mode: CountMode): readonly (Figure | undefined)[] {
  if (mode.mode === 'daily' && !mode.guessed) return observations.flatMap(({ treated, control }) => [treated, control]);
  const last = observations.findLast(({ treated }) => treated !== undefined);
  const lastControl = observations.findLast(({ control }) => control !== undefined);
  return [last?.treated, lastControl?.control];
}

/** More than this are of no use to anybody who reads an explanation. */
const mostReadings = 100;

/** Newest first: of separate days all; of totals the last of each arm in each period, and the two that decide bare values. */
function usedReadings(observations: readonly Observation[], { mode }: CountMode): readonly Observation[] {
  const newest = observations.slice(-mostReadings).reverse();
  if (mode === 'daily') return newest;
  const seen = new Set<string>();
  return newest.filter(({ period, treated, control }, i) => {
    const keys = [...(treated ? [`${period} treated`] : []), ...(control ? [`${period} control`] : [])];
    const isNew = keys.some((key) => !seen.has(key));
    for (const key of keys) seen.add(key);
    return isNew || i < 2;
  });
}

const mostSources = 6;

/** Where the newest of the readings that count were said. */
export function sourcesOf({ used }: Evidence): readonly VerdictSource[] {
  return used.slice(0, mostSources).map(({ reading }) => sourceOf(reading));
}

export function sourceOf({ figure, control, source, at }: Reading): VerdictSource {
  const text = control === undefined ? figure.text : `${figure.text} vs ${control.text}`;
  return { url: source.url, by: source.author, at, text };
}
