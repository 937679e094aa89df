const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  ndash: '–',
  mdash: '—',
  minus: '-',
  hellip: '…',
  lsquo: "'",
  rsquo: "'",
  ldquo: '"',
  rdquo: '"',
  Delta: 'Δ',
  delta: 'δ',
  le: '≤',
  ge: '≥',
  ne: '≠',
  plusmn: '±',
  asymp: '≈',
  times: '×',
  percnt: '%',
  check: '✓',
  bull: '•',
  middot: '·',
  deg: '°',
  micro: 'µ',
  rarr: '→',
  larr: '←',
};

const entity = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,10}));/iy;

/** The character that an entity at this place stands for, and the entity's length. */
export function readEntity(source: string, at: number): { readonly text: string; readonly length: number } | undefined {
  entity.lastIndex = at;
  const found = entity.exec(source);
  if (!found) return undefined;
  const length = found[0].length;
  if (found[3] !== undefined) return { text: entities[found[3]] ?? found[0], length };
  const code = found[1] === undefined ? Number.parseInt(found[2] ?? '', 16) : Number(found[1]);
  if (code === 160) return { text: ' ', length };
  const known = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return { text: known ? String.fromCodePoint(code) : '\ufffd', length };
}

/** Signs, digits and letters in the full width of East Asian type. */
const fullWidth = /[\uff01-\uff5e]/g;
/** `:rocket:`, which GitHub shows as a picture. */
const shortcode = /(?<![\w:/])(?::[a-z0-9_+-]{2,40}:)+(?![\w/])/g;

/** Markdown without emoji that are written by name. */
export function withoutShortcodes(source: string): string {
  return source.replace(shortcode, ' ');
}

/** Straight single quotes, plain signs and digits, single spaces, no characters without width. */
export function cleanText(text: string): string {
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
