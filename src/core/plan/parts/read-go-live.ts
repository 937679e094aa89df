import { fieldFor, fieldLine, fieldText } from '../fields/read-fields.ts';
import type { PlannedDates } from '../plan.ts';
import type { Section } from '../source/outline.ts';
import { firstDayIn, readPlannedDates } from '../values/planned-dates.ts';
import { fieldsWithin, isOfResults, isRelease, type PlanSource, releaseField } from './plan-source.ts';
import { type StageDraft, shareOf } from './stage-draft.ts';

/** The Go Live! section. */
export function goLiveSection(source: PlanSource): Section | undefined {
  return source.sections.find((candidate) => candidate.role === 'go-live' && isRelease(candidate));
}

/**
 * The planned date of going live: from the schedule's 100% row, the Go Live! section, another section that goes live,
 * or the 100% stage.
 */
export function readGoLive(source: PlanSource, drafts: readonly StageDraft[]): PlannedDates | undefined {
  const text = goLiveText(source, drafts);
  if (text === undefined) return undefined;
  const planned = readPlannedDates(text, source.now);
  return planned.from === undefined ? planned : { ...planned, to: planned.from };
}

function goLiveText(source: PlanSource, drafts: readonly StageDraft[]): string | undefined {
  const section = goLiveSection(source);
  const fields = section ? fieldsWithin(source, section).filter((field) => !isOfResults(field.section)) : [];
  const own = fieldLine(fieldFor(fields, 'go-live-date', 'date-range'));
  if (own !== undefined) return own;
  const titled = firstDayIn(section?.heading?.text.replace(/\b\d{1,3} ?%/g, '') ?? '', source.now);
  if (titled !== undefined) return titled;
  const said = section?.lines.find(({ kind, text }) => kind !== 'row' && text.length < 60 && isDate(text, source));
  if (said) return said.text;
  const full = drafts.findLast((draft) => shareOf(draft)?.[0] === 100);
  for (const text of [full?.dates, full?.length, full?.name]) {
    const date = text === undefined ? undefined : firstDayIn(text, source.now);
    if (date !== undefined) return date;
  }
  if (full?.section) return fieldLine(fieldFor(fieldsWithin(source, full.section), 'date-range', 'go-live-date'));
  return fieldText(releaseField(source, 'go-live-date'));
}

/** The section is a date: "11 March 2021", "on 3/15". */
function isDate(text: string, { now }: PlanSource): boolean {
  const date = firstDayIn(text, now);
  return date !== undefined && text.length - date.length < 25 && !/\b(?:results?|users?|after)\b/i.test(text);
}
