/** Tabs in front of a line's text reach to the next column that is a multiple of four. */
export function withoutTabs(source: string): string {
  if (!source.includes('\t')) return source;
  const marks =
    /^(?:[ \t>]|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])|\[\^[^\s[\]]{1,999}\]:(?=[ \t]))*/.exec(source)?.[0] ?? '';
  let text = '';
  for (const character of marks) text += character === '\t' ? ' '.repeat(4 - (text.length % 4)) : character;
  return text + source.slice(marks.length);
}
