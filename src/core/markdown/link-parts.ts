/** Deeper parentheses in a destination make it none; CommonMark asks for at least three. */
const maxParentheses = 32;
const maxLabel = 999;

/** Where `[label]` at this place ends, and the label; undefined when there is none. */
export function readLabel(source: string, at: number): { readonly end: number; readonly label: string } | undefined {
  const pattern = /\[((?:\\[\s\S]|[^[\]\\])*)\]/y;
  pattern.lastIndex = at;
  const label = pattern.exec(source)?.[1];
  if (label === undefined || label.length > maxLabel || label.trim() === '') return undefined;
  return { end: pattern.lastIndex, label };
}

/** Labels are the same without regard to case and white space. */
export function labelKey(label: string): string {
  return label.trim().replace(/\s+/g, ' ').toLowerCase().toUpperCase();
}

/** Where `(destination "title")` at this place ends. */
export function resourceEnd(source: string, at: number): number | undefined {
  if (source[at] !== '(') return undefined;
  let end = skipSpace(source, at + 1);
  if (source[end] === ')') return end + 1;
  const destination = destinationEnd(source, end);
  if (destination === undefined) return undefined;
  end = skipSpace(source, destination);
  if (end > destination) {
    const title = titleEnd(source, end);
    if (title !== undefined) end = skipSpace(source, title);
  }
  return source[end] === ')' ? end + 1 : undefined;
}

/** Where a destination ends: one in `<>`, or one without white space whose parentheses are balanced. */
export function destinationEnd(source: string, at: number): number | undefined {
  if (source[at] === '<') {
    const pattern = /<(?:\\.|[^<>\\\n])*>/y;
    pattern.lastIndex = at;
    return pattern.test(source) ? pattern.lastIndex : undefined;
  }
  let depth = 0;
  let end = at;
  for (; end < source.length; end += 1) {
    const character = source[end] ?? '';
    if (character <= ' ' || character === '\u007f') break;
    if (character === '\\' && /[!-/:-@[-`{-~]/.test(source[end + 1] ?? '')) end += 1;
    else if (character === '(') depth += 1;
    else if (character === ')') {
      if (depth === 0) break;
      depth -= 1;
    }
    if (depth > maxParentheses) return undefined;
  }
  return end === at || depth > 0 ? undefined : end;
}

export function titleEnd(source: string, at: number): number | undefined {
  const pattern = /"(?:\\[\s\S]|[^"\\])*"|'(?:\\[\s\S]|[^'\\])*'|\((?:\\[\s\S]|[^()\\])*\)/y;
  pattern.lastIndex = at;
  return pattern.test(source) ? pattern.lastIndex : undefined;
}

export function skipSpace(source: string, at: number): number {
  let end = at;
  while (source[end] === ' ' || source[end] === '\t' || source[end] === '\n') end += 1;
  return end;
}
