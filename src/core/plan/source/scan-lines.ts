import { readHeadingLine } from './heading-line.ts';
import { withoutHiddenParts } from './hidden-parts.ts';
import { type InlineText, readInline } from './inline-text.ts';
import { isDelimiterRow, readCells } from './table-row.ts';

/**
 * One line of a plan, read on its own.
 *
 * Plans are read line by line and not through the Markdown tree: they are full of tables, lists and marks that are
 * slightly broken, a field's value may be on the next line with or without a bullet, and the tree of 65,536 characters
 * of list items takes the parser longer than a quarter of a second.
 */
export interface SourceLine extends InlineText {
  /** 1-based. */
  readonly line: number;
  /** 1-based column at which the text begins. */
  readonly column: number;
  readonly kind: 'heading' | 'item' | 'text' | 'row';
  /** Level of a heading, 1 to 6; 0 for others. */
  readonly level: number;
  /** Columns of white space before the item's bullet or the text. */
  readonly indent: number;
  readonly ordered: boolean;
  /** State of a check box in front of the text. */
  readonly ticked: boolean | undefined;
  /** For rows. */
  readonly cells: readonly InlineText[];
  /** A row of a table's head. */
  readonly head: boolean;
  /** A blank line or a heading stands before this one. */
  readonly afterBlank: boolean;
}

/** A fenced code block. */
export interface Fence {
  readonly info: string;
  /** Line of the opening fence, 1-based. */
  readonly line: number;
  readonly text: string;
}

export interface ScannedSource {
  readonly lines: readonly SourceLine[];
  readonly fences: readonly Fence[];
}

const fenceOpening = /^\s*(`{3,}|~{3,})([^`]*)$/;
const quoteMarks = /^(?:\s{0,3}>)+\s?/;
/** `o` and a tab is the inner bullet of lists that were pasted from a word processor. */
const bullet =
  /^(\s*)(?:([-+*•–▪◦])(?:[ \t]+|$)|(\d{1,9}|[ivx]{1,4}|[IVX]{1,4}|[a-h])[.)](?:[ \t]+|$)|-(?=[A-Za-z"“])|(o)\t+)/;
const box = /^\\?\[( ?|[xX✓])\\?\](?:\s+|$)/;
const rule = /^\s*(?:[-*_][ \t]*){3,}$/;
const lineLimit = 10_000;
const charLimit = 8_000;

/** Splits a plan into lines. Code, HTML comments, folded guidance and front matter are left out. Linear in the length of the body. */
export function scanLines(body: string): ScannedSource {
  const sources = withoutHiddenParts(body).split(/\r\n|\n|\r/, lineLimit);
  const scanner = new LineScanner(sources);
  return scanner.scan();
}

class LineScanner {
  readonly sources: readonly string[];
  lines: SourceLine[] = [];
  fences: Fence[] = [];
  at = 0;
  afterBlank = true;
  inTable = false;

  constructor(sources: readonly string[]) {
    this.sources = sources;
  }

  scan(): ScannedSource {
    this.skipFrontMatter();
    while (this.at < this.sources.length) {
      this.readLine((this.sources[this.at] ?? '').slice(0, charLimit));
      this.at += 1;
    }
    return { lines: this.lines, fences: this.fences };
  }

  skipFrontMatter(): void {
    if (this.sources[0]?.trim() !== '---') return;
    for (let line = 1; line < Math.min(this.sources.length, 100); line += 1) {
      const text = this.sources[line]?.trim() ?? '';
      if (text === '---' || text === '...') this.at = line + 1;
      if (this.at > 0 || (text !== '' && !/^[\w"'#-]/.test(text))) return;
    }
  }

  readLine(raw: string): void {
    const quote = quoteMarks.exec(raw)?.[0] ?? '';
    const source = raw.slice(quote.length);
    if (source.trim() === '') {
      this.readBlank();
      return;
    }
    const fence = fenceOpening.exec(source);
    if (fence) {
      this.readFence(fence[1] ?? '', (fence[2] ?? '').trim());
      return;
    }
    if (this.readSetext(source)) return;
    if (rule.test(source)) {
      this.readBlank();
      return;
    }
    if (source.includes('|') && this.readRow(source, quote.length)) return;
    this.inTable = false;
    this.readText(source, quote.length);
  }

  readBlank(): void {
    this.afterBlank = true;
    this.inTable = false;
  }

  readFence(ticks: string, info: string): void {
    const opening = this.at;
    const text: string[] = [];
    for (this.at += 1; this.at < this.sources.length; this.at += 1) {
      const line = this.sources[this.at] ?? '';
      if (line.trim().startsWith(ticks) && line.trim().replaceAll(ticks.charAt(0), '') === '') break;
      text.push(line);
    }
    this.fences.push({ info, line: opening + 1, text: text.join('\n') });
    this.afterBlank = true;
  }

  /** A line of `===` or `---` under a single line of text makes that a heading. */
  readSetext(source: string): boolean {
    const underline = /^ {0,3}(=+|-+)\s*$/.exec(source)?.[1];
    const last = this.lines.at(-1);
    if (underline === undefined || last === undefined || this.afterBlank) return false;
    if (last.kind !== 'text' || last.line !== this.at || !last.afterBlank || last.text.length > 200) return false;
    this.lines[this.lines.length - 1] = { ...last, kind: 'heading', level: underline.startsWith('=') ? 1 : 2 };
    this.afterBlank = true;
    return true;
  }

  readRow(source: string, offset: number): boolean {
    const next = (this.sources[this.at + 1] ?? '').replace(quoteMarks, '');
    const head = !this.inTable && isDelimiterRow(next);
    if (isDelimiterRow(source) && (this.inTable || this.lines.at(-1)?.kind === 'row')) return true;
    if (!this.inTable && !head && !/^\s*\|.*\|\s*$/.test(source)) return false;
    const cells = readCells(source).map(readInline);
    const text = cells.map((cell) => cell.text).join(' | ');
    this.add({
      text,
      links: cells.flatMap((cell) => cell.links),
      codes: cells.flatMap((cell) => cell.codes),
      bold: false,
      struck: cells.some((cell) => cell.struck) && cells.every((cell) => cell.struck || cell.text === ''),
      column: offset + 1,
      kind: 'row',
      cells,
      head,
    });
    this.inTable = true;
    return true;
  }

  readText(source: string, offset: number): void {
    const mark = bullet.exec(source);
    let rest = source.slice(mark?.[0].length ?? 0);
    const nested = mark ? /^(?:[-+*][ \t]+){0,3}(?:\d{1,2}[.)][ \t]+)?(?=\S)/.exec(rest)?.[0] : undefined;
    if (nested !== undefined && !/^[*_]{2}/.test(rest)) rest = rest.slice(nested.length);
    const check = box.exec(rest);
    // `[](url)` and `[x](url)` are links.
    const ticked = check && !rest.slice(check[0].length).startsWith('(') ? /x|✓/i.test(check[1] ?? '') : undefined;
    if (check && ticked !== undefined) rest = rest.slice(check[0].length);

    const { level, words } = readHeadingLine(rest);
    const inline = readInline(words);
    if (isNothing(inline) && mark === null) {
      this.readBlank();
      return;
    }
    this.add({
      text: inline.text,
      links: inline.links,
      codes: inline.codes,
      bold: inline.bold,
      struck: inline.struck,
      column: offset + source.length - rest.length + (rest.length - rest.trimStart().length) + 1,
      kind: kindOf(level, mark !== null),
      level,
      indent: columns(source) + (mark?.[4] === undefined ? 0 : 2),
      ordered: mark?.[3] !== undefined,
      ticked: ticked ?? undefined,
    });
  }

  /** Each property by its name: spreading objects costs more than all the rest of the scan. */
  add(line: Partial<SourceLine> & InlineText): void {
    this.lines.push({
      text: line.text,
      links: line.links,
      codes: line.codes,
      bold: line.bold,
      struck: line.struck,
      line: this.at + 1,
      column: line.column ?? 1,
      kind: line.kind ?? 'text',
      level: line.level ?? 0,
      indent: line.indent ?? 0,
      ordered: line.ordered ?? false,
      ticked: line.ticked,
      cells: line.cells ?? noCells,
      head: line.head ?? false,
      afterBlank: this.afterBlank,
    });
    this.afterBlank = line.kind === 'heading';
  }
}

const noCells: readonly InlineText[] = [];

function kindOf(level: number, marked: boolean): 'heading' | 'item' | 'text' {
  if (level > 0) return 'heading';
  return marked ? 'item' : 'text';
}

/** `<br>` and the like. */
function isNothing({ text, links, struck }: InlineText): boolean {
  return text === '' && links.length === 0 && !struck;
}

/** Columns of white space before the text. */
function columns(source: string): number {
  let width = 0;
  for (const char of source) {
    if (char.trim() !== '') break;
    width += char === '\t' ? 4 - (width % 4) : 1;
  }
  return width;
}
