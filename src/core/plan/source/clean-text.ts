/** Signs, digits and letters in the full width of East Asian type. */
const fullWidth = /[\uff01-\uff5e]/g;
/** `:rocket:`, which GitHub shows as a picture. */
const shortcode = /(?<![\w:/])(?::[a-z0-9_+-]{2,40}:)+(?![\w/])/g;

/** Markdown without emoji that are written by name. */
export function withoutShortcodes(source: string): string {
  return source.includes(':') ? source.replace(shortcode, ' ') : source;
}

/** Text in which there is nothing to clean: most lines. */
const clean = /^(?:[\x21-\x7e](?: ?[\x21-\x7e])*)?$/;

/** Straight single quotes, plain signs and digits, single spaces, no characters without width. */
export function cleanText(text: string): string {
  if (clean.test(text)) return text;
  return text
    .replace(/[\u2018\u2019]/g, "'")
    .replace(fullWidth, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/\u200b|\u200c|\u200d|\ufe0f|\ufeff/g, '')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();
}

/** A destination without entities and escapes. */
export function cleanUrl(url: string): string {
  return url.replace(/&amp;/g, '&').replace(/\\([!-/:-@[-`{-~])/g, '$1');
}

/** A URL in running text without the punctuation behind it. */
export function trimUrl(url: string): string {
  let end = url.replace(/(?:[.,;:!?'"*_~]|\\)+$/, '');
  while (end.endsWith(')') && !end.includes('(')) end = end.slice(0, -1);
  return end;
}
