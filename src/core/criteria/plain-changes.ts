import type { Figure } from '../readings/reading.ts';
import type { ChangeScale } from './change-figures.ts';
import type { Finding } from './draft-verdict.ts';
import type { Evidence } from './evidence.ts';
import { type Observation, proportionOf } from './observation.ts';
import { valueIn } from './plain-values.ts';
import { convert } from './quantity.ts';

/** A change of bare values: what is compared, and what is shown. They differ only relative to a baseline of 0. */
export interface PlainChange {
  readonly observation: Observation;
  readonly compared: number;
  readonly shown: Partial<Finding>;
}

/** Each reading's change, oldest first, against the control that came with it or else the reference. */
export function plainChanges(
  evidence: Evidence,
  scale: ChangeScale,
): readonly PlainChange[] | 'no-baseline' | 'unit-mismatch' {
  const changes: PlainChange[] = [];
  let problem: 'no-baseline' | 'unit-mismatch' = 'no-baseline';
  let control: Figure | undefined;
  for (const observation of evidence.observations) {
    control = observation.control ?? control;
    if (observation.treated === undefined) continue;
    const base = control ?? evidence.reference?.figure;
    const change = base && plainChange(observation.treated, base, scale);
    problem = base === undefined ? 'no-baseline' : 'unit-mismatch';
    if (change === undefined) continue;
    const against = control ? 'control' : evidence.reference?.from;
    const referenceSource = control ? undefined : evidence.reference?.source;
    changes.push({ ...change, observation, shown: { ...change.shown, against, referenceSource } });
  }
  return changes.length === 0 ? problem : changes;
}

function plainChange(treated: Figure, base: Figure, scale: ChangeScale): Omit<PlainChange, 'observation'> | undefined {
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
