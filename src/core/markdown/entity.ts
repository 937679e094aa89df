const entities = new Map(
  Object.entries({
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
  }),
);

const entity = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,10}));/iy;

/** The character that an entity at this place stands for, and the entity's length. */
export function readEntity(source: string, at: number): { readonly text: string; readonly length: number } | undefined {
  entity.lastIndex = at;
  const found = entity.exec(source);
  if (!found) return undefined;
  const length = found[0].length;
  if (found[3] !== undefined) return { text: entities.get(found[3]) ?? found[0], length };
  const code = found[1] === undefined ? Number.parseInt(found[2] ?? '', 16) : Number(found[1]);
  if (code === 160) return { text: ' ', length };
  const known = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return { text: known ? String.fromCodePoint(code) : '\ufffd', length };
}
