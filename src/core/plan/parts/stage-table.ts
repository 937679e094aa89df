import { readDates } from '../../calendar/dates.ts';
import { readDuration } from '../../calendar/duration.ts';
import { isPlaceholder } from '../fields/placeholder.ts';
import type { SourceLine } from '../source/scan-lines.ts';
import { sectionRole } from '../source/section-role.ts';
import { readShare } from '../values/share.ts';
import { isRelease, type PlanSource } from './plan-source.ts';
import type { StageDraft } from './stage-draft.ts';

const named = /\b(?:stages?|phases?|steps?|launch|roll-?out|release|milestone|population|percent(?:age)?|share)\b|^%/i;
const lengthHead = /time ?frame|duration|length|timing|how long|soak/i;
const datesHead = /\bdates?\b|\bwhen\b|\bstart/i;
const other =
  /\b(?:metrics?|kpis?|criteria|toggles?|flags?|baseline|target|description|measurement|month|feature type)\b/i;

/** The first table whose rows are the steps of the ladder. */
export function readStageTable(source: PlanSource): readonly StageDraft[] {
  for (const section of source.sections.filter(isRelease)) {
    for (const table of tablesOf(section.lines)) {
      const drafts = readTable(table, source);
      if (drafts.filter((draft) => draft.fieldShare !== undefined).length >= 2) return drafts;
    }
  }
  return [];
}

/** Rows that follow one another under one head. */
export function tablesOf(lines: readonly SourceLine[]): readonly (readonly SourceLine[])[] {
  const tables: SourceLine[][] = [];
  for (const line of lines) {
    if (line.kind !== 'row') continue;
    const last = tables.at(-1);
    if (line.head || !last || (last.at(-1)?.line ?? 0) < line.line - 2) tables.push([line]);
    else last.push(line);
  }
  return tables;
}

function readTable(rows: readonly SourceLine[], source: PlanSource): readonly StageDraft[] {
  const head = rows[0];
  if (!head?.head || head.cells.length < 2) return [];
  const titles = head.cells.map((cell) => cell.text);
  if (!named.test(titles[0] ?? '') || titles.some((title) => other.test(title))) return [];
  const lengthAt = titles.findIndex((title) => lengthHead.test(title));
  const datesAt = titles.findIndex((title) => datesHead.test(title));
  return rows.slice(1, 41).flatMap((row) => {
    const draft = readRow(row, lengthAt, datesAt, source);
    return draft ? [draft] : [];
  });
}

function readRow(row: SourceLine, lengthAt: number, datesAt: number, source: PlanSource): StageDraft | undefined {
  const name = row.cells[0]?.text ?? '';
  if (name === '' || isPlaceholder(name) || sectionRole(name) === 'acceptance-testing') return undefined;
  const share = row.cells.map((cell) => readShare(cell.text)).find((found) => found !== undefined);
  const length = row.cells[lengthAt]?.text;
  const isLength =
    length !== undefined &&
    (readDuration(length) ||
      readDates(length, source.now) ||
      /ongoing|until|minimum|indefinite|permanent/i.test(length));
  return {
    name,
    line: row.line,
    column: row.column,
    namedShare: readShare(name),
    fieldShare: share,
    length: isLength ? length : undefined,
    dates: row.cells[datesAt]?.text,
    sample: undefined,
    section: undefined,
    origin: 'table',
  };
}
