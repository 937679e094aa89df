/** What a line of Markdown says, and what its marks carried. */
export interface InlineText {
  /** As a reader sees it: no marks, entities and escapes resolved, NBSP as a space, struck text gone. */
  readonly text: string;
  readonly links: readonly SourceLink[];
  /** Contents of code spans. */
  readonly codes: readonly string[];
  /** All of the visible text is bold. */
  readonly bold: boolean;
  /** There was text, and all of it is struck through. */
  readonly struck: boolean;
}

export interface SourceLink {
  readonly text: string;
  readonly url: string;
  readonly image: boolean;
}

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

const htmlTag = /<(?:\/?[a-z][^<>]{0,400}|!--(?:(?!-->)[^]){0,2000}--|https?:[^<>\s]{1,2000})>/iy;
const entity = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,10}));/iy;
const bareUrl = /https?:\/\/[^\s<>`]+/iy;
const destination =
  /\(\s*<?((?:[^\s()<>]|\((?:[^\s()]|\([^\s()]*\))*\)){0,2000})>?(?:\s+["'(][^"')]{0,200}["')])?\s*\)/y;

/** Of a longer link text only the beginning is kept beside the URL. */
const linkTextPieces = 200;

interface Bracket {
  /** Which piece of the output the bracket is. */
  readonly at: number;
  readonly image: boolean;
}

/** Reads the inline Markdown of one line, in time linear in its length. Unmatched marks are dropped or kept as text. */
export function readInline(source: string): InlineText {
  return new InlineReader(source).read();
}

class InlineReader {
  readonly source: string;
  at = 0;
  /** The visible text so far; pieces, because joining strings as they grow is quadratic. */
  pieces: string[] = [];
  links: SourceLink[] = [];
  codes: string[] = [];
  brackets: Bracket[] = [];
  boldDepth = false;
  plainSeen = false;
  boldSeen = false;
  struckSeen = false;
  /** Runs of marks for which the rest of the line has no partner. */
  barren = new Set<string>();

  constructor(source: string) {
    this.source = source;
  }

  read(): InlineText {
    const plain = /[^\\`&<![\]*_~h\u00a0]+/y;
    while (this.at < this.source.length) {
      plain.lastIndex = this.at;
      const stretch = plain.exec(this.source)?.[0];
      if (stretch !== undefined) {
        this.put(stretch, stretch.length);
        continue;
      }
      this.step(this.source.charAt(this.at));
    }
    const text = normalise(this.pieces.join(''));
    return {
      text,
      links: this.links,
      codes: this.codes,
      bold: text !== '' && this.boldSeen && !this.plainSeen,
      struck: text === '' && this.struckSeen,
    };
  }

  /** Adds visible text and moves on by `length` characters of the source. */
  put(text: string, length: number): void {
    if (/[^\s:?.,]/.test(text)) {
      if (this.boldDepth) this.boldSeen = true;
      else this.plainSeen = true;
    }
    this.pieces.push(text);
    this.at += length;
  }

  step(mark: string): void {
    if (mark === '\\') return this.escape();
    if (mark === '`') return this.code();
    if (mark === '&') return this.entity();
    if (mark === '<') return this.html();
    if (mark === '!' && this.source.charAt(this.at + 1) === '[') return this.open(true, 2);
    if (mark === '[') return this.open(false, 1);
    if (mark === ']') return this.close();
    if (mark === '*' || mark === '_') return this.emphasis(mark);
    if (mark === '~') return this.strike();
    if (mark === 'h') return this.url();
    if (mark === '\u00a0') return this.put(' ', 1);
    return this.put(mark, 1);
  }

  escape(): void {
    const next = this.source.charAt(this.at + 1);
    if (/[!-/:-@[-`{-~]/.test(next)) return this.put(next, 2);
    return this.put(next === '' ? '' : '\\', 1);
  }

  code(): void {
    const run = /`+/y;
    run.lastIndex = this.at;
    const ticks = run.exec(this.source)?.[0] ?? '`';
    const end = this.partner(ticks, this.at + ticks.length, '`');
    if (end < 0) return this.put('', ticks.length);
    const code = this.source.slice(this.at + ticks.length, end).trim();
    this.codes.push(code);
    this.put(code, end + ticks.length - this.at);
  }

  /** Place of the next run that is exactly `run`; -1 if there is none. */
  partner(run: string, from: number, mark: string): number {
    if (this.barren.has(run)) return -1;
    let end = this.source.indexOf(run, from);
    while (end >= 0 && this.source.charAt(end + run.length) === mark) {
      let next = end + run.length;
      while (this.source.charAt(next) === mark) next += 1;
      end = this.source.indexOf(run, next);
    }
    if (end < 0) this.barren.add(run);
    return end;
  }

  entity(): void {
    entity.lastIndex = this.at;
    const found = entity.exec(this.source);
    if (!found) return this.put('&', 1);
    return this.put(decodeEntity(found), found[0].length);
  }

  html(): void {
    htmlTag.lastIndex = this.at;
    const tag = htmlTag.exec(this.source)?.[0];
    if (tag === undefined) return this.put('<', 1);
    if (/^<https?:/i.test(tag)) {
      const url = tag.slice(1, -1);
      this.links.push({ text: url, url, image: false });
      return this.put(url, tag.length);
    }
    const href = /\s(?:href|src)\s*=\s*["']?(https?:[^\s"'>]+)/i.exec(tag)?.[1];
    if (href !== undefined) this.links.push({ text: '', url: href, image: /^<img/i.test(tag) });
    if (/^<(?:b|strong)>$/i.test(tag)) this.boldDepth = true;
    if (/^<\/(?:b|strong)>$/i.test(tag)) this.boldDepth = false;
    if (/^<\/?(?:br|p|div|li|td)\b/i.test(tag)) this.pieces.push('\n');
    this.at += tag.length;
  }

  open(image: boolean, length: number): void {
    this.brackets.push({ at: this.pieces.length, image });
    this.put('[', length);
  }

  close(): void {
    const bracket = this.brackets.pop();
    if (bracket === undefined || this.source.charAt(this.at + 1) !== '(') return this.put(']', 1);
    destination.lastIndex = this.at + 1;
    const found = destination.exec(this.source);
    if (!found) return this.put(']', 1);
    const text = this.pieces.slice(bracket.at + 1, bracket.at + 1 + linkTextPieces).join('');
    this.links.push({ text: text.trim(), url: decodeAmpersands(found[1] ?? ''), image: bracket.image });
    this.pieces[bracket.at] = '';
    this.at += 1 + found[0].length;
  }

  emphasis(mark: string): void {
    let end = this.at;
    while (this.source.charAt(end) === mark) end += 1;
    const length = end - this.at;
    const before = this.source.charAt(this.at - 1);
    const after = this.source.charAt(end);
    const inWord = /[\p{L}\p{N}]/u.test(before) && /[\p{L}\p{N}]/u.test(after);
    const alone = /^\s?$/.test(before) && /^\s?$/.test(after);
    const literal = mark === '_' ? inWord || length > 3 : alone || (/\d/.test(before) && /\d/.test(after));
    if (literal) return this.put(this.source.slice(this.at, end), length);
    if (length >= 2) this.boldDepth = /\S/.test(after) && (!this.boldDepth || /^\s?$/.test(before));
    this.at = end;
  }

  strike(): void {
    const run = this.source.startsWith('~~', this.at) ? '~~' : '~';
    const from = this.at + run.length;
    const opens = /\S/.test(this.source.charAt(from)) && this.source.charAt(from) !== '~';
    const end = opens ? this.partner(run, from, '~') : -1;
    const closes =
      end > 0 && (run === '~~' || (/\S/.test(this.source.charAt(end - 1)) && !/\w/.test(this.source.charAt(end + 1))));
    if (!closes) return this.put(run === '~' ? '~' : '', run.length);
    this.struckSeen = true;
    this.at = end + run.length;
  }

  url(): void {
    bareUrl.lastIndex = this.at;
    const before = this.source.charAt(this.at - 1);
    const found = /\w/.test(before) ? undefined : bareUrl.exec(this.source)?.[0];
    if (found === undefined) return this.put('h', 1);
    const url = trimUrl(found);
    const end = this.brackets.length > 0 ? url.indexOf(']') : -1;
    const own = end > 0 ? url.slice(0, end) : url;
    this.links.push({ text: own, url: decodeAmpersands(own), image: false });
    return this.put(own, own.length);
  }
}

function trimUrl(url: string): string {
  let end = url.replace(/(?:[.,;:!?'"*_~]|\\)+$/, '');
  while (end.endsWith(')') && !end.includes('(')) end = end.slice(0, -1);
  return end;
}

function decodeAmpersands(url: string): string {
  return url.replace(/&amp;/g, '&').replace(/\\([!-/:-@[-`{-~])/g, '$1');
}

function decodeEntity(found: RegExpExecArray): string {
  const code = found[1] !== undefined ? Number(found[1]) : Number.parseInt(found[2] ?? '', 16);
  if (found[3] !== undefined) return entities[found[3]] ?? found[0];
  if (code === 160) return ' ';
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
}

function normalise(text: string): string {
  return text
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u200b\u200c\u200d\ufeff]/g, '')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();
}
