import { readDates } from '../../calendar/dates.ts';
import { findLabel } from '../fields/field-labels.ts';
import { isWithin, type Section } from '../source/outline.ts';
import type { SourceLine } from '../source/scan-lines.ts';
import { readShare } from '../values/share.ts';
import { isRelease, type PlanSource } from './plan-source.ts';
import type { StageDraft } from './stage-draft.ts';

const ordinalItem = /^(?:stage|phase|step) `?[a-j\d]{1,2}\b/i;
const verb = /\b(?:launch|release|roll ?-?out|ramp|increase|enable|expand|go to|open|test with|deploy|pilot)\b/i;
const population =
  /% (?:of )?(?:all |our |the |total )?(?:users|traffic|veterans|visitors|customers|requests|people|actors|accounts|teams|gating|roll-?out)\b/i;
const comparison = /\b(?:rate|errors?|below|above|at least|at most|within|baseline)\b/i;
/** Longer lists are no ladders. */
const stepLimit = 20;
const flagCommand = /\bfeature set \S+ (\d{1,3})\b(?! ?%)/;

/** A list whose items are the steps of the ladder: `Stage A: 10% on 1/6`, `25% of users (1 week)`. */
export function readStageList(source: PlanSource): readonly StageDraft[] {
  const claimed = new Set(
    source.fields
      .filter((field) => field.key === 'criteria' || field.key === 'guardrails')
      .flatMap((field) => field.lines),
  );
  let best: readonly StageDraft[] = [];
  for (const section of source.sections.filter(mayHoldLadder)) {
    for (const list of listsOf(section.lines.filter((line) => !claimed.has(line)))) {
      const drafts = readList(list, source);
      if (drafts.length > best.length && drafts.length <= stepLimit) best = drafts;
    }
  }
  return best;
}

function mayHoldLadder(section: Section): boolean {
  return (
    isRelease(section) &&
    !isWithin(section, 'criteria', 'kpis', 'one-week', 'one-month', 'later-results', 'results', 'questions', 'stage')
  );
}

/** Items of one depth that follow one another; what is nested between them does not part them. */
function listsOf(lines: readonly SourceLine[]): readonly (readonly SourceLine[])[] {
  const open = new Map<number, SourceLine[]>();
  const lists: SourceLine[][] = [];
  for (const line of lines) {
    for (const indent of open.keys()) if (indent > line.indent || line.kind !== 'item') open.delete(indent);
    if (line.kind !== 'item') continue;
    const list = open.get(line.indent);
    if (list) list.push(line);
    else {
      const started = [line];
      open.set(line.indent, started);
      lists.push(started);
    }
  }
  return lists;
}

function readList(items: readonly SourceLine[], source: PlanSource): readonly StageDraft[] {
  if (items.length > 3 * stepLimit) return [];
  const steps = items.filter((item) => isStep(item.text));
  const shares = steps.flatMap((item) => shareOf(item.text)?.[1] ?? []);
  const isNumbered = steps.length >= 3 && steps.every((item) => ordinalItem.test(item.text));
  if ((shares.length < 2 && !isNumbered) || shares.some((share, at) => share < (shares[at - 1] ?? 0))) return [];
  const first = items.findIndex((item) => isStep(item.text));
  const before = items.slice(0, first).filter((item) => verb.test(item.text) && !findLabel(item.text));
  return [...(before.length <= 1 ? before : []), ...steps].map((item) => toDraft(item, source));
}

function isStep(text: string): boolean {
  if (findLabel(text) || text.length > 200) return false;
  if (ordinalItem.test(text) || flagCommand.test(text)) return true;
  if (!shareOf(text) || /[<>≤≥]/.test(text)) return false;
  if (verb.test(text) && population.test(text)) return true;
  if (comparison.test(text)) return false;
  return verb.test(text) || population.test(text) || /^\W*\d{1,3}(?:\.\d+)?(?:-\d{1,3})? ?%/.test(text);
}

function shareOf(text: string): readonly [number, number] | undefined {
  const command = Number(flagCommand.exec(text)?.[1] ?? Number.NaN);
  if (command <= 100) return [command, command];
  return readShare(text);
}

function toDraft(item: SourceLine, source: PlanSource): StageDraft {
  const share = shareOf(item.text);
  const range = readDates(item.text, source.now);
  const dates = /\d{1,2}\/\d{1,2}(?:\/\d{2,4})? ?(?:-|–|to) ?\d{1,2}\/\d{1,2}(?:\/\d{2,4})?/.exec(item.text)?.[0];
  return {
    name: nameOf(item.text, share),
    line: item.line,
    column: item.column,
    namedShare: share,
    fieldShare: undefined,
    length:
      /\(([^()]*\b(?:hours?|days?|weeks?|months?)\b[^()]*)\)/i.exec(item.text)?.[1] ?? durationOf(item.text) ?? dates,
    dates: range ? item.text : undefined,
    sample: undefined,
    section: undefined,
    origin: 'list',
  };
}

/** The item without its dates and tickets; a command to a flag tool is named by its share. */
function nameOf(text: string, share: readonly [number, number] | undefined): string {
  if (flagCommand.test(text) && share) return `${share[1]}% of actors`;
  return text.replace(/,? *(?:dates?:|: week of\b|\(?\[?ticket\b).*$/i, '').replace(/[\s:(]+$/, '');
}

/** `10% for 2 days`, `25% - 1 week` */
function durationOf(text: string): string | undefined {
  return /(?:^|[\s\d%)])(?:for|over|after|next|[-–—:,])\s*(~?(?:\d+(?:\.\d+)?(?:\s?[-–]\s?\d+)?|one|two|three|an?) (?:business )?(?:hours?|days?|weeks?|months?))\b/i.exec(
    text,
  )?.[1];
}
