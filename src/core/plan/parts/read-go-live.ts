import { fieldText } from '../fields/read-fields.ts';
import type { PlannedDates } from '../plan.ts';
import type { Section } from '../source/outline.ts';
import { readPlannedDates } from '../values/planned-dates.ts';
import { fieldsWithin, isRelease, type PlanSource } from './plan-source.ts';

/** The Go Live! section and the date it gives. */
export function readGoLive(source: PlanSource): {
  readonly section: Section | undefined;
  readonly dates: PlannedDates | undefined;
} {
  const section = source.sections.find((candidate) => candidate.role === 'go-live' && isRelease(candidate));
  if (!section) return { section, dates: undefined };
  const field = fieldsWithin(source, section).find(
    (found) => found.key === 'go-live-date' || found.key === 'date-range',
  );
  const text = fieldText(field)?.split('\n', 1)[0];
  return { section, dates: text === undefined ? undefined : readPlannedDates(text, source.now) };
}
