import { readDates } from '../../calendar/dates.ts';
import { findLabel } from '../fields/field-labels.ts';
import { bareValue, isPlaceholder } from '../fields/placeholder.ts';
import { isWithin, type Section } from '../source/outline.ts';
import type { SourceLine } from '../source/scan-lines.ts';
import { readShare, readSpokenShare, readUserShare } from '../values/share.ts';
import { isCondition, splitConditions } from '../values/step-condition.ts';
import { beginsWithTime, lengthInStep, ordinalOf, rangeInStep, stepName } from '../values/step-text.ts';
import { isOfPlanning, type PlanSource } from './plan-source.ts';
import { conditionsAt, type DraftCondition, type StageDraft } from './stage-draft.ts';

const verb = /\b(?:launch|release|roll ?-?out|ramp|increase|enable|expand|go to|open|test with|deploy|pilot)\b/i;
const population =
  /% (?:of )?(?:all |our |the |total )?(?:users|traffic|veterans|visitors|customers|requests|people|actors|accounts|teams|gating|roll-?out)\b/i;
const comparison = /\b(?:rate|errors?|below|above|at least|at most|within|baseline)\b/i;
/** "10% fewer calls" wants something of a number. */
const change =
  /%\s(?:fewer|more|less|higher|lower|faster|slower|better|worse|increase|decrease|reduction|drop|growth|improvement|uplift)\b/i;
/** All of the few that are asked first are not all users. */
const ofFew = /^\W*(?:internal|staff|employees?|testers?|qa\b|beta|pilot|friends|opt-?in)\b[^.;]{0,40}\b100 ?%/i;
/** Longer lists are no ladders. */
const stepLimit = 20;
const flagCommand = /\bfeature set \S+ (\d{1,3})\b(?! ?%)/;

/** An item and what is nested below it. */
interface Item {
  readonly line: SourceLine;
  readonly below: SourceLine[];
  /** Of its line, which is without them. */
  readonly conditions?: readonly DraftCondition[];
}

/** A list whose items are the steps of the ladder: `Stage A: 10% on 1/6`, `25% of users (1 week)`. */
export function readStageList(source: PlanSource): readonly StageDraft[] {
  const claimed = new Set(
    source.fields
      .filter((field) => field.key === 'criteria' || field.key === 'guardrails' || field.key === 'kpi')
      .flatMap((field) => field.lines),
  );
  let best: readonly StageDraft[] = [];
  for (const section of source.sections.filter(mayHoldLadder)) {
    const lines = section.lines.filter((line) => !claimed.has(line));
    for (const list of [...listsOf(lines), ...paragraphsOf(lines, source)]) {
      const drafts = readList(list, source);
      if (drafts.length > best.length && drafts.length <= stepLimit) best = drafts;
    }
  }
  return best;
}

function mayHoldLadder(section: Section): boolean {
  return isOfPlanning(section) && !isWithin(section, 'stage');
}

/** Items of one depth that follow one another; what is nested between them does not part them. */
function listsOf(lines: readonly SourceLine[]): readonly (readonly Item[])[] {
  const open = new Map<number, Item[]>();
  const lists: Item[][] = [];
  for (const line of lines) {
    const goesOn = line.kind === 'text' && !line.afterBlank;
    for (const indent of open.keys()) {
      if (indent > line.indent || (line.kind !== 'item' && indent === line.indent && !goesOn)) open.delete(indent);
    }
    for (const [indent, list] of open) if (indent < line.indent || goesOn) list.at(-1)?.below.push(line);
    if (line.kind !== 'item') continue;
    const list = open.get(line.indent);
    if (list) list.push({ line, below: [] });
    else {
      const started = [{ line, below: [] }];
      open.set(line.indent, started);
      lists.push(started);
    }
  }
  return lists;
}

/** Lines of text right below each other, the most of which begin as a step does: people leave the bullets out. */
function paragraphsOf(lines: readonly SourceLine[], source: PlanSource): readonly (readonly Item[])[] {
  const paragraphs: SourceLine[][] = [];
  let last: SourceLine | undefined;
  for (const line of lines) {
    const goesOn = !line.afterBlank && last?.line === line.line - 1;
    if (line.kind === 'text' && !goesOn) paragraphs.push([line]);
    else if (line.kind === 'text' && last?.kind === 'text') paragraphs.at(-1)?.push(line);
    last = line;
  }
  return paragraphs
    .filter((all) => all.length >= 2 && 3 * all.filter(({ text }) => beginsStep(text, source)).length >= 2 * all.length)
    .map((all) => all.map((line) => ({ line, below: [] })));
}

function beginsStep(text: string, { now }: PlanSource): boolean {
  return (
    ordinalOf(text) !== undefined || beginsWithTime(text, now) || stepName.test(text) || /^\W*\d{1,3} ?%/.test(text)
  );
}

function readList(all: readonly Item[], source: PlanSource): readonly StageDraft[] {
  if (all.length > 3 * stepLimit) return [];
  const items = all.map(withOnlyLine).map(withoutConditions);
  const steps = items.filter((item) => isStep(item, source));
  const drafts = steps.map((item) => toDraft(item, source));
  const shares = drafts.flatMap((draft) => (draft.fieldShare ?? draft.namedShare)?.[1] ?? []);
  const isNumbered = steps.length >= 3 && steps.every(({ line }) => ordinalOf(line.text) !== undefined);
  const isTimed = steps.length >= 2 && steps.every((item) => valueBelow(item, 'length') !== undefined);
  if (shares.length < 2 && !isNumbered && !isTimed) return readCounts(items, source);
  if (shares.some((share, at) => share < (shares[at - 1] ?? 0))) return [];
  const first = items.findIndex((item) => steps.includes(item));
  const before = items.slice(0, first).filter(opensLadder);
  return [...(before.length <= 1 ? before.map((item) => toDraft(item, source)) : []), ...drafts];
}

/** `March 1:` with `5% of users` below it is one step. */
function withOnlyLine(item: Item): Item {
  const [only, more] = item.below;
  if (!only || more || only.kind !== 'item' || !/:\s*$/.test(item.line.text) || findLabel(only.text)) return item;
  return { line: { ...item.line, text: `${item.line.text.trim()} ${only.text}` }, below: [] };
}

function withoutConditions(item: Item): Item {
  const { line } = item;
  const { step, conditions } = splitConditions(line.text);
  if (conditions.length === 0) return item;
  return { ...item, line: { ...line, text: step }, conditions: conditionsAt(line.line, conditions) };
}

/** Days with a number of places each, more from day to day: "Mon 5 Apr – 10 shops". */
function readCounts(items: readonly Item[], source: PlanSource): readonly StageDraft[] {
  const counts = items.map(({ line: { text } }) => (beginsWithTime(text, source.now) ? placesIn(text) : undefined));
  const [first] = counts;
  const rises = counts.every((one, at) => one?.of === first?.of && (one?.count ?? 0) > (counts[at - 1]?.count ?? 0));
  return first !== undefined && counts.length >= 3 && rises ? items.map((item) => toDraft(item, source)) : [];
}

function placesIn(text: string): { readonly count: number; readonly of: string } | undefined {
  const found = /(?:\b(\d{1,6})|\ball) ([a-z]{3,20}?)s?$/i.exec(text.replace(/[.!]$/, ''));
  return found?.[2] === undefined ? undefined : { count: Number(found[1] ?? Number.POSITIVE_INFINITY), of: found[2] };
}

/** One step without a share may stand before the others: "Enable it for ourselves". */
function opensLadder({ line: { text } }: Item): boolean {
  return (
    (verb.test(text) || stepName.test(text)) && !findLabel(text) && !/^(?:example|note|e\.g\.)|<[a-z-]{3,}>/i.test(text)
  );
}

function isStep(item: Item, { now }: PlanSource): boolean {
  const { text } = item.line;
  if (findLabel(text) || text.length > 200 || change.test(text)) return false;
  if (ordinalOf(text) !== undefined || flagCommand.test(text)) return true;
  if (/[<>≤≥]/.test(text.replace(/->|=>/g, ''))) return false;
  if (readShare(valueBelow(item, 'share') ?? '')) return true;
  const isNamed = stepName.test(text);
  if (isNamed && valueBelow(item, 'length') !== undefined) return true;
  if (!shareOf(text)) {
    const isTimed = isNamed && lengthInStep(text) !== undefined;
    return (isTimed || readSpokenShare(text) !== undefined) && !comparison.test(text);
  }
  if (verb.test(text) && population.test(text)) return true;
  if (comparison.test(text)) return false;
  if (isNamed || verb.test(text) || population.test(text)) return true;
  return /^\W*\d{1,3}(?:\.\d+)?(?:\s?[-–]\s?\d{1,3})? ?(?:%|percent\b)/.test(text) || beginsWithTime(text, now);
}

/** The value behind a label that is nested below an item. */
function valueBelow(item: Item, key: 'share' | 'length' | 'dates'): string | undefined {
  for (const line of item.below) {
    const label = findLabel(line.text);
    if (label?.key === key && !isPlaceholder(label.rest)) return bareValue(label.rest);
  }
  return undefined;
}

function shareOf(text: string): readonly [number, number] | undefined {
  const command = Number(flagCommand.exec(text)?.[1] ?? Number.NaN);
  if (command <= 100) return [command, command];
  const share = readShare(text);
  return share?.[0] === 100 && ofFew.test(text) ? undefined : share;
}

function toDraft(item: Item, source: PlanSource): StageDraft {
  const { line } = item;
  const share = shareOf(line.text) ?? readSpokenShare(line.text);
  const below = valueBelow(item, 'share');
  const range = readDates(line.text, source.now);
  return {
    name: nameOf(line.text, share),
    line: line.line,
    column: line.column,
    namedShare: share,
    fieldShare: below === undefined ? undefined : readUserShare(below),
    fieldLine: item.below.find(({ text }) => findLabel(text)?.key === 'share')?.line,
    length: valueBelow(item, 'length') ?? lengthInStep(line.text) ?? rangeInStep(line.text),
    dates: valueBelow(item, 'dates') ?? (range ? line.text : undefined),
    sample: undefined,
    conditions: [...(item.conditions ?? []), ...conditionsBelow(item)],
    below: item.below.map((inner) => inner.line),
    section: undefined,
    origin: 'list',
  };
}

function conditionsBelow({ below }: Item): readonly DraftCondition[] {
  return below
    .filter(({ text }) => isCondition(text) && findLabel(text) === undefined)
    .flatMap(({ text, line }) => conditionsAt(line, [{ text, isTrigger: false }]));
}

const besides = /,? *(?:dates?:|: week of\b|\(?\[?ticket\b).*$/i;
const labelBefore = /^([^:%()]{3,40}?)\s*:\s*(?=\S)/;

/** The item without its dates and tickets; a command to a flag tool is named by its share. */
function nameOf(text: string, share: readonly [number, number] | undefined): string {
  if (flagCommand.test(text) && share) return `${share[1]}% of actors`;
  const plain = text.replace(besides, '').replace(/[\s:(]+$/, '');
  const label = labelBefore.exec(plain)?.[1];
  return (label !== undefined && stepName.test(label) ? label : plain) || text;
}
