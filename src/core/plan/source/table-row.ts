/** `|---|:--:|`, also with a stray sign at its end. */
export function isDelimiterRow(source: string): boolean {
  return source.includes('-') && source.includes('|') && /^[\s|:}-]+$/.test(source);
}

/**
 * Splits a row at its pipes. Escaped pipes, pipes in code and pipes inside the parentheses of a link are part of the
 * cell; a `}` that ends the row instead of a pipe is dropped.
 */
export function readCells(source: string): readonly string[] {
  const row = source.trim().replace(/\}$/, '|');
  const cells: string[] = [];
  let start = row.startsWith('|') ? 1 : 0;
  let code = false;
  let link = false;
  for (let at = start; at < row.length; at += 1) {
    const mark = row.charAt(at);
    if (mark === '\\') at += 1;
    else if (mark === '`') code = !code && row.includes('`', at + 1);
    else if (mark === '(' && row.charAt(at - 1) === ']') link = /^\S{0,600}\)/.test(row.slice(at, at + 601));
    else if (mark === ')' || mark === ' ') link = false;
    else if (mark === '|' && !code && !link) {
      cells.push(row.slice(start, at).trim());
      start = at + 1;
    }
  }
  if (start < row.length) cells.push(row.slice(start).trim());
  return cells.map((cell) => cell.replaceAll('\\|', '|'));
}
