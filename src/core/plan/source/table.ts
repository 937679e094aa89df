import type { SourceLine } from './scan-lines.ts';

/** Rows that follow one another under one head. */
export interface Table {
  readonly head: SourceLine | undefined;
  /** The cells of the head; none where the table has no head. */
  readonly titles: readonly string[];
  /** What the rows are of: the title of the first column. */
  readonly subject: string;
  readonly rows: readonly SourceLine[];
}

/** The tables among some lines. More than one line between two rows parts them. */
export function tablesOf(lines: readonly SourceLine[]): readonly Table[] {
  const tables: (Table & { readonly rows: SourceLine[] })[] = [];
  let next = 0;
  for (const line of lines.filter(({ kind }) => kind === 'row')) {
    const last = tables.at(-1);
    if (line.head) {
      const titles = line.cells.map(({ text }) => text);
      tables.push({ head: line, titles, subject: cellText(line, 0), rows: [] });
    } else if (last && line.line <= next) last.rows.push(line);
    else tables.push({ head: undefined, titles: [], subject: '', rows: [line] });
    next = line.line + 2;
  }
  return tables;
}

/** The text of a cell; empty where the row is shorter, or where `at` is -1 because no column fits. */
export function cellText(row: SourceLine, at: number): string {
  return row.cells[at]?.text ?? '';
}
