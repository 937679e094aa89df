import type { Figure } from '../readings/reading.ts';
import type { ChangeScale } from './change-figures.ts';
import type { Finding } from './draft-verdict.ts';
import type { Evidence, Reference } from './evidence.ts';
import { isNobody, proportionOf } from './observation.ts';
import { lastTwo, valueIn } from './plain-values.ts';
import { convert } from './quantity.ts';
import type { Tally } from './tally.ts';

/** A change of bare values: what is compared, and what is shown. They differ only relative to a baseline of 0. */
export interface PlainChange {
  readonly compared: number;
  readonly shown: Partial<Finding>;
}

/** The changes of the newest number and of the one before it that has one, the older one first. */
export function plainChanges(
  evidence: Evidence,
  scale: ChangeScale,
): readonly PlainChange[] | 'no-baseline' | 'unit-mismatch' {
  const { tallies, reference } = evidence;
  const base = tallies?.value.control?.figure ?? reference?.figure;
  if (tallies === undefined || base === undefined || isNobody(base)) return 'no-baseline';
  // A number in another unit is told, and not passed over for an older one.
  if (changeAt(tallies.value, reference, scale) === undefined) return 'unit-mismatch';
  return lastTwo(evidence, (tally) => changeAt(tally, reference, scale));
}

/** The change of the newest number against the newest of the control group, or else the reference. */
export function changeAt(
  { treated, control }: Tally,
  reference: Reference | undefined,
  scale: ChangeScale,
): PlainChange | undefined {
  const own = treated?.treated;
  const base = control?.figure ?? reference?.figure;
  const change = own && base && plainChange(own, base, scale);
  if (change === undefined) return undefined;
  const against = control ? 'control' : reference?.from;
  return { ...change, shown: { ...change.shown, against, referenceSource: control ? undefined : reference?.source } };
}

function plainChange(treated: Figure, base: Figure, scale: ChangeScale): PlainChange | undefined {
  // Counts of different times cannot be compared as they are.
  if (treated.exposure !== base.exposure) return undefined;
  const unit = proportionOf(treated) || treated.unit === '%' ? '%' : base.unit;
  const observed = valueIn(treated, unit);
  const reference = unit === '%' ? valueIn(base, '%') : base.value;
  if (observed === undefined || reference === undefined) return undefined;
  if (unit !== '%' && convert(reference, base.unit, unit) === undefined) return undefined;
  const difference = observed - reference;
  const shown = { observed, reference, unit, change: difference, changeUnit: unit === '%' ? 'pp' : unit };
  if (scale === 'absolute') return { compared: difference, shown };
  // Relative to nothing any rise is without bounds; the difference is shown instead.
  if (reference === 0) return { compared: difference === 0 ? 0 : difference * Number.POSITIVE_INFINITY, shown };
  const relative = (100 * difference) / Math.abs(reference);
  return { compared: relative, shown: { ...shown, change: relative, changeUnit: '%' } };
}
