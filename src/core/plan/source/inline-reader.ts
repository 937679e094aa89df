import { readEntity } from '../../markdown/entity.ts';
import { cleanText, cleanUrl, trimUrl } from './clean-text.ts';
import type { InlineText, SourceLink } from './inline-text.ts';

const htmlTag = /<(?:\/?[a-z][^<>]{0,400}|https?:[^<>\s]{1,2000})>/iy;
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

/** Goes over one line of Markdown from mark to mark. */
export class InlineReader {
  readonly source: string;
  at = 0;
  /** The visible text so far; pieces, because joining strings as they grow is quadratic. */
  pieces: string[] = [];
  links: SourceLink[] = [];
  codes: string[] = [];
  brackets: Bracket[] = [];
  inBold = false;
  plainSeen = false;
  boldSeen = false;
  struckSeen = false;
  /** Runs of marks for which the rest of the line has no partner. */
  barren = new Set<string>();

  constructor(source: string) {
    this.source = source;
  }

  read(): InlineText {
    const plain = /[^\\`&<![\]*_~h]+/y;
    while (this.at < this.source.length) {
      plain.lastIndex = this.at;
      const stretch = plain.exec(this.source)?.[0];
      if (stretch !== undefined) {
        this.put(stretch, stretch.length);
        continue;
      }
      this.step(this.source.charAt(this.at));
    }
    const text = cleanText(this.pieces.join(''));
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
      this.boldSeen ||= this.inBold;
      this.plainSeen ||= !this.inBold;
    }
    this.pieces.push(text);
    this.at += length;
  }

  step(mark: string): void {
    readers[mark]?.(this);
  }

  escape(): void {
    const next = this.source.charAt(this.at + 1);
    if (/[!-/:-@[-`{-~]/.test(next)) {
      this.put(next, 2);
      return;
    }
    this.put(next === '' ? '' : '\\', 1);
  }

  code(): void {
    const run = /`+/y;
    run.lastIndex = this.at;
    const ticks = run.exec(this.source)?.[0] ?? '`';
    const end = this.partner(ticks, this.at + ticks.length, '`');
    if (end < 0) {
      this.put('', ticks.length);
      return;
    }
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
    const found = readEntity(this.source, this.at);
    if (!found) {
      this.put('&', 1);
      return;
    }
    this.put(found.text, found.length);
  }

  html(): void {
    htmlTag.lastIndex = this.at;
    const tag = htmlTag.exec(this.source)?.[0];
    if (tag === undefined) {
      this.put('<', 1);
      return;
    }
    if (/^<https?:/i.test(tag)) {
      const url = tag.slice(1, -1);
      this.links.push({ text: url, url, image: false });
      this.put(url, tag.length);
      return;
    }
    const href = /\s(?:href|src)\s*=\s*["']?(https?:[^\s"'>]+)/i.exec(tag)?.[1];
    if (href !== undefined) this.links.push({ text: '', url: href, image: /^<img\b/i.test(tag) });
    if (/^<(?:b|strong)>$/i.test(tag)) this.inBold = true;
    if (/^<\/(?:b|strong)>$/i.test(tag)) this.inBold = false;
    if (/^<\/?(?:br|p|div|li|td)\b/i.test(tag)) this.pieces.push('\n');
    this.at += tag.length;
  }

  open(): void {
    const image = this.source.charAt(this.at) === '!';
    if (image && this.source.charAt(this.at + 1) !== '[') {
      this.put('!', 1);
      return;
    }
    this.brackets.push({ at: this.pieces.length, image });
    this.put('[', image ? 2 : 1);
  }

  close(): void {
    const bracket = this.brackets.pop();
    if (bracket === undefined || this.source.charAt(this.at + 1) !== '(') {
      this.put(']', 1);
      return;
    }
    destination.lastIndex = this.at + 1;
    const found = destination.exec(this.source);
    if (!found) {
      this.put(']', 1);
      return;
    }
    const text = this.pieces.slice(bracket.at + 1, bracket.at + 1 + linkTextPieces).join('');
    this.links.push({ text: text.trim(), url: cleanUrl(found[1] ?? ''), image: bracket.image });
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
    const literal = mark === '_' ? inWord || alone || length > 3 : alone || (/\d/.test(before) && /\d/.test(after));
    if (literal) {
      this.put(this.source.slice(this.at, end), length);
      return;
    }
    if (length >= 2) this.inBold = /\S/.test(after) && (!this.inBold || /^\s?$/.test(before));
    this.at = end;
  }

  strike(): void {
    const run = this.source.startsWith('~~', this.at) ? '~~' : '~';
    const from = this.at + run.length;
    const opens = /\S/.test(this.source.charAt(from)) && this.source.charAt(from) !== '~';
    const end = opens ? this.partner(run, from, '~') : -1;
    const closes =
      end > 0 && (run === '~~' || (/\S/.test(this.source.charAt(end - 1)) && !/\w/.test(this.source.charAt(end + 1))));
    if (!closes) {
      this.put(run === '~' ? '~' : '', run.length);
      return;
    }
    this.struckSeen = true;
    this.at = end + run.length;
  }

  url(): void {
    bareUrl.lastIndex = this.at;
    const before = this.source.charAt(this.at - 1);
    const found = /\w/.test(before) ? undefined : bareUrl.exec(this.source)?.[0];
    if (found === undefined) {
      this.put('h', 1);
      return;
    }
    const url = trimUrl(found);
    const end = this.brackets.length > 0 ? url.indexOf(']') : -1;
    const own = end > 0 ? url.slice(0, end) : url;
    this.links.push({ text: own, url: cleanUrl(own), image: false });
    this.put(own, own.length);
  }
}

/** What is done at each mark. */
const readers: Readonly<Record<string, (reader: InlineReader) => void>> = {
  '\\': (reader) => reader.escape(),
  '`': (reader) => reader.code(),
  '&': (reader) => reader.entity(),
  '<': (reader) => reader.html(),
  '!': (reader) => reader.open(),
  '[': (reader) => reader.open(),
  ']': (reader) => reader.close(),
  '*': (reader) => reader.emphasis('*'),
  _: (reader) => reader.emphasis('_'),
  '~': (reader) => reader.strike(),
  h: (reader) => reader.url(),
};
