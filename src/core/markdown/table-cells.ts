/** The number of columns that a table's delimiter row has; undefined for any other line. */
export function delimiterColumns(text: string): number | undefined {
  if (!/^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/.test(text)) return undefined;
  return text.split('|').filter((cell) => cell.trim() !== '').length;
}

/** The cells of a row. `\|` is a pipe within a cell, also in code. */
export function splitCells(text: string): readonly string[] {
  const row = text.trim();
  const cells: string[] = [];
  let from = row.startsWith('|') ? 1 : 0;
  for (let at = from; at < row.length; at += 1) {
    const character = row[at];
    if (character === '\\') {
      at += row[at + 1] === '|' || row[at + 1] === '\\' ? 1 : 0;
    } else if (character === '|') {
      cells.push(row.slice(from, at));
      from = at + 1;
    }
  }
  if (from < row.length) cells.push(row.slice(from));
  return cells.map((cell) => cell.trim().replaceAll('\\|', '|'));
}
