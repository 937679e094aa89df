import { readDates } from '../../calendar/dates.ts';
import { readDuration } from '../../calendar/duration.ts';
import { isPlaceholder } from '../fields/placeholder.ts';
import { isWithin, type Section } from '../source/outline.ts';
import type { SourceLine } from '../source/scan-lines.ts';
import { sectionRole } from '../source/section-role.ts';
import { cellText, type Table, tablesOf } from '../source/table.ts';
import { readBareShare, readShare, readSpokenShare } from '../values/share.ts';
import { isOfPlanning, type PlanSource } from './plan-source.ts';
import type { StageDraft } from './stage-draft.ts';

const named =
  /\b(?:stages?|phases?|steps?|waves?|rings?|batch(?:es)?|cohorts?|launch|roll-?out|release|milestone|population|percent(?:age)?|share)\b|^%/i;
const lengthHead = /time ?frame|duration|length|timing|how long|soak|bake|\bdays\b/i;
const datesHead = /\bdates?\b|\bwhen\b|^(?:planned |target |actual )?start(?:s|ing)?\b|\bfrom\b|\bschedule\b/i;
const endHead = /^(?:planned |target )?(?:end(?:s|ing)?|until|to|finish|through)(?: dates?)?$/i;
const people = '(?:users?|traffic|visitors?|customers?|veterans?|people|accounts?|audience|population)';
const shareHead = new RegExp(
  `^(?:%|(?:planned |target )?(?:percent(?:age)?|share|roll-?out|launch|ramp|exposure|coverage|reach)(?: ?\\(?%\\)?)?|${people}|who|who sees it|(?:%|percent(?:age)?|share) (?:of )?(?:all |the |our )?${people}|${people} ?\\(?%\\)?|launch ?%|roll-?out ?%)$`,
  'i',
);
const asPercent = /%|percent|share/i;
const other =
  /\b(?:metrics?|kpis?|toggles?|flags?|baseline|target|description|measurement|month|feature type|actual|results?)\b/i;
/** Longer tables are no ladders. */
const stepLimit = 40;
const aboutSteps = ['schedule', 'rollout', 'rollout-planning'] as const;

/** The first table whose rows, or whose columns, are the steps of the ladder. */
export function readStageTable(source: PlanSource): readonly StageDraft[] {
  for (const section of source.sections.filter(isOfPlanning)) {
    for (const table of tablesOf(section.lines)) {
      for (const read of [readColumns, readRows]) {
        const drafts = read(table, section, source);
        if (drafts.filter((draft) => draft.fieldShare !== undefined).length >= 2) return drafts;
      }
    }
  }
  return [];
}

interface Columns {
  readonly name: number;
  /** -1 where no column is only for shares. */
  readonly share: number;
  readonly length: number;
  readonly dates: number;
  readonly end: number;
  readonly isPercent: boolean;
  /** What the head calls a step, where its column says nothing else: `Phase`. */
  readonly kind: string | undefined;
  /** The unit of lengths, where the head of their column says it: `Days`. */
  readonly unit: string | undefined;
}

function readRows({ titles, subject, rows }: Table, section: Section, source: PlanSource): readonly StageDraft[] {
  const columns = columnsOf(titles);
  const isTimed = columns.length >= 0 || columns.dates >= 0;
  const tellsShares = columns.share >= 0 && (isTimed || isWithin(section, ...aboutSteps));
  if (other.test(subject) || !(tellsShares || (named.test(subject) && !titles.some((title) => other.test(title)))))
    return [];
  return rows.slice(0, stepLimit).flatMap((row) => readRow(row, columns, source) ?? []);
}

function columnsOf(titles: readonly string[]): Columns {
  const share = titles.findIndex((title) => shareHead.test(title.trim()));
  const length = titles.findIndex((title) => lengthHead.test(title));
  const dates = titles.findIndex((title, at) => at !== length && datesHead.test(title));
  const end = dates < 0 ? -1 : titles.findIndex((title, at) => at !== dates && endHead.test(title));
  const stage = titles.findIndex((title, at) => at !== share && named.test(title));
  const isTime = (at: number) => at === dates || at === length || at === end;
  const name = stage >= 0 && isTime(0) ? stage : titles.findIndex((_, at) => !isTime(at));
  const isPercent = asPercent.test(titles[share] ?? '');
  const kind = kindHead.exec(titles[name]?.trim() ?? '')?.[1];
  return { name, share, length, dates, end, isPercent, kind, unit: unitOf(titles[length]) };
}

function readRow(row: SourceLine, columns: Columns, source: PlanSource): StageDraft | undefined {
  const own = cellText(row, columns.name);
  const share = shareOfRow(row, columns, own);
  const isBare = columns.name === columns.share && columns.isPercent && readBareShare(own) !== undefined;
  const name = isBare && !own.includes('%') ? `${own}%` : withKind(own, row, columns);
  if (name === '' || isPlaceholder(name) || sectionRole(name) === 'acceptance-testing') return undefined;
  const length = withUnit(row.cells[columns.length]?.text, columns.unit);
  const end = cellText(row, columns.end);
  const start = row.cells[columns.dates]?.text;
  return {
    name,
    line: row.line,
    column: row.column,
    namedShare: readShare(name),
    fieldShare: share,
    length: isLength(length, source) ? length : undefined,
    dates: start !== undefined && end !== '' && !isPlaceholder(end) ? `${start} - ${end}` : start,
    sample: undefined,
    section: undefined,
    origin: 'table',
  };
}

const kindHead = /^(stage|phase|step|wave|ring|batch|round|cohort)s?$/i;
const ordinal = /^(?:[a-j]|[ivx]{1,4}|\d{1,2}[a-d]?)$/i;

/** A number below "Phase" is no name: "Phase 1", with the people it is for where the row says them. */
function withKind(own: string, row: SourceLine, { kind, name, share }: Columns): string {
  if (kind === undefined || !ordinal.test(own)) return own;
  const who = share === name ? '' : cellText(row, share);
  return /\p{L}/u.test(who) ? `${kind} ${own}: ${who}` : `${kind} ${own}`;
}

/** From the column for shares, else the first percentage of the row, else what the name says. */
function shareOfRow(row: SourceLine, { share, isPercent }: Columns, name: string): StageDraft['fieldShare'] {
  const own = cellText(row, share);
  const asked = readShare(own) ?? (isPercent ? readBareShare(own) : undefined) ?? readSpokenShare(own);
  if (/^all$/i.test(own)) return [100, 100];
  return asked ?? row.cells.map((cell) => readShare(cell.text)).find((found) => found) ?? readSpokenShare(name);
}

function unitOf(title: string | undefined): string | undefined {
  return /\b(?:hours|days|weeks)\b/i.exec(title ?? '')?.[0].toLowerCase();
}

function withUnit(length: string | undefined, unit: string | undefined): string | undefined {
  return length !== undefined && unit !== undefined && /^\d[\d.\s–-]*$/.test(length) ? `${length} ${unit}` : length;
}

function isLength(length: string | undefined, source: PlanSource): length is string {
  if (length === undefined) return false;
  return (
    readDuration(length) !== undefined ||
    readDates(length, source.now) !== undefined ||
    /ongoing|until|minimum|indefinite|permanent/i.test(length)
  );
}

/** A table that lies on its side: the stages stand in its head, and what is said of them in its rows. */
function readColumns({ head, titles, subject, rows }: Table, _: Section, source: PlanSource): readonly StageDraft[] {
  const isOfRows = (title: string) => shareHead.test(title) || lengthHead.test(title) || datesHead.test(title);
  if (!head || titles.slice(1).some(isOfRows)) return [];
  const rowOf = (title: RegExp, not?: SourceLine) =>
    rows.find((row) => row !== not && title.test(cellText(row, 0).replace(/\s*[:?]$/, '')));
  const shares = rowOf(shareHead);
  if (!shares) return [];
  const lengths = rowOf(lengthHead);
  const dates = rowOf(datesHead, lengths);
  const kind = kindHead.exec(subject)?.[1];
  return titles.slice(1, stepLimit + 1).flatMap((title, index) => {
    if (title === '' || other.test(title)) return [];
    const cell = (row: SourceLine | undefined) => row?.cells[index + 1]?.text;
    const share = cellText(shares, index + 1);
    const length = withUnit(cell(lengths), unitOf(lengths?.cells[0]?.text));
    const name = kind !== undefined && ordinal.test(title) ? `${kind} ${title}` : title;
    return [
      {
        name,
        line: head.line,
        column: head.column,
        namedShare: readShare(title),
        fieldShare: readShare(share) ?? readBareShare(share) ?? readSpokenShare(share),
        fieldLine: shares.line,
        length: isLength(length, source) ? length : undefined,
        dates: cell(dates),
        sample: undefined,
        section: undefined,
        origin: 'table' as const,
      },
    ];
  });
}
