/** A rendered line as text for a terminal: what was escaped for GitHub reads as it was meant. */
export function plainLine(markdown: string): string {
  return markdown
    .replaceAll('\u200b', '')
    .replace(/(?<!\\)\*\*/g, '')
    .replace(/\\([\\`*[\]|~_!#/>+\-=.)])/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&')
    .replaceAll('`', '');
}
